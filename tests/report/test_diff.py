from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.edits import apply_edits, corrected_text, document_text
from ocrfix.model import Edit, Span
from ocrfix.report.diff import report_diff, unified_diff

from .example import example, one_page

ODD = "a\n\r\f \\-+@\N{LINE SEPARATOR}\N{NEXT LINE}\N{INFORMATION SEPARATOR FOUR}\x0b\0ü"


def patched(folder: Path, content: bytes, difference: bytes, *options: str) -> bytes:
    """Run GNU patch as the manual says and give the file it leaves."""
    (folder / "in").write_bytes(content)
    (folder / "in.diff").write_bytes(difference)
    command = ["patch", *options, "--quiet", "--force", "in"]
    with (folder / "in.diff").open("rb") as stream:
        subprocess.run(command, stdin=stream, cwd=folder, check=True, capture_output=True, timeout=30)
    left = {path.name for path in folder.iterdir()} - {"in", "in.diff"}
    assert not left, f"patch was not sure: {left}"
    return (folder / "in").read_bytes()


def assert_patch_goes_both_ways(folder: Path, text: str, edits: list[Edit], name: str = "brief.txt") -> None:
    difference = unified_diff(text, edits, name)
    before, after = text.encode(), apply_edits(text, edits).encode()
    if before == after:
        assert difference == b""
        return
    assert patched(folder, before, difference) == after
    assert patched(folder, after, difference, "-R") == before


def replaced(text: str, before: str, after: str) -> list[Edit]:
    start = text.index(before)
    return [Edit(1, Span(start, start + len(before)), before, after, "d")]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("fir\nBund\n", "fir", "für"),
        ("fir\r\nBund\r\nund Land\r\n", "fir", "für"),
        ("Bund\r\nfir\r\n", "fir\r\n", "für\n"),
        ("fir", "fir", "für"),
        ("Bund\nfir", "fir", "für"),
        ("fir\nBund", "fir", "für"),
        ("fir\nBund\n", "Bund\n", "Bund"),
        ("fir\nBund", "Bund", "Bund\n"),
        ("Rick-\nmeldung hier\nEnde\n", "Rick-\nmeldung", "Rückmeldung"),
        ("derFrager\n", "derF", "der\nF"),
        ("a\f\fir fir\rb\nc\n", "fir\r", "für\r"),
        ("a\N{LINE SEPARATOR}fir\N{NEXT LINE}b\x0bc\x1cd\ne\n", "fir", "für"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}fir\n", "fir", "für"),
        ("-- fir\n++ a\n@@ -1 +1 @@\n", "fir", "für"),
        ("weg\n", "weg\n", ""),
        ("weg", "weg", ""),
        ("a\n\n\nb\n", "\n\n\n", "\n"),
        ("a\nb\n", "\n", "\n\n\n"),
        ("x\\ No newline at end of file\nfir", "fir", "für"),
    ],
)
def test_gnu_patch_applies_and_takes_back_byte_for_byte(tmp_path: Path, text: str, before: str, after: str) -> None:
    assert_patch_goes_both_ways(tmp_path, text, replaced(text, before, after))


@st.composite
def text_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(alphabet=ODD, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    new = st.text(alphabet=ODD, max_size=4)
    return text, [Edit(1, Span(start, end), text[start:end], draw(new), "d") for start, end in pairs]


@given(text_and_edits())
@settings(max_examples=60, deadline=None)
def test_gnu_patch_agrees_on_any_text_and_changes(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[str, list[Edit]]
) -> None:
    assert_patch_goes_both_ways(tmp_path_factory.mktemp("patch"), *case)


def test_pages_of_a_pdf_are_one_text_with_form_feeds(tmp_path: Path) -> None:
    result = example()
    difference = report_diff(result)
    extracted = patched(tmp_path, corrected_text(result).encode(), difference, "-R")
    assert extracted == document_text(result.document).encode()


def test_nothing_changed_gives_no_bytes_and_patch_takes_them(tmp_path: Path) -> None:
    assert report_diff(one_page("für\n")) == b""
    assert patched(tmp_path, b"f\n", b"") == b"f\n"


def test_the_header_holds_the_name_and_no_time() -> None:
    head = report_diff(one_page("fir\n", ("fir", "für"), name="akten/brief.txt")).splitlines()[:3]
    assert head == [b"--- akten/brief.txt", b"+++ akten/brief.txt", b"@@ -1 +1 @@"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("mit Leer.txt", '--- "mit Leer.txt"'),
        ("zwei\nZeilen", '--- "zwei\\012Zeilen"'),
        ('ein"Zeichen\\', '--- "ein\\"Zeichen\\\\"'),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", '--- "a\\342\\200\\256b"'),
        ("", '--- ""'),
        ("Größe.txt", "--- Größe.txt"),
    ],
)
def test_a_name_stays_on_one_line_and_patch_still_works(tmp_path: Path, name: str, line: str) -> None:
    text = "fir\n"
    edits = replaced(text, "fir", "für")
    assert unified_diff(text, edits, name).decode().split("\n")[0] == line
    assert_patch_goes_both_ways(tmp_path, text, edits, name)


def test_patch_finds_a_file_by_its_quoted_name(tmp_path: Path) -> None:
    name = "mit Leer und ü.txt"
    (tmp_path / name).write_text("fir\n", encoding="utf-8")
    difference = unified_diff("fir\n", replaced("fir\n", "fir", "für"), name)
    subprocess.run(["patch", "-p0"], input=difference, cwd=tmp_path, check=True, capture_output=True, timeout=30)
    assert (tmp_path / name).read_text(encoding="utf-8") == "für\n"


def test_lines_far_apart_stand_in_two_hunks_and_near_ones_in_one() -> None:
    near = "fir\n" + "x\n" * 6 + "fir2\n"
    far = "fir\n" + "x\n" * 7 + "fir2\n"
    counts = [report_diff(one_page(text, ("fir\n", "für\n"), ("fir2", "für"))).count(b"@@ -") for text in (near, far)]
    assert counts == [1, 2]


def test_neighbouring_lines_stand_together_old_before_new() -> None:
    body = report_diff(one_page("fir\nfuer\n", ("fir\n", "für\n"), ("fuer", "für"))).decode().split("\n")[3:]
    assert body == ["-fir", "-fuer", "+für", "+für", ""]


LINE = "Die Mittel fir das Jahr 2014 sind im Haushalt eingestellt worden.\n"


def long_page(lines: int) -> tuple[str, list[Edit]]:
    """A page with an edit in every third line."""
    text, at = LINE * lines, LINE.index("fir")
    places = range(at, len(text), len(LINE) * 3)
    return text, [Edit(1, Span(start, start + 3), "fir", "für", "d") for start in places]


def seconds(lines: int) -> float:
    text, edits = long_page(lines)
    began = time.process_time()
    unified_diff(text, edits, "gross.txt")
    return time.process_time() - began


def test_ten_thousand_lines_are_a_patch(tmp_path: Path) -> None:
    text, edits = long_page(10_000)
    difference = unified_diff(text, edits, "gross.txt")
    assert patched(tmp_path, text.encode(), difference) == apply_edits(text, edits).encode()


def test_the_time_grows_in_proportion_to_the_lines() -> None:
    assert seconds(20_000) < 8 * seconds(5_000) + 0.5
