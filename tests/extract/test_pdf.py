from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import EngineError, InputError
from ocrfix.extract import Engine, read_document
from ocrfix.model import Document, Origin
from tests.extract.doubles import GERMAN_LINES, SAMPLES, FailingEngine, ReplayingEngine, lines_at, pdf_of, table_of

NEVER = ExtractConfig(ocr=OcrMode.NEVER)
SECOND_COLUMN = "fen Mittel übertragen werden, wenn der Zweck"


def read(data: bytes, config: ExtractConfig = NEVER, engine: Engine | None = None) -> Document:
    return read_document(data, "datei.pdf", config, engine or FailingEngine())


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def changed(data: bytes, **page_keys: object) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        for key, value in page_keys.items():
            pdf.pages[0][f"/{key}"] = value
        target = BytesIO()
        pdf.save(target)
    return target.getvalue()


def encrypted(password: str) -> bytes:
    target = BytesIO()
    with pikepdf.open(SAMPLES / "zweispaltig.pdf") as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user=password, owner="besitzer"))
    return target.getvalue()


def test_two_columns_are_read_one_after_the_other_with_hyphens_as_printed() -> None:
    document = read(sample("zweispaltig.pdf"), ExtractConfig())
    truth = (SAMPLES / "zweispaltig.truth.txt").read_text(encoding="utf-8")
    assert document.pages[0].text + "\n" == truth
    assert document.pages[0].origin is Origin.BORN_DIGITAL
    assert "frei-\nwilligen" in document.pages[0].text


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_gives_the_same_text(rotation: int) -> None:
    upright = read(sample("zweispaltig.pdf")).pages[0]
    turned = read(changed(sample("zweispaltig.pdf"), Rotate=rotation)).pages[0]
    assert turned.text == upright.text
    assert (turned.width > turned.height) == (rotation in (90, 270))
    for word in turned.words:
        assert 0 <= word.box.x0 <= word.box.x1 <= turned.width
        assert 0 <= word.box.top <= word.box.bottom <= turned.height


def test_a_page_is_read_within_its_crop_box_only() -> None:
    cut = changed(sample("zweispaltig.pdf"), CropBox=pikepdf.Array([300, 400, 580, 760]))
    page = read(cut).pages[0]
    assert page.text.startswith(SECOND_COLUMN)
    assert "Bericht des Ausschusses" not in page.text
    assert (page.width, page.height) == (280, 360)
    whole = read(sample("zweispaltig.pdf")).pages[0]
    offset = whole.height - 760
    first = next(word for word in whole.words if whole.text[word.span.start : word.span.end] == "fen")
    assert page.words[0].box.x0 == pytest.approx(first.box.x0 - 300, abs=0.05)
    assert page.words[0].box.top == pytest.approx(first.box.top - offset, abs=0.05)


def test_every_word_of_the_page_has_its_place() -> None:
    page = read(sample("zweispaltig.pdf")).pages[0]
    assert [page.text[word.span.start : word.span.end] for word in page.words] == page.text.split()
    heading = page.words[0].box
    assert heading.x0 == pytest.approx(56, abs=2)
    assert heading.top < 842 - 770 < heading.bottom


def test_a_note_set_upright_in_the_margin_does_not_mix_with_the_text() -> None:
    margin = "BT /F 9 Tf 0 1 -1 0 30 200 Tm (Vorabfassung wird ersetzt) Tj ET"
    page = read(pdf_of(lines_at(GERMAN_LINES) + "\n" + margin)).pages[0]
    assert page.text == "\n".join(GERMAN_LINES) + "\n\nVorabfassung wird ersetzt"
    note = page.words[-1].box
    assert note.bottom - note.top > note.x1 - note.x0
    assert note.x1 <= 35


def test_controls_in_a_layer_cannot_split_the_page() -> None:
    page = read(pdf_of("BT /F 12 Tf 72 700 Td (Ma\\014nah\\001men der L\xe4nder und Gemeinden im Land) Tj ET")).pages[0]
    assert "\f" not in page.text
    assert "\x01" not in page.text
    assert "Länder" in page.text


