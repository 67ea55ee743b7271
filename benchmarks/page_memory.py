"""Measures what a worker of ocrfix takes of memory for an A4 page at 300 dpi.

    python benchmarks/page_memory.py [--json FILE]

Bird's-eye view: the sample scan is enlarged to 2480 x 3508 pixels and written as PDF and TIFF, in grey and in colour,
with and without a layer; each is corrected by ``ocrfix fix --pdf --report html,json`` with each engine and with
``--ocr auto`` and ``always``. Meanwhile the resident memory of the worker is looked at every few hundredths of a
second, together with the Tesseract that it started. Start reading at :func:`measure`.

German example: for ``grey.pdf`` the worker with the embedded engine takes some 300 MB.

The limit is 700 MB; the exit status is 1 where a page takes more. Shared pages (the data that all workers map) are
counted for each. Linux only: sizes come from ``/proc``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.correctors import ROOT, checkout_environment

if TYPE_CHECKING:
    from PIL.Image import Image

LAYERED = ROOT / "samples" / "kleine-anfrage.eng-layer.pdf"
SIZE = (2480, 3508)
DPI = 300
A4_POINTS = (595, 842)
LIMIT_BYTES = 700 * 10**6
LOOK_SECONDS = 0.03


class RunError(Exception):
    """A measured command failed."""


@dataclass(frozen=True, slots=True)
class PageMemory:
    """The largest memory (bytes) of a worker and the Tesseract it started while it corrected one page."""

    file: str
    engine: str
    ocr: str
    bytes: int


def write_pages(folder: Path) -> tuple[Path, ...]:
    """Write the sample as pages of 300 dpi in all the ways that are measured."""
    import pypdfium2

    with pypdfium2.PdfDocument(LAYERED) as document:
        page = document[0]
        grey = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L").resize(SIZE)
    tinted = grey.convert("RGB").point([value * share // 255 for share in (255, 246, 220) for value in range(256)])
    paths = []
    for name, image in (("grey", grey), ("colour", tinted)):
        for kind, suffix in (("JPEG", "jpeg.pdf"), ("PNG", "lossless.pdf")):
            paths.append(folder / f"{name}.{suffix}")
            paths[-1].write_bytes(pdf_of(image, kind))
        paths.append(folder / f"{name}.tif")
        image.save(paths[-1], dpi=(DPI, DPI))
    paths.append(folder / "layer.pdf")
    paths[-1].write_bytes(pdf_of(tinted, "JPEG", with_layer=True))
    return tuple(paths)


def pdf_of(image: Image, kind: str, *, with_layer: bool = False) -> bytes:
    """Make a PDF of one A4 page that is this image, stored as JPEG or without loss."""
    import pikepdf

    target = BytesIO()
    with pikepdf.open(LAYERED) if with_layer else pikepdf.new() as pdf:
        if with_layer:
            stream = next(each for each in pdf.pages[0].Resources.XObject.values() if each.Subtype == "/Image")
        else:
            page = pdf.add_blank_page(page_size=A4_POINTS)
            stream = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=stream))
            page.Contents = pdf.make_stream(b"q %d 0 0 %d 0 0 cm /I Do Q" % A4_POINTS)
        stream.Width, stream.Height = image.size
        stream.ColorSpace = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
        stream.BitsPerComponent = 8
        if kind == "JPEG":
            packed = BytesIO()
            image.save(packed, "JPEG", quality=85)
            stream.write(packed.getvalue(), filter=pikepdf.Name.DCTDecode)
        else:
            stream.write(image.tobytes())
        pdf.save(target, compress_streams=True)
    return target.getvalue()


def measure(path: Path, engine: str, ocr: str, out: Path) -> PageMemory:
    """Correct a page and watch its worker.

    Raises:
        RunError: ocrfix did not end with 0.
    """
    back = ["--pdf"] if path.suffix == ".pdf" else []
    command = [sys.executable, "-m", "ocrfix", "fix", str(path), "--out-dir", str(out), "-j", "1", "-q", "--force"]
    command += ["--engine", engine, "--ocr", ocr, "--report", "html,json", *back]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, env=checkout_environment(), stdout=subprocess.DEVNULL, stderr=errors)
        most = 0
        while process.poll() is None:
            # The parent only starts the worker and waits; what it takes is no worker's.
            most = max([most, *(size_of_tree(child) for child in children_of(process.pid))])
            time.sleep(LOOK_SECONDS)
        errors.seek(0)
        if process.returncode:
            raise RunError(f"{path.name}: {errors.read().decode(errors='replace')}")
    return PageMemory(path.name, engine, ocr, most)


def size_of_tree(process: int) -> int:
    """Return the resident memory (bytes) of a process and all that it started."""
    return size_of(process) + sum(size_of_tree(child) for child in children_of(process))


def size_of(process: int) -> int:
    """Return the resident memory (bytes) of a process, 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))


def children_of(process: int) -> tuple[int, ...]:
    """Return the processes that a process has started, from any of its threads."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return tuple(found)


def measure_all(folder: Path) -> Iterator[PageMemory]:
    """Measure every page with every engine that is there."""
    engines = ["embedded", *(["system"] if shutil.which("tesseract") else [])]
    for path in write_pages(folder):
        for engine in engines:
            for ocr in ("auto", "always") if path.stem == "layer" else ("auto",):
                yield measure(path, engine, ocr, folder / "out")


def report(sizes: Sequence[PageMemory]) -> str:
    """Say what was measured."""
    lines = [f"{each.file:22}{each.engine:10}--ocr {each.ocr:8}{each.bytes / 1e6:>6.0f} MB" for each in sizes]
    most = max(each.bytes for each in sizes)
    verdict = "kept" if most <= LIMIT_BYTES else "EXCEEDED"
    return "\n".join([*lines, f"at most {most / 1e6:.0f} MB, allowed {LIMIT_BYTES / 1e6:.0f} MB: {verdict}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a worker takes more than the limit."""
    parser = argparse.ArgumentParser(description="Memory of a worker for an A4 page at 300 dpi.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        sizes = list(measure_all(Path(folder)))
    print(report(sizes))
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(each) for each in sizes], indent=1) + "\n", "utf-8")
    return int(max(each.bytes for each in sizes) > LIMIT_BYTES)


if __name__ == "__main__":
    sys.exit(main())
