"""The whole build: corpora and pages in, ``dictionaries/build`` out, byte for byte the same each time.

Bird's-eye view: ``sources.toml`` names corpora and pages; :func:`build_data` counts, chooses, trains and
writes one data folder; :func:`build_all` does so twice: once without the documents that the training pages
were rendered from, to fit the judge, and once with everything, to ship. Start reading at :func:`build_all`.
German example: ``ocrfix lexicon build --from ../shared`` makes ``words.marisa`` with ``für`` 685,000 times.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from ocrfix.decide import load_judge
from ocrfix.detect.house_style import FILE_NAME as DASHES
from ocrfix.errors import DataError
from ocrfix.inputs import json_lines
from ocrfix.lexicon.build import (
    confusions,
    domain,
    gate,
    house_style,
    judge,
    language,
    lone,
    own_examples,
    quality,
    umlaut_pairs,
    words,
)
from ocrfix.lexicon.build.corpus import Counts, count_corpus, plain_name
from ocrfix.lexicon.dawg import write_dawg
from ocrfix.lexicon.table import write_table
from ocrfix.rank.umlaut_pairs import FILE_NAME as PAIRS
from ocrfix.records import dataclass
from ocrfix.resources import DATA_FILES, DATA_FORMAT, open_resources
from ocrfix.text.characters import UMLAUTS

WORKERS = 2
FITTING_PACKAGES = ("numpy", "scipy", "sklearn")
"""What fits the judge; asked for first, since it is needed when the models have been built for minutes."""
LEAST_CONFUSED_SHARE = 1.2e-6
"""Of all printed letters, those that a confusion must have been seen at to be listed."""
SPECIAL_LETTERS = f"{UMLAUTS}§"
_SMALL_UMLAUTS = ("ä", "ö", "ü")
OFTEN_CONFUSED = 40
"""From so many times on what one umlaut is read as may be another one, too."""
THRESHOLDS = {"safe": 0.75, "strict": 0.82, "likely": 0.5}
OWN_CONFIDENCES = {
    "letter": 0.67, "line-hyphen": 0.75, "noise-unknown": 0.67, "section": 0.72, "umlaut-known": 0.8,
    "umlaut-mood": 0.9, "umlaut-unknown": 0.62,
}  # fmt: skip
"""Kinds of change that break next to no right word, judged by models that had not seen the page: of unknown words with
letters that no table lists 54 were right, 28 left a wrong word wrong and none broke one from 0.67 to 0.75, of those
with listed ones 91, 34 and 11 (most of these misprints of the original); of umlauts put back in unknown words 45, 30
and 10 from 0.62 to 0.75, in known ones 20, 1 and 1 from 0.80 to 0.85, but 9, 3 and 4 from 0.72. Of ``hatte`` for
``hätte`` and the like 16 were right and 12 broke a word from 0.80 to 0.90, 104 and 1 above; of hyphens at line starts 5
were right, 3 wrong and 1 broken from 0.75 to 0.82."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is built from: corpus files, pages with truth, and the reviewed lists beside ``sources.toml``.

    ``weights`` say how much of what users correct is like each corpus, against its share of all words.
    """

    corpora: tuple[Path, ...]
    weights: tuple[float, ...]
    pages: Path
    lists: Path
    version: str


def read_sources(sources_file: Path, folder: Path) -> Sources:
    """Read ``sources.toml`` and find its files below ``folder``.

    Raises:
        DataError: the file or a source is missing, or a source has another hash than the file says.
    """
    if not sources_file.is_file():
        raise DataError(
            f"{sources_file} is missing", "run it in the folder that holds dictionaries/: a clone of ocrfix"
        )
    content = tomllib.loads(sources_file.read_text(encoding="utf-8"))
    for entry in (*content["corpus"], content["pages"]):
        path = folder / entry["path"]
        if not path.is_file():
            raise DataError(f"the source {entry['path']} is missing", "docs/data.md says where to get it")
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            raise DataError(
                f"the source {entry['path']} differs from sources.toml", "update sources.toml if you mean it"
            )
    return Sources(
        tuple(folder / entry["path"] for entry in content["corpus"]),
        tuple(float(entry.get("weight", 1.0)) for entry in content["corpus"]),
        folder / content["pages"]["path"],
        sources_file.parent,
        content["version"],
    )


def build_all(
    corpus: Path,
    out: Path,
    without: Path | None = None,
    lmplz: Path | None = None,
    sources: Path | None = None,
    gold: Path | None = None,
) -> None:
    """Build the shipped data from the folder ``corpus`` into ``out``; replaces the files there when all exist.

    ``without`` names a file with document ids to leave out (one a line), ``lmplz`` KenLM's program (with
    ``build_binary`` beside it), ``gold`` pages on which the new data must not be worse.

    Raises:
        DataError: a source, a program, a package or the gold pages are missing, or the new data are worse; then the old
            data stay.
    """
    pages = None if gold is None else gate.gold_pages(gold)
    found = read_sources(sources or Path("dictionaries/sources.toml"), corpus)
    left_out = frozenset() if without is None else frozenset(without.read_text(encoding="utf-8").split())
    with tempfile.TemporaryDirectory(prefix="ocrfix-build-") as name:
        scratch = Path(name)
        tools = _tools(lmplz, scratch)
        _ask_for_packages()
        held_out = scratch / "held-out"
        build_data(found, left_out | page_documents(found.pages), tools, held_out)
        _fit(found, held_out)
        full = scratch / "full"
        build_data(found, left_out, tools, full)
        for fitted in ("judge.json", quality.FILE_NAME):
            shutil.copy(held_out / fitted, full / fitted)
        lone.write_lone_words(full)
        write_manifest(full, found.version)
        if pages is not None:
            gate.refuse_worse(pages, out, full)
        out.mkdir(parents=True, exist_ok=True)
        for file in sorted(full.iterdir()):
            shutil.copy(file, out / file.name)


def _tools(lmplz: Path | None, scratch: Path) -> language.KenlmTools:
    program = lmplz if lmplz is not None else Path(shutil.which("lmplz") or "lmplz")
    if not program.is_file():
        raise DataError(
            "KenLM's lmplz is not installed", "build it with: bash dictionaries/make-kenlm, then pass --lmplz"
        )
    return language.KenlmTools(program, program.with_name("build_binary"), scratch)


def _ask_for_packages() -> None:
    missing = ", ".join(name for name in FITTING_PACKAGES if find_spec(name) is None)
    if missing:
        raise DataError(f"packages of Python are missing: {missing}", "install them: pip install 'ocrfix[build-data]'")


def page_documents(pages: Path) -> frozenset[str]:
    """Return the plain names of the documents that the training pages were rendered from."""
    ids = (json.loads(line)["id"] for _, line in json_lines(pages.read_text(encoding="utf-8")))
    return frozenset(re.sub(r"_p?\d+$", "", plain_name(identity.removeprefix("train_"))) for identity in ids)


def build_data(found: Sources, without: frozenset[str], tools: language.KenlmTools, out: Path) -> None:
    """Write one data folder, all but the fitted files and ``words.lone`` (empty ones stand in) and the manifest."""
    out.mkdir()
    lines = tuple(tools.scratch / f"{path.name}.lines" for path in found.corpora)
    counts = _count(found.corpora, without, lines)
    lexicon = words.choose_words(counts.words, counts.documents)
    for word, count in domain.read_lists(found.lists).items():
        lexicon.setdefault(word, count)
    domain_words = domain.domain_table(found.lists)
    modifiers, heads = words.compound_parts(lexicon)
    write_table(lexicon, out, "words")
    write_dawg(lexicon, out / "words.dawg")
    (out / "words.lone").write_bytes(b"")
    write_table(domain_words, out, "domain")
    for name, parts in (("modifiers", modifiers), ("heads", heads)):
        write_table(parts, out, name)
        write_dawg(parts, out / f"{name}.dawg")
    (out / "totals.tsv").write_text(
        f"heads\t{sum(heads.values())}\nmodifiers\t{sum(modifiers.values())}\n", encoding="utf-8"
    )
    known = language.vocabulary(counts.words, counts.documents)
    (out / "classes.tsv").write_text(
        "".join(f"{symbol}\t{total}\n" for symbol, total in sorted(known.class_totals.items())), encoding="utf-8"
    )
    texts = [language.Text(path, weight) for path, weight in zip(lines, found.weights, strict=True)]
    language.train_words(texts, known, tools, out / "language.bin")
    language.train_characters(lexicon, tools, out / "characters.bin")
    house_style.write_dash_words(house_style.learn_dash_words(found.corpora, without), out / DASHES)
    umlaut_pairs.write_pairs(umlaut_pairs.learn_pairs(lines, counts.words, WORKERS), out / PAIRS)
    shutil.copy(found.lists / "confusions.tsv", out / "confusions.tsv")
    judge.write_judge({}, {"safe": 1.0, "strict": 1.0, "likely": 1.0}, [], out / "judge.json")
    (out / quality.FILE_NAME).write_text("{}\n", encoding="utf-8")
    write_manifest(out, found.version)


def _count(corpora: Sequence[Path], without: frozenset[str], lines: Sequence[Path]) -> Counts:
    total = Counts()
    with ProcessPoolExecutor(WORKERS) as pool:
        for part in pool.map(count_corpus, corpora, [without] * len(corpora), lines):
            total.words.update(part.words)
            total.documents.update(part.documents)
    return Counts(Counter(dict(sorted(total.words.items()))), total.documents)


def _fit(found: Sources, held_out: Path) -> None:
    """Fit judge and estimate on the training pages with models that have not seen their documents."""
    resources = open_resources(held_out)
    lines = [line for _, line in json_lines(found.pages.read_text(encoding="utf-8"))]
    pages = [json.loads(line) for line in lines]
    own = own_examples.read_examples(found.lists / own_examples.FILE_NAME)
    judge.write_fitted_judge(pages, resources, THRESHOLDS, OWN_CONFIDENCES, held_out / "judge.json", own)
    judging = replace(resources, judge=load_judge(held_out / "judge.json"))
    calibration = quality.fit_quality(tuple(quality.examples_of(lines, judging)))
    quality.write_quality(calibration, held_out / quality.FILE_NAME)


def learn_confusions(pages: Sequence[Path], extra: Path, target: Path) -> None:
    """Write ``confusions.tsv`` from files of pages with truth and the hand-made rows of ``confusions.extra.tsv``."""
    rows: list[tuple[str, str, str, int, int]] = []
    records = [json.loads(line) for file in pages for _, line in json_lines(file.read_text(encoding="utf-8"))]
    totals_of: dict[str, Counter[str]] = {}
    for table in ("eng", "deu"):
        chosen = ((record["ocr"], record["gt"]) for record in records if record["lang"] == table)
        counts, totals_of[table] = confusions.learn_table(chosen)
        rows.extend(_rows(table, counts, totals_of[table]))
    known = {row[:3] for row in rows}
    for line in extra.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            table, true, read, count, _reason = line.split("\t")
            if (table, true, read) not in known:
                rows.append((table, true, read, int(count), totals_of[table][true]))
    text = "".join("\t".join(map(str, row)) + "\n" for row in sorted(rows))
    target.write_text("# table\ttrue\tread\tcount\ttotal\n" + text, encoding="utf-8")


def _rows(
    table: str, counts: Mapping[tuple[str, str], int], totals: Mapping[str, int]
) -> list[tuple[str, str, str, int, int]]:
    result = []
    # What was seen once, or four times in three million letters, is chance; lost umlauts are rarely that.
    least = max(2.0, LEAST_CONFUSED_SHARE * totals[""])
    for (true, read), count in counts.items():
        is_special = any(letter in SPECIAL_LETTERS for letter in true)
        if (count >= least or is_special) and "\t" not in true + read:
            result.append((table, true, read, count, max(totals[true], count)))
    return [*result, *_alike_umlauts(table, counts, totals)]


def _alike_umlauts(
    table: str, counts: Mapping[tuple[str, str], int], totals: Mapping[str, int]
) -> list[tuple[str, str, str, int, int]]:
    """Return a single count for each umlaut that has not yet been seen as what another one is often read as.

    Two dots are misread alike over any vowel: ``ti`` is ``ü`` a thousand times, and once in a while ``ä``.
    """
    return [
        (table, umlaut, read, 1, totals[umlaut])
        for (true, read), count in counts.items()
        if true in _SMALL_UMLAUTS and count >= OFTEN_CONFUSED
        for umlaut in _SMALL_UMLAUTS
        if not counts.get((umlaut, read)) and totals.get(umlaut) and umlaut != read
    ]


def write_manifest(folder: Path, version: str) -> None:
    """Write ``MANIFEST.json``: format, version, size and hash of every data file; no time stamp."""
    files = {
        name: {
            "bytes": (folder / name).stat().st_size,
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
        }
        for name in sorted(DATA_FILES)
    }
    content = {"format": DATA_FORMAT, "version": version, "files": files}
    (folder / "MANIFEST.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
