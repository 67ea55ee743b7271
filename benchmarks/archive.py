"""Corrects an archive of thousands of files and says how fast, in how much memory, and what a second worker is worth.

    python benchmarks/archive.py [--files N] [--scans N] [--texts N] [--ratio-scans N] [--repetitions N]
        [--pages N] [--svg FILE] [--json FILE]

Bird's-eye view: :func:`build_archive` makes an archive from the samples (texts, PDF with layers, scans as PDF and as
images, some broken); :func:`measure` runs ``ocrfix fix`` over it as a process of its own, with one worker and with two,
and watches the memory of parent and workers. The ratio of two workers to one is taken on texts and on scans alone, in
alternating runs. With ``--pages`` a
long night is simulated: PDF files of a hundred pages with a line of text each, so that what is measured is not the
engine but whether memory grows; ``--svg`` draws it. Start reading at :func:`main`.

German example: "Drucksache 18/4, Seite 17: Die Ministerin fir Heimat".

The CPU time of the parent against that of its workers bounds what many workers can be worth, also on a busy machine:
what the parent does nobody shares. ``by CPU time`` is the ratio that follows when parent and workers never wait for
each other nor for anybody else, and the parent's work is done while no worker works, which is the worst.

Limits: memory is the resident set (RSS) of each process, looked at ten times a second; pages of shared data count in
every process. Other programs on the machine slow everything down; the load is printed beside the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.correctors import ROOT, checkout_environment
from benchmarks.drawing import Look, drawing

SAMPLES = ROOT / "samples"
LOOK_SECONDS = 0.1
PAGES_PER_FILE = 100


class ArchiveError(Exception):
    """A measured run did not end as it should."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run came to."""

    seconds: float
    files: int
    failed: int
    pages: int
    words: int
    parent_peak: int
    worker_peak: int
    parent_cpu_seconds: float
    worker_cpu_seconds: float
    load: float


def build_archive(folder: Path, files: int, scans: int) -> None:
    """Make an archive: one file in fifty is broken, one in five has a layer, ``scans`` are scans, the rest texts.

    Every other scan is an image. One layer in twenty is a damaged one over a scan, the others were born digital.
    """
    text = (SAMPLES / "kleine-anfrage.txt").read_bytes()
    digital, layered, scan = (
        (SAMPLES / name).read_bytes()
        for name in ("zweispaltig.pdf", "kleine-anfrage.eng-layer.pdf", "kleine-anfrage.scan.pdf")
    )
    image = image_of(scan) if scans > 1 else b""
    done = 0
    for number in range(files):
        place = folder / f"{number // 100:03}"
        place.mkdir(parents=True, exist_ok=True)
        if number % 50 == 7:
            (place / f"{number:05}.pdf").write_bytes(layered[: 1000 + number])
        elif number * scans // files != (number + 1) * scans // files:
            done += 1
            name, data = (f"{number:05}.pdf", scan) if done % 2 else (f"{number:05}.png", image)
            (place / name).write_bytes(data)
        elif number % 5 == 2:
            (place / f"{number:05}.pdf").write_bytes(layered if number % 100 == 2 else digital)
        else:
            (place / f"{number:05}.txt").write_bytes(f"Drucksache 18/{number}\n".encode() + text)


def build_texts(folder: Path, texts: int) -> None:
    """Make an archive of texts, each of a page and all different."""
    text = (SAMPLES / "kleine-anfrage.txt").read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(texts):
        (folder / f"{number:05}.txt").write_bytes(f"Drucksache 18/{number}\n".encode() + text)


