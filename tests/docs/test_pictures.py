"""The pictures of the tutorials come from runs that still work: the script is run, the committed ones are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    command = [sys.executable, str(PICTURES / "make.py"), str(folder), "--without-report"]
    subprocess.run(command, check=True, cwd=ROOT, timeout=300)
    return folder


def text_of(picture: Path) -> str:
    root = ElementTree.parse(picture).getroot()
    return "\n".join("".join(part.itertext()) for part in root.iter() if part.tag.endswith("}text")).replace(
        "\xa0", " "
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fix", ("$ ocrfix fix anfrage.pdf", "anfrage.report.html", "+")),
        ("check", ("$ ocrfix check anfrage.pdf --max-damage 1%", "$ echo $?", "1")),
        ("archive", ("$ ocrfix fix Archiv", "1987-04.txt", "1987-05.txt")),
        ("lexicon", ("$ ocrfix lexicon build --from akten -o amt.tsv", "Wohngeldplus", "BAFzQ")),
    ],
)
def test_the_script_draws_what_the_commands_print(made: Path, name: str, words: tuple[str, ...]) -> None:
    shown = text_of(made / f"{name}.svg")
    assert [word for word in words if word not in shown] == []
    assert "Traceback" not in shown


def test_every_picture_of_a_tutorial_is_committed_and_small() -> None:
    named = {
        name for page in TUTORIALS for name in re.findall(r"\]\(\.\./pictures/([\w.]+)\)", page.read_text("utf-8"))
    }
    assert named == {path.name for path in PICTURES.iterdir() if path.suffix in (".svg", ".png")}
    assert sum((PICTURES / name).stat().st_size for name in named) < 600_000


def test_there_is_a_tutorial_for_each_reader() -> None:
    assert [path.stem for path in TUTORIALS] == ["archive", "ci", "clerk", "lexicon"]
