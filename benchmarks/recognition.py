"""Measures what ocrfix adds to Tesseract's own time on scanned pages.

    python benchmarks/recognition.py [FILE.pdf ...] [--pages N] [--repetitions N] [--json FILE]

Bird's-eye view: each page is drawn once as ocrfix sees it and read by plain ``tesseract IMAGE - -l deu tsv``; then
ocrfix reads the same page of the file, at first with one reading (what is compared), then with its other models for
doubtful words (what these cost is told beside it). Time is CPU time (user and system) of this process and of the
programs that it started, the least of some alternating rounds, so that other work on the machine hardly counts. Start
reading at :func:`measure`.

German example: of ``kleine-anfrage.scan.pdf`` Tesseract reads the page in 2.9 s, ocrfix in 3.0 s.

The limit is 5 % of Tesseract's time and 50 ms a page; the exit status is 1 when a page in the mean exceeds it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ocrfix.batch.outcome import RunSettings
from ocrfix.batch.single import doubts_of
from ocrfix.config import EngineChoice, ExtractConfig, OcrMode
from ocrfix.extract.document import read_pages

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "kleine-anfrage.scan.pdf"
ALLOWED_SHARE = 0.05
ALLOWED_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class PageTime:
    """CPU seconds of one page: plain Tesseract, ocrfix with one reading, ocrfix with its other readings."""

    file: str
    page: int
    tesseract: float
    reading: float
    with_other_readings: float

    @property
    def allowed(self) -> float:
        """What the reading may take."""
        return self.tesseract * (1 + ALLOWED_SHARE) + ALLOWED_SECONDS


def cpu_seconds(work: Callable[[], object]) -> float:
    """Run something; gives the CPU time of this process and of the programs it waited for."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


def measure(path: Path, most_pages: int, repetitions: int, folder: Path) -> Iterator[PageTime]:
    """Measure the first pages of a scanned PDF."""
    data = path.read_bytes()
    for number in range(1, min(most_pages, _page_count(data)) + 1):
        config = ExtractConfig(ocr=OcrMode.ALWAYS, engine=EngineChoice.SYSTEM, pages=((number, number),))
        images = []
        for place, (image, dpi) in enumerate(images_read(data, path.name, config)):
            image.save(folder / f"{place}.ppm")
            images.append((folder / f"{place}.ppm", dpi))
        ways = (
            partial(_plain, images),
            partial(read_pages, data, path.name, config),
            partial(read_pages, data, path.name, config, doubts=doubts_of(RunSettings())),
        )
        rounds = [[cpu_seconds(way) for way in ways] for _ in range(repetitions)]
        yield PageTime(path.name, number, *(round(min(each), 3) for each in zip(*rounds, strict=True)))


def images_read(data: bytes, name: str, config: ExtractConfig) -> list[tuple[Image, int]]:
    """Give the images of a page that ocrfix hands to Tesseract, with their resolutions (dpi).

    One that reads badly is smoothed and read a second time; then there are two.
    """
    from ocrfix.extract.engine_choice import find_engine

    engine = find_engine(config.engine, config.languages)
    seen: list[tuple[Image, int]] = []

    class Listener:
        name, version, languages = engine.name, engine.version, engine.languages

        def recognise(self, image: Image, dpi: int, *arguments: object, **options: object) -> object:
            seen.append((image.convert("L"), dpi))
            return engine.recognise(image, dpi, *arguments, **options)  # type: ignore[arg-type]

    read_pages(data, name, config, Listener())  # type: ignore[arg-type]
    return seen


def _plain(images: Sequence[tuple[Path, int]]) -> None:
    """Read images with plain Tesseract."""
    for image, dpi in images:
        subprocess.run(
            ["tesseract", str(image), "-", "-l", "deu", "--dpi", str(dpi), "tsv"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=True,
        )


def _page_count(data: bytes) -> int:
    import pypdfium2

    with closing(pypdfium2.PdfDocument(data)) as document:
        return len(document)


def report(times: Sequence[PageTime]) -> str:
    """Say what was measured, page by page and in the mean."""
    lines = []
    for each in times:
        over = each.reading - each.tesseract
        lines.append(
            f"{each.file} page {each.page}: Tesseract {each.tesseract:.2f} s, ocrfix {each.reading:.2f} s "
            f"({over:+.3f} s; allowed {each.allowed - each.tesseract:.3f} s), "
            f"with other readings {each.with_other_readings:.2f} s"
        )
    own, reading, all_readings, allowed = totals(times)
    lines.append(
        f"{len(times)} pages: Tesseract {own:.2f} s, ocrfix {reading:.2f} s ({(reading / own - 1):+.1%}, "
        f"{(reading - own) / len(times) * 1000:+.0f} ms a page), allowed {allowed:.2f} s: "
        f"{'kept' if reading <= allowed else 'EXCEEDED'}; other readings {all_readings / own - 1:+.0%}"
    )
    return "\n".join(lines)


def totals(times: Sequence[PageTime]) -> tuple[float, float, float, float]:
    """Add up: Tesseract, one reading, all readings, what one reading may take."""
    return (
        sum(each.tesseract for each in times),
        sum(each.reading for each in times),
        sum(each.with_other_readings for each in times),
        sum(each.allowed for each in times),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; gives the exit status."""
    parser = argparse.ArgumentParser(description="What ocrfix adds to Tesseract's own time.")
    parser.add_argument("files", nargs="*", type=Path, default=[SAMPLE], help="scanned PDF (default: the sample)")
    parser.add_argument("--pages", type=int, default=3, help="of each file (%(default)s)")
    parser.add_argument("--repetitions", type=int, default=3, help="of each measurement (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    options = parser.parse_args(arguments)
    times: list[PageTime] = []
    with tempfile.TemporaryDirectory(prefix="ocrfix-recognition-") as name:
        for path in options.files:
            times.extend(measure(path, options.pages, options.repetitions, Path(name)))
    print(report(times))
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(each) for each in times], indent=1) + "\n", encoding="utf-8")
    _, reading, _, allowed = totals(times)
    return 0 if reading <= allowed else 1


if __name__ == "__main__":
    sys.exit(main())
