"""A new user's path, timed: from a folder of clean documents to a word list that removes its false alarms.

Bird's-eye view: one command, ``ocrfix lexicon build --from FOLDER -o LIST``, runs as a process of its own; then the
same documents are corrected without and with the list, and what is listed or changed in them, which are right, is a
false alarm. Start reading at :func:`main`.

German example: ``Zuwendungsgebendenportal`` stands in one document, is listed without the list and left alone with it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from ocrfix.config import Config, CorrectConfig, ExtractConfig
from ocrfix.extract import read_document
from ocrfix.lexicon.layers import read_entries
from ocrfix.pipeline import correct
from ocrfix.resources import open_resources


def main() -> None:
    parser = argparse.ArgumentParser(description="A new user's path, timed.")
    parser.add_argument("folder", type=Path, help="folder of clean documents")
    parser.add_argument("--alarms", type=int, default=10, metavar="N", help="look for false alarms in N of them")
    given = parser.parse_args()
    paths = sorted(path for path in given.folder.rglob("*") if path.is_file())
    words = sum(len(path.read_text("utf-8").split()) for path in paths if path.suffix == ".txt")
    with tempfile.TemporaryDirectory(prefix="ocrfix-benchmark-") as name:
        out = Path(name, "amt.tsv")
        started, spent = time.perf_counter(), processor_seconds()
        command = [sys.executable, "-m", "ocrfix", "lexicon", "build", "--from", str(given.folder), "-o", str(out)]
        subprocess.run(command, check=True)
        took, used = time.perf_counter() - started, processor_seconds() - spent
        print(f"{len(paths)} documents, {words:,} words: {took:.1f} s, {used:.1f} s of processor time")
        print(f"{len(read_entries(out)):,} words listed")
        for title, lists in (("without", ()), ("with", (str(out),))):
            print(title, dict(alarms(paths[: given.alarms], lists)))


def processor_seconds() -> float:
    """Return the processor time of the processes that ended."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def alarms(paths: list[Path], lists: tuple[str, ...]) -> Counter[str]:
    """Count what is proposed, listed and changed in documents that are right."""
    config = Config(correct=CorrectConfig(lexicon_files=lists))
    resources = open_resources(None, lists)
    found: Counter[str] = Counter()
    for path in paths:
        text = path.read_text("utf-8")[:16_000]
        document = read_document(text.encode("utf-8"), path.name, ExtractConfig())
        for decision in correct(document, config.correct, resources).decisions:
            found[str(decision.action)] += 1
    return found


if __name__ == "__main__":
    main()
