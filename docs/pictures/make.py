"""Makes the pictures of docs/tutorials from real runs: terminal recordings as SVG, the report as PNG.

    python docs/pictures/make.py [FOLDER] [--without-report]

Bird's-eye view: each recording is a row of commands that run in a scratch folder with the samples; what they print is
drawn by rich. The report is drawn by Debian's chromium, without a window. Run it after a change of what users see and
commit the pictures. Start reading at :data:`RECORDINGS`.

German example: ``fix.svg`` shows ``fiir`` becoming ``für`` in the diff of the sample.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WIDTH = 110
RECORDINGS: dict[str, tuple[str, ...]] = {
    "fix": ("ocrfix fix anfrage.pdf", "ls ocrfix-out", "sed -n 1,16p ocrfix-out/anfrage.diff"),
    "check": ("ocrfix check anfrage.pdf --max-damage 1%", "echo $?"),
    "archive": ("ocrfix fix Archiv -o Ergebnis --report json --summary nacht.json --resume", "ls Ergebnis"),
    "lexicon": (
        "ocrfix lexicon build --from akten -o amt.tsv",
        "head -4 amt.tsv",
        "ocrfix lexicon check Wohngeldplusstelle --lexicon amt.tsv",
    ),
}
"""Name of the picture -> commands."""
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1200,800")


def main() -> None:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description="Make the pictures of the tutorials.")
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--without-report", action="store_true", help="no picture of the report (needs chromium)")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, commands in RECORDINGS.items():
        with tempfile.TemporaryDirectory(prefix="ocrfix-pictures-") as scratch:
            (given.folder / f"{name}.svg").write_text(recording(name, commands, workplace(Path(scratch))), "utf-8")
    if not given.without_report:
        with tempfile.TemporaryDirectory(prefix="ocrfix-pictures-") as scratch:
            picture_of_report(workplace(Path(scratch)), given.folder / "report.png")


def workplace(folder: Path) -> Path:
    """Fill a folder with the inputs that the commands name, and a bin folder with this checkout's ocrfix."""
    samples = ROOT / "samples"
    shutil.copy(samples / "kleine-anfrage.eng-layer.pdf", folder / "anfrage.pdf")
    for name in ("Archiv", "akten", "bin"):
        (folder / name).mkdir()
    shutil.copy(samples / "kleine-anfrage.txt", folder / "Archiv" / "1987-04.txt")
    shutil.copy(samples / "zweispaltig.pdf", folder / "Archiv" / "1987-05.pdf")
    sentences = "Die Leitstelle Wohngeldplus des BAFzQ prüft den Antrag. Wohngeldplus wird im BAFzQ bewilligt.\n"
    (folder / "akten" / "bescheid.txt").write_text(sentences * 3, "utf-8")
    program = folder / "bin" / "ocrfix"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ocrfix "$@"\n', "utf-8")
    program.chmod(0o755)
    return folder


def run(command: str, folder: Path) -> str:
    """Run a line of shell in the folder, English and plain; gives what it prints, on both channels."""
    path = os.pathsep.join((str(folder / "bin"), os.environ.get("PATH", "")))
    python_path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    settings = {"PATH": path, "LANG": "C.UTF-8", "OCRFIX_USER_LEXICON": "", "PYTHONPATH": python_path, "NO_COLOR": "1"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode("utf-8").replace(f"{folder}/", "")


def recording(title: str, commands: tuple[str, ...], folder: Path) -> str:
    """Draw commands and what they print; commands run one after the other, `$?` is that of the one before."""
    console = Console(record=True, width=WIDTH, file=Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    with console.file:
        script = folder / "last"
        script.write_text("0", "utf-8")
        for command in commands:
            console.print(Text(f"$ {command}", style="bold"))
            told = command.replace("$?", script.read_text("utf-8").strip())
            printed = run(f"{{ {told}; }}; echo $? > last", folder)
            console.print(Text(printed.rstrip("\n")))
        return console.export_svg(title=f"ocrfix {title}", unique_id=title)


def picture_of_report(folder: Path, target: Path) -> None:
    """Draw the report of the sample as a browser shows it first."""
    run("ocrfix fix anfrage.pdf --quiet", folder)
    page = (folder / "ocrfix-out" / "anfrage.report.html").as_uri()
    subprocess.run([*CHROMIUM, f"--screenshot={target}", page], check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
