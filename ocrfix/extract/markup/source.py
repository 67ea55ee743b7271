r"""From bytes to checked text: the encoding that a file declares, well-formedness, and no entities of its own.

Bird's-eye view: :func:`decode_markup` gives the text such that encoding it again is the input byte for byte,
:func:`parse_xml` lets lxml judge whether it is XML; nothing is expanded and nothing is fetched. Start reading at
:func:`decode_markup`.

German example: a file that begins with ``<?xml version="1.0" encoding="ISO-8859-1"?>`` is read as Latin-1.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from ocrfix.errors import ConfigurationError, InputError
from ocrfix.extract.plaintext import concrete_encoding

_XML_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_HTML_ENCODING = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_HTML_HEAD_BYTES = 4096
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_REPAIR = "write the file again with the program it comes from"


def decode_markup(data: bytes) -> tuple[str, str]:
    r"""Decode by byte order mark, XML declaration or HTML meta element, else as UTF-8; give text and codec.

    A byte order mark stays in the text as its first character.

    >>> decode_markup(b'<?xml version="1.0" encoding="latin-1"?><alto>f\xfcr</alto>')[0][-10:]
    'für</alto>'

    Raises:
        InputError: the bytes are not in the declared encoding, or the encoding is unknown.
    """
    declared = declared_encoding(data)
    try:
        codec = concrete_encoding(data, declared)
    except ConfigurationError as error:
        raise InputError(f"the file declares the unknown encoding {declared}", _REPAIR) from error
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {error.start} is not {declared}, the encoding that the file declares", _REPAIR
        ) from error
    if text.encode(codec, "surrogatepass") != data:
        raise InputError(f"the bytes would not come back unchanged from the encoding {declared}", _REPAIR)
    return text, codec


def declared_encoding(data: bytes) -> str:
    """Name the encoding that a file declares, ``utf-8`` where it declares none.

    >>> declared_encoding(b'<html><head><meta charset="iso-8859-1">')
    'iso-8859-1'
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    match = _XML_ENCODING.match(data) or _HTML_ENCODING.search(data, 0, _HTML_HEAD_BYTES)
    return match[1].decode("ascii").lower() if match else "utf-8"


def refuse_entities(text: str) -> None:
    """Refuse a file that declares entities of its own: such declarations can blow a file up without end.

    Raises:
        InputError: there is such a declaration.
    """
    if "<!ENTITY" in text:
        raise InputError("the file declares entities of its own, which are never expanded", _REPAIR)


def parse_xml(data: bytes) -> Any:  # noqa: ANN401 - lxml carries no types
    """Parse well-formed XML without expanding entities, reading a DTD or reaching for the network.

    Returns the root element, which answers for names and namespaces; text is taken from the source itself.

    Raises:
        InputError: it is not well-formed, or nested deeper than libxml2 allows.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise InputError(f"the XML is damaged or cut off in line {line}", _REPAIR) from error
