"""The invisible text is taken out of content streams, everything else stays byte for byte."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from ocrfix.errors import InputError
from ocrfix.write.pdf_content import own_resources, without_invisible_text
from tests.extract.doubles import pdf_of


def stripped(content: str) -> tuple[str, int]:
    """Strip a content stream; gives what is left and how many operators were dropped."""
    with pikepdf.open(BytesIO(pdf_of(content))) as pdf:
        removed = without_invisible_text(pdf, pdf.pages[0], 7)
        return pdf.pages[0].Contents.read_bytes().decode("cp1252"), removed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("BT 3 Tr /F 10 Tf (fir) Tj ET", "BT 3 Tr /F 10 Tf ET"),
        ("BT 3 Tr /F 10 Tf [(fi) -20 (r)] TJ 1 0 Td ET", "BT 3 Tr /F 10 Tf 1 0 Td ET"),
        ("BT 3 Tr /F 10 Tf (fir) ' ET", "BT 3 Tr /F 10 Tf T* ET"),
        ('BT 3 Tr /F 10 Tf 1 2 (fir) " ET', "BT 3 Tr /F 10 Tf 1 Tw 2 Tc T* ET"),
        ("BT 3.0 Tr <66697240> Tj ET", "BT 3.0 Tr ET"),
        ("q 3 Tr BT (fir) Tj ET Q BT (da) Tj ET", "q 3 Tr BT ET Q BT (da) Tj ET"),
        ("3 Tr q 0 Tr Q BT (fir) Tj ET", "3 Tr q 0 Tr Q BT ET"),
        ("BT 3 Tr (fir) Tj 0 Tr 1 0 0 1 5 5 Tm (da) Tj ET", "BT 3 Tr 0 Tr 1 0 0 1 5 5 Tm (da) Tj ET"),
        ("BT 3 Tr (fir) Tj ET BT 0 Tr (da) Tj ET", "BT 3 Tr ET BT 0 Tr (da) Tj ET"),
        (".5 w % 3 Tr (Tj)\nBT 3 Tr (fir) Tj ET\n1. 0 m", ".5 w % 3 Tr (Tj)\nBT 3 Tr ET\n1. 0 m"),
        ("BT 3 Tr (fir) Tj ET BI /W 1 /H 1 /BPC 8 /CS /G ID \x03 Tj EI Q", None),
        ("Q Q BT 3 Tr (fir) Tj ET (waise)", "Q Q BT 3 Tr ET (waise)"),
    ],
)
def test_only_operators_that_show_invisible_text_go(before: str, after: str | None) -> None:
    left, removed = stripped(before)
    assert left == (after if after is not None else before.replace(" (fir) Tj", ""))
    assert removed == 1


@pytest.mark.parametrize(
    "content",
    [
        "BT 0 Tr (da) Tj 7 Tr (da) Tj 1 Tr [(da)] TJ ET",
        "BT /F 9 Tf (3 Tr) Tj ET",
        "BT 0 Tr (da) Tj 3 Tr ET",
        "BT kaputt Tr (da) Tj ET",
        "BT Tr (da) Tj ET",
        "",
    ],
)
def test_content_without_invisible_text_is_not_rewritten(content: str) -> None:
    assert stripped(content) == (content, 0)


def test_visible_text_that_follows_in_the_line_would_move() -> None:
    with pytest.raises(InputError, match="page 7: visible text follows"):
        stripped("BT 3 Tr (fir) Tj 0 Tr (da) Tj ET")
    assert stripped("BT 3 Tr (fir) Tj 0 Tr (da) ' ET")[1] == 1


def test_a_form_that_draws_itself_is_no_trap() -> None:
    with pikepdf.open(BytesIO(pdf_of("/Fm Do"))) as pdf:
        form = pdf.make_stream(b"BT 3 Tr (fir) Tj ET /Fm Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm=form))
        pdf.pages[0].Resources.XObject.Fm = form
        assert without_invisible_text(pdf, pdf.pages[0], 1) > 0
        assert b"fir" not in pdf.pages[0].Resources.XObject.Fm.read_bytes()


def test_a_form_that_is_drawn_visibly_and_invisibly_keeps_its_text() -> None:
    with pikepdf.open(BytesIO(pdf_of("/Fm Do 3 Tr /Fm Do"))) as pdf:
        form = pdf.make_stream(b"BT (da) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        pdf.pages[0].Resources.XObject.Fm = form
        assert without_invisible_text(pdf, pdf.pages[0], 1) == 0


def test_resources_of_the_node_above_are_copied_before_they_change() -> None:
    with pikepdf.open(BytesIO(pdf_of("", ""))) as pdf:
        shared = pdf.make_indirect(pdf.pages[0].Resources)
        for page in pdf.pages:
            del page.obj.Resources
        pdf.Root.Pages.Resources = shared
        own_resources(pdf.pages[0], "/Font")["/Neu"] = pikepdf.Dictionary()
        own_resources(pdf.pages[0], "/Nichts")["/Neu"] = pikepdf.Dictionary()
        assert set(pdf.pages[0].obj.Resources.Font.keys()) == {"/F", "/Neu"}
        assert set(shared.Font.keys()) == {"/F"}
        assert "/Nichts" not in shared