def build_scans(folder: Path, scans: int) -> None:
    """Make an archive of the same scan many times."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(scans):
        shutil.copy(SAMPLES / "kleine-anfrage.scan.pdf", folder / f"{number:05}.pdf")


def image_of(scan: bytes) -> bytes:
    """Draw the first page of a scan as PNG."""
    from io import BytesIO

    import pypdfium2

    target = BytesIO()
    with closing(pypdfium2.PdfDocument(scan)) as document:
        image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
        image.save(target, "PNG", dpi=(200, 200))
    return target.getvalue()


def build_pages(folder: Path, pages: int) -> None:
    """Make PDF files of a hundred pages with a line of text each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(-(-pages // PAGES_PER_FILE)):
        count = min(PAGES_PER_FILE, pages - number * PAGES_PER_FILE)
        lines = [f"Drucksache 18/{number}, Seite {page}: Die Ministerin fir Heimat" for page in range(1, count + 1)]
        (folder / f"{number:05}.pdf").write_bytes(pdf_of_lines(lines))


def pdf_of_lines(lines: Sequence[str]) -> bytes:
    """Write a PDF with one page for each line (ASCII without brackets)."""
    count = len(lines)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, line in enumerate(lines):
        content = f"BT /F1 12 Tf 72 700 Td ({line}) Tj ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
    return bytes(out)


def measure(archive: Path, out: Path, workers: int, *options: str) -> tuple[Run, list[Look]]:
    """Correct an archive and watch the memory.

    Raises:
        ArchiveError: the run ended with another code than 0 or 8.
    """
    summary = out.with_suffix(".json")
    command = [sys.executable, "-m", "ocrfix", "fix", str(archive), "-o", str(out), "-q", "-j", str(workers)]
    command += ["--summary", str(summary), "--force", *options]
    began = time.monotonic()
    looks = []
    spent: dict[int, float] = {}
    with subprocess.Popen(
        command, env=checkout_environment(), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None:
            looks.append(_look(process.pid, time.monotonic() - began, out))
            spent.update(_spent_in_session(process.pid))
            time.sleep(LOOK_SECONDS)
        seconds = time.monotonic() - began
    if process.returncode not in (0, 8):
        raise ArchiveError(f"the run ended with {process.returncode}")
    totals = json.loads(summary.read_text("utf-8"))["totals"]
    run = Run(
        round(seconds, 2),
        totals["files"],
        totals["failed"],
        totals["pages"],
        totals["words"],
        max(look.parent for look in looks),
        max(look.worker for look in looks),
        round(spent.pop(process.pid, 0.0), 2),
        round(sum(spent.values()), 2),
        round(os.getloadavg()[0], 1),
    )
    return run, looks


def _look(parent: int, seconds: float, out: Path) -> Look:
    sizes = dict(_sizes_of_session(parent))
    own = sizes.pop(parent, 0)
    done = _files_in(out) * PAGES_PER_FILE if seconds % 1 < LOOK_SECONDS else 0
    return Look(round(seconds, 1), own, max(sizes.values(), default=0), done)


def _files_in(out: Path) -> int:
    return sum(path.suffix == ".txt" for path in out.iterdir()) if out.is_dir() else 0


def _sizes_of_session(session: int) -> Iterator[tuple[int, int]]:
    """Give the processes of a session with their resident sets (bytes)."""
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                yield int(folder.name), int((folder / "statm").read_text().split()[1]) * page_bytes
        except (OSError, IndexError):
            continue


def _spent_in_session(session: int) -> Iterator[tuple[int, float]]:
    """Give the processes of a session with the CPU time (seconds) that each has used so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    for process, _ in _sizes_of_session(session):
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        yield process, (int(fields[11]) + int(fields[12])) / ticks


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times faster two workers are than one: by the clock, and by the CPU time of parent and workers."""

    by_clock: float
    by_cpu_time: float
    parent_share: float
    """CPU time of the parent against that of one of two workers."""


def ratio(archive: Path, folder: Path, repetitions: int, *options: str) -> Ratio:
    """Compare two workers with one: the best of alternating runs."""
    runs: dict[int, list[Run]] = {1: [], 2: []}
    for _ in range(repetitions):
        for workers, known in runs.items():
            out = folder / f"ratio-{workers}"
            known.append(measure(archive, out, workers, *options)[0])
            shutil.rmtree(out)
    alone, both = (min(runs[workers], key=_spent) for workers in (1, 2))
    seconds = {workers: min(run.seconds for run in known) for workers, known in runs.items()}
    worker = both.worker_cpu_seconds / 2
    return Ratio(
        round(seconds[1] / seconds[2], 2),
        round(_spent(alone) / (both.parent_cpu_seconds + worker), 2),
        round(both.parent_cpu_seconds / max(worker, 0.01), 3),
    )


def _spent(run: Run) -> float:
    return run.parent_cpu_seconds + run.worker_cpu_seconds


def report(name: str, run: Run) -> str:
    """Say what a run came to."""
    per_second = [f"{count / run.seconds:.1f} {unit}/s" for count, unit in
                  ((run.files, "files"), (run.pages, "pages"), (run.words, "words"))]  # fmt: skip
    memory = f"parent {run.parent_peak / 1e6:.0f} MB, largest worker {run.worker_peak / 1e6:.0f} MB"
    counts = f"{run.files} files ({run.failed} failed), {run.pages} pages in {run.seconds:.1f} s"
    spent = f"CPU parent {run.parent_cpu_seconds:.1f} s, workers {run.worker_cpu_seconds:.1f} s"
    return f"{name}: {counts}: {', '.join(per_second)}; {memory}; {spent}; load {run.load}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; gives the exit status."""
    parser = argparse.ArgumentParser(description="Correct an archive: speed, memory, what a second worker is worth.")
    parser.add_argument("--files", type=int, default=2000, help="files of the archive, 0: none (%(default)s)")
    parser.add_argument("--scans", type=int, default=20, help="scans among them (%(default)s)")
    parser.add_argument("--texts", type=int, default=800, help="texts for the ratio, 0: none (%(default)s)")
    parser.add_argument("--ratio-scans", type=int, default=16, help="scans for the ratio, 0: none (%(default)s)")
    parser.add_argument("--repetitions", type=int, default=2, help="of the runs for the ratio (%(default)s)")
    parser.add_argument("--pages", type=int, default=0, help="simulate so many pages of text layer (%(default)s)")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the memory of the simulation here")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    options = parser.parse_args(arguments)
    figures: dict[str, object] = {"cpus": len(os.sched_getaffinity(0))}
    with tempfile.TemporaryDirectory(prefix="ocrfix-archive-") as name:
        folder = Path(name)
        try:
            _measure_all(options, folder, figures)
        except ArchiveError as error:
            print(f"benchmark stopped: {error}", file=sys.stderr)
            return 1
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _measure_all(options: argparse.Namespace, folder: Path, figures: dict[str, object]) -> None:
    if options.files:
        build_archive(folder / "archive", options.files, options.scans)
        for workers in (1, 2):
            run, _ = measure(folder / "archive", folder / "out", workers, "--report", "json")
            shutil.rmtree(folder / "out")
            figures[f"archive, workers: {workers}"] = asdict(run)
            print(report(f"archive, -j {workers}", run), flush=True)
    build_texts(folder / "texts", options.texts)
    build_scans(folder / "scans", options.ratio_scans)
    for kind, wanted in (("texts", options.texts), ("scans", options.ratio_scans)):
        if wanted:
            value = ratio(folder / kind, folder, options.repetitions, "--report", "none")
            figures[f"two workers to one, {kind}"] = asdict(value)
            cpu = f"by CPU time {value.by_cpu_time:.2f}, parent {value.parent_share:.1%} of a worker"
            load = os.getloadavg()[0]
            print(f"two workers to one, {wanted} {kind}: {value.by_clock:.2f} ({cpu}; load {load:.1f})", flush=True)
    if options.pages:
        build_pages(folder / "pages", options.pages)
        run, looks = measure(folder / "pages", folder / "night", 2, "--report", "none", "--ocr", "never")
        figures["simulation"] = asdict(run)
        print(report("simulation", run), flush=True)
        if options.svg is not None:
            options.svg.write_text(
                drawing(looks, run.pages, f"PDF of {PAGES_PER_FILE} pages, two workers, load {run.load}"),
                encoding="utf-8",
            )


if __name__ == "__main__":
    sys.exit(main())
