"""Notes in a PDF's metadata what was done to it, and changes nothing else there.

Bird's-eye view: :func:`write_note` adds one entry to the information dictionary and, where the file has XMP, one event
to its history, in the terms that PDF/A allows. Dates stay as they are: nothing here knows the time. Start reading
there.

German example: ``pdfinfo -custom antwort.pdf`` shows ``Ocrfix: ocrfix 0.1.0: text layer of 2 pages rewritten ...``.
"""

from __future__ import annotations

from typing import Any, TypeAlias

# pikepdf's objects are what they are by their content, not by their type.
Pdf: TypeAlias = Any

INFO_KEY = "/Ocrfix"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"
_EVENT = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_LARGEST_XMP = 4 * 2**20
_WITHOUT_INFO = "4"
"""PDF/A-4 forbids the information dictionary."""


def write_note(pdf: Pdf, agent: str, note: str) -> None:
    """Say in the metadata of an open PDF that ``agent`` has done what ``note`` says (both English)."""
    part = _write_history(pdf, agent, note)
    if part != _WITHOUT_INFO:
        pdf.docinfo[INFO_KEY] = f"{agent}: {note}"


def _write_history(pdf: Pdf, agent: str, note: str) -> str:
    """Add an event to the XMP history, if there is XMP that can be read; gives the part of PDF/A that it claims."""
    from lxml import etree
    from pikepdf import Stream

    metadata = pdf.Root.get("/Metadata", None)
    if not isinstance(metadata, Stream):
        return ""
    try:
        data = metadata.read_bytes()
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(data.strip(b"\0 \t\r\n"), parser) if len(data) <= _LARGEST_XMP else None
        rdf = next(root.iter(f"{{{_RDF}}}RDF"), None) if root is not None else None
    except (etree.XMLSyntaxError, ValueError, RuntimeError):
        rdf = None
    if rdf is None:
        return ""
    events = _history(rdf, etree)
    event = etree.SubElement(events, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"}, nsmap={"stEvt": _EVENT})
    for name, value in (("action", "edited"), ("parameters", note), ("softwareAgent", agent)):
        etree.SubElement(event, f"{{{_EVENT}}}{name}").text = value
    metadata.write(etree.tostring(rdf.getroottree(), encoding="utf-8"))
    return _part_of_pdfa(rdf)


def _history(rdf: Any, etree: Any) -> Any:  # noqa: ANN401 - lxml's elements and lxml itself
    """Give the sequence of events, which is made where there is none."""
    history = next(rdf.iter(f"{{{_XMP_MM}}}History"), None)
    if history is None:
        about = next((each.get(f"{{{_RDF}}}about", "") for each in rdf), "")
        description = etree.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": about})
        history = etree.SubElement(description, f"{{{_XMP_MM}}}History", nsmap={"xmpMM": _XMP_MM})
    events = history.find(f"{{{_RDF}}}Seq")
    return events if events is not None else etree.SubElement(history, f"{{{_RDF}}}Seq")


def _part_of_pdfa(rdf: Any) -> str:  # noqa: ANN401 - an element of lxml
    for description in rdf:
        part = description.get(f"{{{_PDFA}}}part") or description.findtext(f"{{{_PDFA}}}part")
        if part:
            return str(part).strip()
    return ""
