"""Metadata stay, and say what was done; PDF/A stays PDF/A as far as its structure tells."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import ImageCms

from ocrfix.write.pdf_note import write_note
from tests.extract.doubles import lines_at, pdf_of
from tests.write.pdf_inputs import WRONG_LINES, contents_of, texts_of, written

DATE = "D:20240528093000+02'00'"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="{part}"
 pdfaid:conformance="B" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:ModifyDate="2024-05-28T09:30:00+02:00"/>
{more}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
HISTORY = """<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"><xmpMM:History><rdf:Seq>
<rdf:li rdf:parseType="Resource"><stEvt:action>created</stEvt:action></rdf:li></rdf:Seq></xmpMM:History>
</rdf:Description>"""


def archived(part: str = "1", more: str = "") -> bytes:
    """Make a layered scan with the marks of PDF/A."""
    before = pdf_of(lines_at(WRONG_LINES * 3, mode=3), image_fills=True)
    with pikepdf.open(BytesIO(before)) as pdf:
        pdf.Root.Metadata = pdf.make_stream(XMP.format(part=part, more=more).encode(), Type=pikepdf.Name.Metadata)
        pdf.Root.Metadata.Subtype = pikepdf.Name.XML
        profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3)
        intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1, DestOutputProfile=profile)
        intent.OutputConditionIdentifier = pikepdf.String("sRGB")
        pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
        pdf.docinfo.ModDate, pdf.docinfo.Title = pikepdf.String(DATE), pikepdf.String("Antwort")
        target = BytesIO()
        pdf.save(target, force_version="1.4", deterministic_id=True)
    return target.getvalue()


@pytest.mark.parametrize("more", ["", HISTORY])
def test_a_pdf_a_keeps_its_marks_and_gets_a_history(more: str) -> None:
    before = archived(more=more)
    after = written(before).data
    with pikepdf.open(BytesIO(before)) as old, pikepdf.open(BytesIO(after)) as new:
        assert new.pdf_version == old.pdf_version == "1.4"
        assert new.open_metadata().pdfa_status == "1B"
        intent, old_intent = new.Root.OutputIntents[0], old.Root.OutputIntents[0]
        assert intent.DestOutputProfile.read_raw_bytes() == old_intent.DestOutputProfile.read_raw_bytes()
        assert "/Filter" not in new.Root.Metadata
        xmp = new.Root.Metadata.read_bytes().decode()
        assert 'xmp:ModifyDate="2024-05-28T09:30:00+02:00"' in xmp
        assert xmp.count("<xmpMM:History") == 1
        assert xmp.count("<stEvt:action>") == 1 + bool(more)
        assert "<stEvt:softwareAgent>ocrfix 1.2.3</stEvt:softwareAgent>" in xmp
        assert xmp.startswith("<?xpacket begin=")
        assert xmp.rstrip().endswith('<?xpacket end="w"?>')
        assert (new.docinfo.ModDate, new.docinfo.Title) == (old.docinfo.ModDate, old.docinfo.Title)
        assert str(new.docinfo.Ocrfix).startswith("ocrfix 1.2.3: invisible text of page 1 written with 6 corrections")
        # PDF/A forbids encryption and asks for embedded fonts and an identifier.
        assert not new.is_encrypted
        assert "/ID" in new.trailer
        font = new.pages[0].Resources.Font.OcrfixText
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    assert b"/ObjStm" not in after
    assert "für Heimat" in texts_of(after)[0]
    assert contents_of(after)[0] != contents_of(before)[0]


def test_pdf_a_4_gets_no_entry_in_its_information_dictionary() -> None:
    after = written(archived("4")).data
    with pikepdf.open(BytesIO(after)) as pdf:
        assert "/Ocrfix" not in pdf.docinfo
        assert b"stEvt:softwareAgent" in pdf.Root.Metadata.read_bytes()


@pytest.mark.parametrize(
    "xmp", [b"", b"kaputt <", b"<x/>", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"]
)
def test_metadata_that_cannot_be_read_stay_as_they_are(xmp: bytes) -> None:
    with pikepdf.new() as pdf:
        pdf.Root.Metadata = pdf.make_stream(xmp)
        write_note(pdf, "ocrfix 1", "done")
        assert pdf.Root.Metadata.read_bytes() == xmp
        assert str(pdf.docinfo["/Ocrfix"]) == "ocrfix 1: done"


def test_a_file_without_metadata_gets_the_note_alone() -> None:
    copy = written(pdf_of(lines_at(WRONG_LINES * 3, mode=3), image_fills=True))
    with pikepdf.open(BytesIO(copy.data)) as pdf:
        assert list(pdf.docinfo.keys()) == ["/Ocrfix"]
        assert "/Metadata" not in pdf.Root
