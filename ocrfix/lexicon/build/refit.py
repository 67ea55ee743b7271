"""Renews the estimate of damage alone, without a whole build.

    python -m ocrfix.lexicon.build.refit PAGES.jsonl --models HELD_OUT --into dictionaries/build

Bird's-eye view: for the time when only the signs or the engine changed. ``HELD_OUT`` is a data folder that has not
seen the documents of the pages (``ocrfix lexicon build --without``); one that has seen them makes unknown words look
rarer than they are. Start reading at :func:`refit`.

German example: after a change of the rules for ``§`` the weight of marks is fitted anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ocrfix.inputs import json_lines
from ocrfix.lexicon.build.make import write_manifest
from ocrfix.lexicon.build.quality import FILE_NAME, examples_of, fit_quality, write_quality
from ocrfix.quality.estimate import Calibration
from ocrfix.resources import open_resources


def refit(pages: Path, models: Path, into: Path) -> Calibration:
    """Fit with the models of one data folder, store in another and renew its manifest.

    Raises:
        DataError: the models cannot be opened.
    """
    lines = [line for _, line in json_lines(pages.read_text(encoding="utf-8"))]
    calibration = fit_quality(tuple(examples_of(lines, open_resources(models))))
    write_quality(calibration, into / FILE_NAME)
    version = json.loads((into / "MANIFEST.json").read_text(encoding="utf-8"))["version"]
    write_manifest(into, version)
    return calibration


def main(arguments: Sequence[str] | None = None) -> int:
    """Renew ``quality.json`` of a data folder; gives the exit status."""
    parser = argparse.ArgumentParser(description="Fit the estimate of damage anew.")
    parser.add_argument("pages", type=Path, help="JSON lines with id, ocr and gt")
    parser.add_argument("--models", type=Path, required=True, help="data folder that has not seen these pages")
    parser.add_argument("--into", type=Path, default=Path("dictionaries/build"), help="data folder to renew")
    options = parser.parse_args(arguments)
    refit(options.pages, options.models, options.into)
    return 0


if __name__ == "__main__":
    sys.exit(main())