def test_an_invisible_layer_over_a_scan_is_an_ocr_layer() -> None:
    page = read(pdf_of(lines_at(GERMAN_LINES, mode=3), image_fills=True), ExtractConfig()).pages[0]
    assert page.origin is Origin.OCR_LAYER
    assert "100% of them invisible" in page.origin_reason
    assert page.text == "\n".join(GERMAN_LINES)


def test_a_scan_with_a_stamp_only_is_recognised() -> None:
    engine = ReplayingEngine(table_of("Antwort der", "Bundesregierung"))
    page = read(pdf_of(lines_at(["Seite 1"]), image_fills=True), ExtractConfig(), engine).pages[0]
    assert page.text == "Antwort der\nBundesregierung"
    assert page.origin is Origin.RECOGNISED
    assert "only 6 characters" in page.origin_reason
    assert "replay 1 with deu at 300 dpi read 3 words, mean confidence 92%" in page.origin_reason
    assert page.words[0].confidence == pytest.approx(0.915)
    assert page.words[0].box.x0 == pytest.approx(50 * 72 / 300)
    (size, dpi, language) = engine.asked[0]
    assert size in ((2479, 3508), (2479, 3509))
    assert (dpi, language) == (300, "deu")


def test_a_page_without_ink_is_blank_and_not_recognised() -> None:
    pages = read(pdf_of(lines_at(GERMAN_LINES), ""), ExtractConfig()).pages
    assert pages[1].origin is Origin.BLANK
    assert pages[1].text == ""
    assert "no ink" in pages[1].origin_reason


def test_a_page_of_outlines_is_recognised() -> None:
    outlines = "\n".join(f"{72 + 12 * index} 700 8 30 re f" for index in range(30))
    page = read(pdf_of(outlines), ExtractConfig(), ReplayingEngine(table_of("Formular"))).pages[0]
    assert (page.origin, page.text) == (Origin.RECOGNISED, "Formular")


def test_always_recognises_a_born_digital_page() -> None:
    engine = ReplayingEngine(table_of("neu gelesen"))
    page = read(sample("zweispaltig.pdf"), ExtractConfig(ocr=OcrMode.ALWAYS), engine).pages[0]
    assert (page.text, page.origin) == ("neu gelesen", Origin.RECOGNISED)


NOTHING = table_of("")
ENGLISH_LINES = tuple(line.translate(str.maketrans("äöüß", "aoub")) for line in GERMAN_LINES) * 4


@pytest.mark.parametrize(
    ("content", "config", "text"),
    [
        (lines_at(["Seite 1"]), ExtractConfig(), "Seite 1"),
        (lines_at(GERMAN_LINES, mode=3), ExtractConfig(ocr=OcrMode.ALWAYS), "\n".join(GERMAN_LINES)),
    ],
)
def test_a_layer_stays_where_recognition_finds_nothing(content: str, config: ExtractConfig, text: str) -> None:
    page = read(pdf_of(content, image_fills=True), config, ReplayingEngine(NOTHING)).pages[0]
    assert (page.text, page.origin, len(page.words)) == (text, Origin.OCR_LAYER, len(text.split()))
    assert "the text layer stays, since recognition found less" in page.origin_reason


def test_a_layer_without_umlauts_stays_where_recognition_finds_clearly_less() -> None:
    data = pdf_of(lines_at(ENGLISH_LINES, mode=3), image_fills=True)
    page = read(data, ExtractConfig(), ReplayingEngine(table_of("Die Ministerin"))).pages[0]
    assert (page.text, page.origin) == ("\n".join(ENGLISH_LINES), Origin.OCR_LAYER)
    page = read(data, ExtractConfig(), ReplayingEngine(table_of(*GERMAN_LINES * 4))).pages[0]
    assert (page.text, page.origin) == ("\n".join(GERMAN_LINES * 4), Origin.RECOGNISED)


def test_an_invisible_layer_of_a_page_without_ink_stays() -> None:
    page = read(pdf_of(lines_at(GERMAN_LINES, mode=3)), ExtractConfig(ocr=OcrMode.ALWAYS)).pages[0]
    assert page.text == "\n".join(GERMAN_LINES)
    assert "the page shows no ink" in page.origin_reason


