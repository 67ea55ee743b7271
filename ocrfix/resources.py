"""Finds, checks and opens the data files; the only room that knows where they lie.

Bird's-eye view: compiled data (``dictionaries/build``) is looked for at the given folder, then inside the
package (a wheel), then beside it (a checkout). ``MANIFEST.json`` names format, version and hash of each
file. Everything is memory-mapped and opened once per process, the user's word lists anew when they change. Start
reading at :func:`open_resources`.
German example: ``Resources.lexicon.count("für")`` is about 685,000.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.candidates.generate import Generator
from ocrfix.decide import Judge, load_judge
from ocrfix.errors import DataError
from ocrfix.lexicon.confusions import ConfusionTables, load_confusions
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.rank.language_model import LanguageModel
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from ocrfix.lexicon.layers import OwnWords
    from ocrfix.lexicon.learned import LearnedConfusions

DATA_FORMAT = 1
DATA_FILES = (
    "words.marisa", "words.frequency", "words.dawg", "words.lone", "modifiers.marisa", "modifiers.frequency",
    "modifiers.dawg", "heads.marisa", "heads.frequency", "heads.dawg", "domain.marisa", "domain.frequency",
    "totals.tsv", "language.bin", "characters.bin", "classes.tsv", "confusions.tsv", "dashes.tsv", "pairs.tsv",
    "judge.json", "quality.json",
)  # fmt: skip
_KEPT = 8
"""So many combinations of data, word lists and profiles stay open; a service whose lists change would hold them all."""
_REBUILD = "reinstall ocrfix, or rebuild the data with: ocrfix lexicon build --from CORPORA"


@dataclass(frozen=True, slots=True)
class Resources:
    """The opened data of a run and the caches that live with it."""

    folder: Path
    versions: tuple[tuple[str, str], ...]
    lexicon: Lexicon
    tables: ConfusionTables
    model: LanguageModel
    generator: Generator
    judge: Judge
    tried: Resources | None = None
    """The same with learned confusions that are not proven: for unknown words that nothing else explains."""


def data_folder(given: Path | None = None) -> Path:
    """Return the folder with the compiled data.

    Raises:
        DataError: there is none.
    """
    package = Path(__file__).resolve().parent
    places = (given,) if given is not None else (package / "data", package.parent / "dictionaries" / "build")
    for place in places:
        if (place / "MANIFEST.json").is_file():
            return place
    raise DataError(f"no data files in {places[-1].name}: MANIFEST.json is missing", _REBUILD)


def open_resources(
    given: Path | None = None, lexicon_files: tuple[str, ...] = (), profile_file: str | None = None
) -> Resources:
    """Open the data files, once per process, folder, word lists and learned profile as they are now.

    Word lists are those of :mod:`ocrfix.lexicon.layers`, a later one overrules; ``profile_file`` is one of
    :mod:`ocrfix.lexicon.learned`. One that has changed, or that a name leads to from another working folder, is read
    anew.

    Raises:
        DataError: a file is missing, has another size than the manifest says, or another format.
    """
    own = lexicon_files if profile_file is None else (*lexicon_files, profile_file)
    return _opened(given, lexicon_files, profile_file, tuple(map(_state_of, own)))


def _state_of(name: str) -> tuple[int, ...]:
    """Tell a file and its content from others without reading it; of one that is missing, reading it will say so."""
    try:
        status = Path(name).stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=_KEPT)
def _opened(
    given: Path | None, lexicon_files: tuple[str, ...], profile_file: str | None, _states: tuple[tuple[int, ...], ...]
) -> Resources:
    folder = data_folder(given)
    versions = _check_manifest(folder)
    own = _own(lexicon_files) if lexicon_files else None
    if own is not None and (own.words or own.excluded):
        versions = (*versions, ("own-words", own.digest()))
    learned, digest = _learned(profile_file)
    if learned is not None:
        versions = (*versions, ("profile", digest))
    try:
        lexicon = Lexicon(folder) if own is None else Lexicon(folder, own.words, own.excluded, own.stems)
        used = None if learned is None else learned.used()
        tables = replace(load_confusions(folder / "confusions.tsv"), learned=used)
        model = LanguageModel(folder, lexicon)
        judge = load_judge(folder / "judge.json")
        if used is not None:
            from ocrfix.lexicon.borders import learned_borders

            judge = replace(judge, borders=learned_borders(used.kinds, partial(judge.safe_threshold, None)))
        generator = Generator(lexicon, tables, model.character_logp)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise DataError(f"a data file cannot be read: {error}", _REBUILD) from error
    opened = Resources(folder, versions, lexicon, tables, model, generator, judge)
    tried = None if learned is None else learned.tried()
    return opened if tried is None else replace(opened, tried=_trying(opened, tried))


def _trying(opened: Resources, tried: LearnedConfusions) -> Resources:
    """Return the data files with learned confusions that are not proven, and with stricter borders."""
    from ocrfix.lexicon.borders import strict_borders

    tables = replace(opened.tables, learned=tried)
    judge = replace(opened.judge, borders=strict_borders(opened.judge.weights, opened.judge.safe_threshold))
    generator = Generator(opened.lexicon, tables, opened.model.character_logp)
    return replace(opened, tables=tables, judge=judge, generator=generator)


def _own(names: tuple[str, ...]) -> OwnWords:
    from ocrfix.lexicon.layers import own_words, read_entries

    layers = []
    for name in names:
        try:
            layers.append(read_entries(Path(name)))
        except (OSError, ValueError) as error:
            raise DataError(f"the word list {Path(name).name} cannot be read: {error}", "give a UTF-8 file") from error
    return own_words(layers)


def _learned(name: str | None) -> tuple[LearnedConfusions | None, str]:
    if name is None:
        return None, ""
    from ocrfix.lexicon.learned import read_profile

    try:
        return read_profile(Path(name))
    except (OSError, ValueError) as error:
        message = f"the profile {Path(name).name} cannot be read: {error}"
        raise DataError(message, "make one with: ocrfix learn PAGES -o FILE") from error


def _check_manifest(folder: Path) -> tuple[tuple[str, str], ...]:
    """Compare the sizes with the manifest (hashes are for :func:`verify`: they would cost a third of a second)."""
    try:
        manifest = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))
        entries = manifest["files"]
        is_readable = manifest["format"] == DATA_FORMAT
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"the data manifest cannot be read: {error}", _REBUILD) from error
    if not is_readable:
        raise DataError(f"the data have format {manifest['format']}, this version reads {DATA_FORMAT}", _REBUILD)
    for name in DATA_FILES:
        path = folder / name
        if name not in entries or not path.is_file():
            raise DataError(f"the data file {name} is missing", _REBUILD)
        if path.stat().st_size != entries[name]["bytes"]:
            raise DataError(
                f"the data file {name} has {path.stat().st_size} bytes, not {entries[name]['bytes']}", _REBUILD
            )
    return (("data", str(manifest["version"])), ("fingerprint", _fingerprint(entries)))


def _fingerprint(entries: dict[str, dict[str, str]]) -> str:
    text = "".join(f"{name}:{entries[name]['sha256']}\n" for name in sorted(entries))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def verify(folder: Path) -> tuple[str, ...]:
    """Compare every file with its hash; returns the names of those that differ."""
    entries = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    return tuple(
        name
        for name, entry in sorted(entries.items())
        if not (folder / name).is_file() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != entry["sha256"]
    )
