"""PDF/A stays PDF/A: a validator finds nothing in what is written that it did not find before."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import pikepdf
import pytest

from ocrfix.config import ExtractConfig
from tests.extract.doubles import ReplayingEngine, pdf_of, table_of
from tests.write.pdf_inputs import texts_of, written

page = pytest.importorskip(
    "page", reason="PDF/A is not validated: the package page-validation is missing (pip install page-validation)"
)

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="{part}"
 pdfaid:conformance="{conformance}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
KINDS = ("1b", "1a", "2b", "2u", "2a", "3b", "3u", "3a")


def archived_scan(kind: str) -> bytes:
    """Make a scan without a layer that satisfies a kind of PDF/A."""
    part, conformance = kind[0], kind[1].upper()
    with pikepdf.open(BytesIO(pdf_of("0 g 72 700 300 20 re f", image_fills=True))) as pdf:
        del pdf.pages[0].Resources.Font
        xmp = XMP.format(part=part, conformance=conformance).encode()
        pdf.Root.Metadata = pdf.make_stream(xmp, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        profile = pdf.make_stream((files("ocrmypdf.data") / "sRGB.icc").read_bytes(), N=3)
        intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1, DestOutputProfile=profile)
        intent.OutputConditionIdentifier = pikepdf.String("sRGB")
        pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
        if conformance == "A":
            tree = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([]))
            pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
            pdf.Root.MarkInfo, pdf.Root.Lang = pikepdf.Dictionary(Marked=True), pikepdf.String("de-DE")
        target = BytesIO()
        version = "1.4" if part == "1" else "1.7"
        packing = pikepdf.ObjectStreamMode.disable
        pdf.save(target, force_version=version, deterministic_id=True, object_stream_mode=packing)
    return target.getvalue()


def complaints(data: bytes, kind: str) -> list[str]:
    report = page.validate_pdf_bytes(data, profile=kind)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("kind", KINDS)
def test_a_scan_in_pdf_a_stays_valid_with_its_new_layer_and_when_that_is_corrected_again(kind: str) -> None:
    before = archived_scan(kind)
    assert complaints(before, kind) == []
    engine = ReplayingEngine(table_of("Die Ministerin fir Heimat", "hat die Große Anfrage beantwortet"))
    once = written(before, config=ExtractConfig(), engine=engine).data
    assert "Ministerin für Heimat" in " ".join(texts_of(once)[0].split())
    assert complaints(once, kind) == []
    twice = written(once, {"Große": "Kleine"}).data
    assert "Kleine" in texts_of(twice)[0]
    assert complaints(twice, kind) == []


def test_the_validator_sees_a_font_that_is_not_embedded() -> None:
    with pikepdf.open(BytesIO(archived_scan("2b"))) as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources.Font = pikepdf.Dictionary(F=font)
        pdf.pages[0].contents_add(b"BT /F 9 Tf 9 9 Td (Text) Tj ET")
        target = BytesIO()
        pdf.save(target)
    assert complaints(target.getvalue(), "2b")