def test_a_page_with_ink_of_which_nothing_is_read_is_called_unread() -> None:
    pages = read(pdf_of(lines_at(GERMAN_LINES), "72 700 100 100 re f"), ExtractConfig(), ReplayingEngine(NOTHING)).pages
    assert [page.is_unread for page in pages] == [False, True]
    assert pages[1].origin_reason.endswith("the page is not blank, but nothing was recognised")


def test_never_leaves_a_page_empty_beside_one_with_text() -> None:
    pages = read(pdf_of(lines_at(GERMAN_LINES), "72 700 100 100 re f")).pages
    assert [bool(page.text) for page in pages] == [True, False]
    assert "--ocr never" in pages[1].origin_reason


def test_never_refuses_a_document_without_any_text() -> None:
    with pytest.raises(InputError, match="--ocr never forbids recognition") as caught:
        read(sample("kleine-anfrage.scan.pdf"))
    assert caught.value.hint == "leave out --ocr never"
    with pytest.raises(InputError, match="none of the 2 pages has a text layer"):
        read(pdf_of("", ""))


def test_a_document_of_blank_pages_holds_no_text() -> None:
    with pytest.raises(InputError, match="none of the 2 pages holds text"):
        read(pdf_of("", ""), ExtractConfig())


def test_the_sample_layer_of_the_english_model_is_recognised_again() -> None:
    engine = ReplayingEngine(table_of("für Heimat"))
    page = read(sample("kleine-anfrage.eng-layer.pdf"), ExtractConfig(), engine).pages[0]
    assert "too few for German" in page.origin_reason
    layer = read(sample("kleine-anfrage.eng-layer.pdf")).pages[0]
    assert "Kunstlicher Intelligenz" in layer.text


