"""Data files that do not know an engine: what a profile is worth there can be measured on any training pages.

    python -m benchmarks.left_out PAGES.jsonl --engine deu --models HELD_OUT [--data FOLDER] --into FOLDER

Bird's-eye view: the shipped tables and the judge come from pages of two engines. Here the table of one engine is
emptied and the judge is fitted on the pages of the others alone, with models that have not seen their documents
(``ocrfix lexicon build --without``); all else is taken over from ``--data``. Start reading at :func:`leave_out`.

German example: data without ``eng`` do not know that ``ü`` is read ``ii`` and leave ``Riickmeldung`` as it is.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from ocrfix.inputs import json_lines
from ocrfix.lexicon.build import judge
from ocrfix.lexicon.build.make import OWN_CONFIDENCES, THRESHOLDS, write_manifest
from ocrfix.resources import DATA_FILES, open_resources


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Data files that do not know an engine.")
    parser.add_argument("pages", type=Path, help="JSON lines with id, lang, ocr and gt")
    parser.add_argument("--engine", required=True, help="the engine (lang) to leave out")
    parser.add_argument("--models", type=Path, required=True, help="data folder that has not seen these pages")
    parser.add_argument("--data", type=Path, help="data folder to take all else from; else that of --models")
    parser.add_argument("--into", type=Path, required=True, help="new folder")
    given = parser.parse_args(arguments)
    pages = [json.loads(line) for _, line in json_lines(given.pages.read_text(encoding="utf-8"))]
    leave_out(given.engine, pages, given.models, given.data or given.models, given.into)


def leave_out(engine: str, pages: Sequence[dict[str, str]], models: Path, data: Path, into: Path) -> None:
    """Write the data of a folder without what an engine taught; the judge is fitted with ``models``."""
    fitting = into.with_name(f"{into.name}.fitting")
    _without_table(engine, models, fitting)
    others = [page for page in pages if page["lang"] != engine]
    fitted = fitting / "judge.json"
    judge.write_fitted_judge(others, open_resources(fitting), THRESHOLDS, OWN_CONFIDENCES, fitted)
    _without_table(engine, data, into)
    shutil.copyfile(fitted, into / fitted.name)
    write_manifest(into, _version(data))
    shutil.rmtree(fitting)


def _without_table(engine: str, data: Path, into: Path) -> None:
    into.mkdir(parents=True)
    for name in DATA_FILES:
        shutil.copyfile(data / name, into / name)
    lines = (data / "confusions.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.split("\t")[0] != engine]
    (into / "confusions.tsv").write_text("".join(kept), encoding="utf-8")
    # Which words resemble no other is known by the tables: without them every word is looked at.
    (into / "words.lone").write_bytes(b"")
    write_manifest(into, _version(data))


def _version(data: Path) -> str:
    return str(json.loads((data / "MANIFEST.json").read_text(encoding="utf-8"))["version"])


if __name__ == "__main__":
    main()
