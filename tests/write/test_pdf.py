"""``NAME.pdf``: what changes in a PDF that is written back, and above all what does not."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import InputError, OutputError
from ocrfix.extract import read_document
from ocrfix.extract.textlayer import words_in_file_order
from ocrfix.model import Box
from ocrfix.write.pdf import PdfCopy, refuse_unwritable
from ocrfix.write.pdf_check import comparable
from ocrfix.write.pdf_layer import layer_content
from ocrfix.write.pdf_words import LayerWord
from tests.extract.doubles import ReplayingEngine, lines_at, pdf_of, table_of
from tests.write.pdf_inputs import (
    LAYERED,
    NEVER,
    REPAIRS,
    SAMPLES,
    WRONG_LINES,
    contents_of,
    images_of,
    operators_of,
    pictures_of,
    texts_of,
    written,
)

SAMPLE_REPAIRS = {"fiir": "für", "Kiinstlicher": "Künstlicher", "tibrigen": "übrigen", "bewertet": "be wertet"}
BORN_DIGITAL_LINES = ["Ein digital erzeugter Text, den niemand erkennen muss fir Heimat", *["Zeile fir Zeile"] * 9]


@lru_cache(maxsize=1)
def sample_copy() -> PdfCopy:
    return written(LAYERED.read_bytes(), SAMPLE_REPAIRS)


def layered(*pages: str, **page_keys: Any) -> bytes:  # noqa: ANN401
    """Make scans with an invisible layer."""
    return pdf_of(*pages, image_fills=True, **page_keys)


def wrong_layer() -> str:
    return lines_at([*WRONG_LINES, "weist darauf hin, dass noch vieles zu beraten ist."], mode=3)


class TestLayeredPages:
    def test_the_words_are_corrected_in_their_order_and_the_rest_of_the_text_stays(self) -> None:
        before = LAYERED.read_bytes()
        copy = sample_copy()
        (text,), (old,) = texts_of(copy.data), texts_of(before)
        expected = [SAMPLE_REPAIRS.get(word, word) for word in old.split()]
        assert text.split() == " ".join(expected).split()
        assert text.split().count("für") > 2
        assert copy.pages == (1,)

    def test_our_own_reading_of_the_copy_is_the_corrected_text(self) -> None:
        copy = sample_copy()
        (old,) = read_document(LAYERED, "a.pdf", NEVER).pages
        (new,) = read_document(copy.data, "a.pdf", NEVER).pages
        assert new.text.split() == " ".join(SAMPLE_REPAIRS.get(word, word) for word in old.text.split()).split()

    def test_pages_and_pictures_are_the_same_pixel_for_pixel_at_150_dpi(self) -> None:
        before = LAYERED.read_bytes()
        after = sample_copy().data
        assert pictures_of(after) == pictures_of(before)

    def test_images_are_stored_byte_for_byte_as_before(self) -> None:
        before = LAYERED.read_bytes()
        after = sample_copy().data
        assert images_of(after) == images_of(before)
        assert len(images_of(after)) == 1

    def test_every_operator_but_the_invisible_text_stays_in_order(self) -> None:
        before = LAYERED.read_bytes()
        after = sample_copy().data
        assert operators_of(after, without_layer=True) == operators_of(before)
        assert [name for name, _ in operators_of(after)][:2] == ["q", "BT"]

    def test_visible_words_of_a_layered_page_stay_where_and_what_they_are(self) -> None:
        stamp = lines_at(["Stempel fir Heimat"], x=300, y=40)
        before = layered(wrong_layer() + "\n" + stamp)
        copy = written(before)
        assert "Stempel fir Heimat" in texts_of(copy.data)[0]
        assert "Ministerin für Heimat" in texts_of(copy.data)[0]
        assert pictures_of(copy.data) == pictures_of(before)

    def test_a_page_without_a_correction_stays_untouched(self) -> None:
        before = layered(wrong_layer(), lines_at(["Hier ist alles richtig, Wort fuer Wort."], mode=3))
        copy = written(before)
        assert copy.pages == (1,)
        assert contents_of(copy.data, 2) == contents_of(before, 2)

    def test_a_file_without_a_correction_comes_back_byte_for_byte(self) -> None:
        before = LAYERED.read_bytes()
        assert written(before, {}).data == before

    def test_text_under_an_image_is_not_invisible_and_stays(self) -> None:
        before = pdf_of(lines_at(WRONG_LINES * 3) + "\nq 595 0 0 842 0 0 cm /I Do Q")
        copy = written(before)
        assert (copy.data, copy.pages, copy.left_out) == (before, (), 6)

    def test_invisible_text_in_a_form_is_corrected_and_other_pages_keep_the_form(self) -> None:
        with pikepdf.open(BytesIO(layered("q /Fm Do Q", lines_at(["Andere Seite"], mode=3)))) as pdf:
            form = pdf.make_stream(wrong_layer().encode("cp1252"), Type=pikepdf.Name.XObject)
            form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 595, 842])
            form.Resources = pikepdf.Dictionary(Font=pdf.pages[0].Resources.Font)
            for page in pdf.pages:
                page.Resources.XObject.Fm = form
            target = BytesIO()
            pdf.save(target)
        copy = written(target.getvalue())
        assert texts_of(copy.data)[0].count("Ministerin") == 1
        assert "Ministerin für Heimat" in texts_of(copy.data)[0]
        with pikepdf.open(BytesIO(copy.data)) as pdf:
            assert b"fir Heimat" in pdf.pages[1].Resources.XObject.Fm.read_bytes()

    def test_text_of_a_form_drawn_in_invisible_mode_is_invisible(self) -> None:
        with pikepdf.open(BytesIO(layered("q BT 3 Tr ET /Fm Do Q"))) as pdf:
            form = pdf.make_stream(wrong_layer().replace("3 Tr", "").encode("cp1252"), Type=pikepdf.Name.XObject)
            form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 595, 842])
            form.Resources = pikepdf.Dictionary(Font=pdf.pages[0].Resources.Font)
            pdf.pages[0].Resources.XObject.Fm = form
            target = BytesIO()
            pdf.save(target)
        with closing(pypdfium2.PdfDocument(target.getvalue())) as document:
            is_seen_so = all(word.is_invisible for word in words_in_file_order(document[0]))
        copy = written(target.getvalue())
        assert ("Ministerin für Heimat" in texts_of(copy.data)[0]) == is_seen_so

    def test_visible_text_that_would_move_is_refused(self) -> None:
        mixed = wrong_layer() + "\nBT /F 11 Tf 3 Tr 72 300 Td (unsichtbar ) Tj 0 Tr (sichtbar) Tj ET"
        with pytest.raises(InputError, match="page 1: visible text follows invisible text"):
            written(layered(mixed))

    @pytest.mark.parametrize("rotation", [0, 90, 180, 270])
    def test_words_of_turned_pages_stay_in_their_boxes(self, rotation: int) -> None:
        before = layered(wrong_layer(), Rotate=rotation)
        copy = written(before)
        (old,), (new,) = (read_document(each, "a.pdf", NEVER).pages for each in (before, copy.data))
        assert new.text.split() == [REPAIRS.get(word, word) for word in old.text.split()]
        for one, other in zip(old.words, new.words, strict=True):
            assert_near(one.box, other.box)

    def test_a_cropped_page_keeps_its_boxes(self) -> None:
        before = layered(wrong_layer(), CropBox=pikepdf.Array([50, 100, 560, 800]))
        (old,) = read_document(before, "a.pdf", NEVER).pages
        (new,) = read_document(written(before).data, "a.pdf", NEVER).pages
        for one, other in zip(old.words, new.words, strict=True):
            assert_near(one.box, other.box)

    def test_writing_that_runs_up_the_page_is_corrected_there(self) -> None:
        note = "BT /F 9 Tf 3 Tr 0 1 -1 0 30 200 Tm (Vorabfassung fir alle Leser) Tj ET"
        copy = written(layered(wrong_layer() + "\n" + note))
        with closing(pypdfium2.PdfDocument(copy.data)) as document:
            words = {word.text: word for word in words_in_file_order(document[0])}
        assert words["Vorabfassung"].quarter_turns == 1
        assert words["Leser"].box.bottom < words["Vorabfassung"].box.top

    def test_the_same_input_gives_the_same_bytes(self) -> None:
        before = LAYERED.read_bytes()
        assert sample_copy().data == written(before, SAMPLE_REPAIRS).data

    def test_a_copy_can_be_corrected_again_and_keeps_one_layer(self) -> None:
        once = written(layered(wrong_layer()), {"fir": "für"}).data
        twice = written(once, {"tbrigen": "übrigen"}).data
        assert "für Heimat" in texts_of(twice)[0]
        assert texts_of(twice)[0].count("übrigen") == texts_of(twice)[0].count("Heimat") == 1
        (first,), (second,) = (read_document(each, "a.pdf", NEVER).pages for each in (once, twice))
        for one, other in zip(first.words, second.words, strict=True):
            assert_near(one.box, other.box, 0.05)


def assert_near(one: Box, other: Box, tolerance: float = 0.6) -> None:
    for edge in ("x0", "top", "x1", "bottom"):
        assert getattr(one, edge) == pytest.approx(getattr(other, edge), abs=tolerance), (one, other)


class TestBoxesInASecondLibrary:
    def test_pdfplumber_finds_every_word_in_the_box_of_its_predecessor(self) -> None:
        before = LAYERED.read_bytes()
        old, new = plumbed_words(before), plumbed_words(sample_copy().data)
        parted = next(index for index, word in enumerate(new) if word["text"] == "be")
        del new[parted : parted + 2], old[parted]
        assert [word["text"] for word in new] == [SAMPLE_REPAIRS.get(word["text"], word["text"]) for word in old]
        for one, other in zip(old, new, strict=True):
            for edge in ("x0", "x1", "top", "bottom"):
                assert other[edge] == pytest.approx(one[edge], abs=1.0), (one["text"], edge)

    def test_the_parts_of_a_parted_word_share_its_box(self) -> None:
        before = LAYERED.read_bytes()
        (whole,) = [word for word in plumbed_words(before) if word["text"] == "bewertet"]
        new = plumbed_words(sample_copy().data)
        index = next(i for i, word in enumerate(new) if word["text"] == "be")
        first, second = new[index : index + 2]
        assert first["x0"] == pytest.approx(whole["x0"], abs=0.5)
        assert second["x1"] == pytest.approx(whole["x1"], abs=0.5)
        assert first["x1"] < second["x0"]


def plumbed_words(data: bytes) -> list[dict[str, Any]]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return pdf.pages[0].extract_words(use_text_flow=True, keep_blank_chars=False)


class TestScans:
    TABLE = table_of("Die Ministerin fir Heimat", "hat die Kleine Anfrage beantwortet")

    def engine(self) -> ReplayingEngine:
        return ReplayingEngine(self.TABLE)

    def scan(self) -> bytes:
        return pdf_of("0 0 0 rg 72 700 300 20 re f", image_fills=True)

    def test_a_scan_gets_an_invisible_layer_of_the_corrected_words(self) -> None:
        before = self.scan()
        copy = written(before, config=ExtractConfig(), engine=self.engine())
        assert " ".join(texts_of(copy.data)[0].split()) == (
            "Die Ministerin für Heimat hat die Kleine Anfrage beantwortet"
        )
        assert pictures_of(copy.data) == pictures_of(before)
        assert images_of(copy.data) == images_of(before)
        with closing(pypdfium2.PdfDocument(copy.data)) as document:
            assert all(word.is_invisible for word in words_in_file_order(document[0]))

    def test_its_content_stream_is_not_touched(self) -> None:
        before = self.scan()
        copy = written(before, config=ExtractConfig(), engine=self.engine())
        assert contents_of(copy.data)[1:] == contents_of(before)

    def test_a_bad_layer_is_replaced_by_the_recognition(self) -> None:
        bad = layered(lines_at(["Unsinn"], mode=3))
        copy = written(bad, config=ExtractConfig(), engine=self.engine())
        assert "Unsinn" not in texts_of(copy.data)[0]
        assert "Ministerin für Heimat" in texts_of(copy.data)[0]

    def test_content_that_moves_the_coordinates_for_good_does_not_move_the_layer(self) -> None:
        before = pdf_of("0.5 0 0 0.5 100 100 cm 0 0 0 rg 72 700 300 20 re f q q BT", image_fills=True)
        copy = written(before, config=ExtractConfig(), engine=self.engine())
        (page,) = read_document(copy.data, "a.pdf", NEVER).pages
        assert page.words[0].box.x0 == pytest.approx(50 * 72 / 300, abs=0.6)

    def test_a_word_that_a_digital_stamp_shows_already_is_not_written_twice(self) -> None:
        # The recognised "Heimat" lies at 200..240 of 30..50 pixels at 300 dpi.
        stamp = "BT /F 6 Tf 1 0 0 1 46 832 Tm (Heimat) Tj ET"
        copy = written(pdf_of(stamp, image_fills=True), config=ExtractConfig(), engine=self.engine())
        assert texts_of(copy.data)[0].count("Heimat") == 1


class TestBornDigitalPages:
    @pytest.mark.parametrize("mode", [OcrMode.NEVER, OcrMode.AUTO, OcrMode.ALWAYS])
    def test_they_stay_byte_for_byte_and_the_changes_are_counted(self, mode: OcrMode) -> None:
        before = pdf_of(lines_at(BORN_DIGITAL_LINES))
        engine = ReplayingEngine(table_of("Ein Text fir Heimat"))
        copy = written(before, config=ExtractConfig(ocr=mode), engine=engine)
        assert (copy.data, copy.pages) == (before, ())
        assert copy.left_out > 0

    def test_in_a_mixed_file_their_content_stream_stays_byte_for_byte(self) -> None:
        with pikepdf.open(BytesIO(pdf_of(lines_at(BORN_DIGITAL_LINES)))) as pdf:
            with pikepdf.open(BytesIO(layered(wrong_layer()))) as other:
                pdf.pages.extend(other.pages)
            target = BytesIO()
            pdf.save(target)
        before = target.getvalue()
        copy = written(before)
        assert copy.pages == (2,)
        assert contents_of(copy.data) == contents_of(before)
        assert "für Heimat" in texts_of(copy.data)[1]

    def test_the_sample_of_two_columns_comes_back_as_it_is(self) -> None:
        before = (SAMPLES / "zweispaltig.pdf").read_bytes()
        assert written(before, {"Der": "Das"}).data == before

    def test_pages_left_out_stay(self) -> None:
        before = layered(wrong_layer(), wrong_layer())
        copy = written(before, config=ExtractConfig(ocr=OcrMode.NEVER, pages=((2, 2),)))
        assert copy.pages == (2,)
        assert len(pikepdf.open(BytesIO(copy.data)).pages) == 2
        assert "fir Heimat" in texts_of(copy.data)[0]


class TestReadBack:
    def test_a_word_that_does_not_come_back_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ocrfix.write.pdf.layer_content", lambda *_: b"q Q")
        with pytest.raises(OutputError, match="text layer of page 1 does not read back"):
            written(layered(wrong_layer()))

    def test_a_word_at_another_place_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        original = layer_content

        def moved(words: tuple[LayerWord, ...], frame: Any, codes: Any) -> bytes:  # noqa: ANN401
            return b"1 0 0 1 9 0 cm\n" + original(words, frame, codes)

        monkeypatch.setattr("ocrfix.write.pdf.layer_content", moved)
        with pytest.raises(OutputError, match=r"reads back at another place|looks different"):
            written(layered(wrong_layer()))

    def test_a_ruled_line_read_as_letters_does_not_mix_up_the_order_of_lines(self) -> None:
        rows = table_of("265 UT", "Angaben zum Land", "und zu dem Bund", "nach dem Gesetz").split(b"\n")
        rows[2] = rows[2].replace(b"\t100\t30\t40\t20\t", b"\t1000\t30\t1200\t34\t")
        engine = ReplayingEngine(b"\n".join(rows))
        data = pdf_of("0 0 0 rg 72 700 300 20 re f", image_fills=True)
        copy = written(data, config=ExtractConfig(), engine=engine)
        text = " ".join(texts_of(copy.data)[0].split())
        assert text == "265 UT Angaben zum Land und zu dem Bund nach dem Gesetz"

    def test_words_that_come_back_in_another_order_altogether_are_an_error(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        original = layer_content
        monkeypatch.setattr("ocrfix.write.pdf.layer_content", lambda words, *others: original(words[::-1], *others))
        with pytest.raises(OutputError, match="does not read back"):
            written(layered(wrong_layer()))

    def test_a_page_that_looks_different_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        original = layer_content

        def painted(words: tuple[LayerWord, ...], frame: Any, codes: Any) -> bytes:  # noqa: ANN401
            return original(words, frame, codes) + b"0 0 0 rg 100 100 9 9 re f\n"

        monkeypatch.setattr("ocrfix.write.pdf.layer_content", painted)
        with pytest.raises(OutputError, match="page 1 of the written PDF looks different"):
            written(pdf_of(wrong_layer() + "\nq 550 0 0 400 0 400 cm /I Do Q"))

    def test_hyphens_and_ligatures_count_as_what_they_stand_for(self) -> None:
        assert comparable("Mit\N{SOFT HYPHEN}") == "Mit-"
        assert comparable("Maßnahme") == "Maßnahme" != comparable("Massnahme")

    def test_characters_beyond_the_first_plane_come_back(self) -> None:
        copy = written(layered(wrong_layer()), {"fir": "f\N{MATHEMATICAL BOLD SMALL U}r"})
        assert "f\N{MATHEMATICAL BOLD SMALL U}r" in texts_of(copy.data)[0]


class TestProtectedFiles:
    def protected(self, user: str = "", **permissions: bool) -> bytes:
        target = BytesIO()
        allow = pikepdf.Permissions(**permissions)
        with pikepdf.open(BytesIO(layered(wrong_layer()))) as pdf:
            pdf.save(target, encryption=pikepdf.Encryption(user=user, owner="besitzer", allow=allow))
        return target.getvalue()

    def test_permissions_that_forbid_changes_are_obeyed(self) -> None:
        data = self.protected(modify_other=False)
        assert read_document(data, "a.pdf", NEVER).pages
        with pytest.raises(InputError, match="permissions of the PDF forbid changes") as caught:
            refuse_unwritable(data)
        assert caught.value.hint.startswith("leave out --pdf")
        with pytest.raises(InputError, match="permissions"):
            written(data)

    @pytest.mark.parametrize("permission", ["extract", "print_highres", "modify_annotation"])
    def test_a_protection_that_the_copy_would_lose_is_kept(self, permission: str) -> None:
        allowed = dict.fromkeys(("extract", "print_highres", "modify_annotation"), True) | {permission: False}
        with pytest.raises(InputError, match="protected by a password"):
            refuse_unwritable(self.protected("", **allowed))

    def test_a_file_that_needs_a_password_is_refused_with_and_without_it(self) -> None:
        data = self.protected(user="geheim")
        with pytest.raises(InputError, match="protected by a password"):
            refuse_unwritable(data, "geheim")
        refuse_unwritable(data)  # the reader says that a password is needed
        with pytest.raises(InputError, match="password"):
            written(data, config=ExtractConfig(ocr=OcrMode.NEVER))

    def test_an_encryption_that_protects_nothing_is_no_hindrance(self) -> None:
        data = self.protected()
        copy = written(data)
        assert "für Heimat" in texts_of(copy.data)[0]
        # A run may have a password for others of its files.
        assert written(data, config=replace(NEVER, password="geheim")).data == copy.data

    @pytest.mark.parametrize("how", ["field", "kid", "kind above", "value above", "append-only", "permission"])
    def test_signed_files_are_refused(self, how: str) -> None:
        with pytest.raises(InputError, match="signed"):
            refuse_unwritable(signed(how))

    def test_an_empty_field_for_a_signature_is_no_signature(self) -> None:
        refuse_unwritable(signed("empty"))

    def test_a_cycle_of_fields_is_no_hindrance(self) -> None:
        refuse_unwritable(signed("cycle"))

    def test_what_is_no_pdf_or_cannot_be_opened_is_left_to_its_reader(self) -> None:
        refuse_unwritable(b"Text")
        refuse_unwritable(b"%PDF-1.7\nkaputt")


def signed(how: str) -> bytes:
    """Make a PDF with a signature field."""
    with pikepdf.open(BytesIO(layered(wrong_layer()))) as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("Unterschrift")))
        form = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        if how in ("field", "kid"):
            field.V = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=pikepdf.String("..."))
        if how in ("kind above", "value above"):
            value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=pikepdf.String("..."))
            above, below = ("FT", "V") if how == "kind above" else ("V", "FT")
            entries = {"FT": pikepdf.Name.Sig, "V": value}
            kid = pdf.make_indirect(pikepdf.Dictionary({f"/{below}": entries[below]}))
            form.Fields = pikepdf.Array(
                [pikepdf.Dictionary({f"/{above}": entries[above], "/Kids": pikepdf.Array([kid])})]
            )
        if how == "kid":
            form.Fields = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([field])))])
        if how == "append-only":
            form.SigFlags = 3
        if how == "cycle":
            field.Kids = pikepdf.Array([field])
        if how == "permission":
            pdf.Root.Perms = pikepdf.Dictionary(DocMDP=pikepdf.Dictionary(Type=pikepdf.Name.Sig))
        pdf.Root.AcroForm = form
        target = BytesIO()
        pdf.save(target)
    return target.getvalue()
