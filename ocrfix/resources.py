"""Finds, checks and opens the data files; the only room that knows where they lie.

Bird's-eye view: compiled data (``dictionaries/build``) is looked for at the given folder, then inside the
package (a wheel), then beside it (a checkout). ``MANIFEST.json`` names format, version and hash of each
file. Everything is memory-mapped and opened once per process. Start reading at :func:`open_resources`.
German example: ``Resources.lexicon.count("für")`` is about 638,000.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ocrfix.candidates.generate import Generator
from ocrfix.decide import Judge, load_judge
from ocrfix.errors import DataError
from ocrfix.lexicon.confusions import ConfusionTables, load_confusions
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.rank.language_model import LanguageModel

DATA_FORMAT = 1
DATA_FILES = (
    "words.marisa", "words.frequency", "words.dawg", "words.lone", "modifiers.marisa", "modifiers.frequency",
    "modifiers.dawg", "heads.marisa", "heads.frequency", "heads.dawg", "domain.marisa", "domain.frequency",
    "totals.tsv", "language.bin", "characters.bin", "classes.tsv", "confusions.tsv", "judge.json", "quality.json",
)  # fmt: skip
_REBUILD = "reinstall ocrfix, or rebuild the data with: ocrfix lexicon build --check"


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


def data_folder(given: Path | None = None) -> Path:
    """Return the folder with the compiled data.

    Raises DataError when there is none.
    """
    package = Path(__file__).resolve().parent
    places = (given,) if given is not None else (package / "data", package.parent / "dictionaries" / "build")
    for place in places:
        if (place / "MANIFEST.json").is_file():
            return place
    raise DataError(f"no data files in {places[-1].name}: MANIFEST.json is missing", _REBUILD)


@cache
def open_resources(given: Path | None = None, lexicon_files: tuple[str, ...] = ()) -> Resources:
    """Open the data files, once per process, folder and set of the user's own word lists.

    A word list is UTF-8, a word a line, whatever follows a tab is left aside, ``#`` starts a comment.
    Raises DataError when a file is missing, has another size than the manifest says or another format.
    """
    folder = data_folder(given)
    versions = _check_manifest(folder)
    own_words = _own_words(lexicon_files)
    if own_words:
        digest = hashlib.sha256("\n".join(sorted(own_words)).encode()).hexdigest()[:12]
        versions = (*versions, ("own-words", digest))
    try:
        lexicon = Lexicon(folder, own_words)
        tables = load_confusions(folder / "confusions.tsv")
        model = LanguageModel(folder, lexicon)
        judge = load_judge(folder / "judge.json")
        generator = Generator(lexicon, tables, model.character_logp)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise DataError(f"a data file cannot be read: {error}", _REBUILD) from error
    return Resources(folder, versions, lexicon, tables, model, generator, judge)


def _own_words(lexicon_files: tuple[str, ...]) -> frozenset[str]:
    words: set[str] = set()
    for name in lexicon_files:
        try:
            lines = Path(name).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"the word list {Path(name).name} cannot be read: {error}", "give a UTF-8 file") from error
        forms = (line.partition("\t")[0].strip() for line in lines if not line.startswith("#"))
        words.update(form for form in forms if form)
    return frozenset(words)


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