def scan_pdf(decode: tuple[int, int] = (0, 1), mask: bool = False, extra: str = "", in_form: bool = False) -> bytes:
    """Make a page of one 200 dpi scan, 5 cm square: a black bar on white."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(144, 144))
        white, black = (0, 255) if decode == (1, 0) else (255, 0)
        pixels = bytes([black if 100 <= row < 150 else white for row in range(400) for _ in range(400)])
        if mask:
            # A stencil: set bits stay clear, the bar is painted.
            pixels = b"".join((b"\x00" if 100 <= row < 150 else b"\xff") * 50 for row in range(400))
        image = pikepdf.Stream(pdf, pixels)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width = image.Height = 400
        if mask:
            image.ImageMask, image.BitsPerComponent = True, 1
        else:
            image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
            image.Decode = pikepdf.Array(list(decode))
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        content = b"q 144 0 0 144 0 0 cm /I Do Q "
        if in_form:
            form = pikepdf.Stream(pdf, b"q 72 0 0 72 0 0 cm /I Do Q ")
            form.Type, form.Subtype, form.Resources = pikepdf.Name.XObject, pikepdf.Name.Form, resources
            form.BBox = pikepdf.Array([0, 0, 72, 72])
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            content = b"q 2 0 0 2 0 0 cm /F Do Q "
        page.Resources = resources
        page.Contents = pikepdf.Stream(pdf, content + extra.encode())
        target = BytesIO()
        pdf.save(target)
    return target.getvalue()


def test_the_sample_scan_is_read_from_its_own_pixels() -> None:
    engine = ReplayingEngine(table_of("Antwort"))
    read(sample("kleine-anfrage.scan.pdf"), ExtractConfig(), engine)
    assert set(engine.asked) == {((1653, 2338), 200, "deu")}


@pytest.mark.parametrize(
    "data",
    [
        scan_pdf(),
        scan_pdf(decode=(1, 0)),
        scan_pdf(mask=True),
        scan_pdf(in_form=True),
        scan_pdf(extra="0.5 g 10 10 1 1 re f"),
        changed(scan_pdf(), Rotate=90),
    ],
    ids=["plain", "inverted", "stencil", "in a form", "with a mark", "turned"],
)
def test_a_scan_reaches_the_engine_as_it_is_shown(data: bytes) -> None:
    engine = ReplayingEngine(table_of("Antwort"))
    read(data, ExtractConfig(), engine)
    assert set(engine.asked) == {((400, 400), 200, "deu")}
    assert engine.shades[0] == pytest.approx(255 * 7 / 8, abs=2)


def test_a_pdf_without_pages_is_refused() -> None:
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(target)
    with pytest.raises(InputError, match=r"no pages|damaged"):
        read(target.getvalue())


def test_a_pdf_without_pages_is_not_taken_for_the_locked_one_before_it() -> None:
    locked, empty = BytesIO(), BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(empty)
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    with pytest.raises(InputError, match="password"):
        read(locked.getvalue())
    with pytest.raises(InputError, match=r"no pages|damaged"):
        read(empty.getvalue())


def test_a_failing_engine_ends_the_reading() -> None:
    with pytest.raises(EngineError, match="the engine was asked"):
        read(sample("kleine-anfrage.scan.pdf"), ExtractConfig())


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    read_document(
        pdf_of(*[lines_at(GERMAN_LINES)] * 3),
        "datei.pdf",
        ExtractConfig(pages=((2, 3),)),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 2), (2, 2)]


def test_a_pdf_that_needs_a_password_says_how_to_give_it() -> None:
    with pytest.raises(InputError, match=r"datei\.pdf: the PDF needs a password") as caught:
        read(encrypted("geheim"))
    assert "--password-file FILE" in caught.value.hint


def test_a_wrong_password_is_told_apart_and_the_right_one_opens() -> None:
    with pytest.raises(InputError, match="the password does not open"):
        read(encrypted("geheim"), ExtractConfig(password="falsch"))
    assert "Bericht" in read(encrypted("geheim"), ExtractConfig(password="geheim")).pages[0].text


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    data = encrypted("")
    assert "Bericht" in read(data).pages[0].text
    # The password of a run is for those of its files that need one.
    assert read(data, ExtractConfig(password="geheim")) == read(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\nkein PDF, nur der Anfang davon"])
def test_a_cut_off_pdf_is_told_as_damaged(data: bytes) -> None:
    with pytest.raises(InputError, match="damaged or cut off"):
        read(data)


def test_a_pdf_cut_in_the_middle_never_ends_in_another_error() -> None:
    whole = sample("kleine-anfrage.eng-layer.pdf")
    for share in (0.1, 0.5, 0.9, 0.999):
        with pytest.raises(InputError):
            read(whole[: int(share * len(whole))])


def test_more_pages_than_allowed_are_refused() -> None:
    with pytest.raises(InputError, match="2 pages are more than the limit of 1"):
        read(pdf_of("", ""), ExtractConfig(max_pages=1))


def test_a_poster_is_read_at_a_lower_resolution_and_a_huge_one_refused() -> None:
    engine = ReplayingEngine(table_of("Plakat"))
    poster = pdf_of("72 72 1000 1000 re f", size=(1684, 2384))
    read(poster, ExtractConfig(max_pixels=40_000_000), engine)
    (size, dpi, _) = engine.asked[0]
    assert 150 <= dpi < 300
    assert size[0] * size[1] <= 40_000_000 * 1.001
    with pytest.raises(InputError, match="more pixels than allowed even at 150 dpi") as caught:
        read(poster, ExtractConfig(max_pixels=1_000_000), engine)
    assert "--max-pixels" in caught.value.hint


def test_missing_files_folders_and_empty_files_are_told_apart(tmp_path: Path) -> None:
    empty = tmp_path / "leer.pdf"
    empty.touch()
    for path, message in (
        (tmp_path / "fehlt.pdf", "does not exist"),
        (tmp_path, "is a folder"),
        (empty, "is empty: it holds no text"),
        (empty / "x", "cannot be read"),
    ):
        with pytest.raises(InputError, match=message):
            read_document(path, path.name, NEVER)


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"akte\.pdf may not be read") as caught:
        read_document(tmp_path / "akte.pdf", "akte.pdf", NEVER)
    assert "chmod u+r" in caught.value.hint


def test_the_input_is_not_changed_and_the_document_knows_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "bericht.pdf"
    path.write_bytes(sample("zweispaltig.pdf"))
    first = read_document(path, "bericht.pdf", NEVER)
    assert path.read_bytes() == sample("zweispaltig.pdf")
    assert first == read_document(path, "bericht.pdf", NEVER)
    assert len(first.sha256) == 64
