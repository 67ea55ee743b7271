r"""Plain text as pages: every character is kept, form feeds separate pages.

Bird's-eye view: bytes come in, pages come out such that the pages joined by form feeds and encoded again are
the input byte for byte. That is proved for each input by doing it. Start reading at :func:`read_plain_text`.

German example: ``"Anlage 1\r\n\fAnlage 2"`` is two pages, the first ends with a carriage return and a line feed.
"""

from __future__ import annotations

import codecs

from ocrfix.errors import ConfigurationError, InputError
from ocrfix.model import Origin, Page

FORM_FEED = "\f"
# A text in a one-byte encoding may hold an odd control character (old word processors, a DOS end mark);
# where more than this share of the characters are controls it is no text.
_MAX_CONTROL_SHARE = 0.05
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b\x85")
_BYTE_ORDER_MARKS = {
    "utf-8-sig": ((codecs.BOM_UTF8, "utf-8"), (b"", "utf-8")),
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"", "utf-16-le")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (b"", "utf-32-le")),
}

_WIDE = ("utf-16", "utf-32")
# Python counts the encodings of domain names among those of texts; they stumble over texts in ways of their own.
_DOMAIN_NAMES = frozenset(("idna", "punycode"))


def concrete_encoding(data: bytes, encoding: str) -> str:
    """Name the codec that keeps a byte order mark as a character, for writing back what was read.

    Raises:
        ConfigurationError: Python knows no such text encoding.

    >>> concrete_encoding("Länder".encode("utf-16"), "UTF-16")
    'utf-16-le'
    >>> concrete_encoding(b"", "latin-1")
    'iso8859-1'
    """
    try:
        name = codecs.lookup(encoding).name
        "a".encode(encoding)
        if name in _DOMAIN_NAMES:
            raise LookupError(name)
    except (LookupError, ValueError) as error:
        raise ConfigurationError(
            f"there is no text encoding named {encoding!r}", "try --encoding utf-8, latin-1 or cp1252"
        ) from error
    for mark, variant in _BYTE_ORDER_MARKS.get(name, ()):
        if data.startswith(mark):
            return variant
    return name


def read_plain_text(data: bytes, encoding: str) -> tuple[Page, ...]:
    """Decode a text strictly and split it at form feeds; a trailing form feed gives an empty last page.

    A byte order mark of UTF-16 or UTF-32 (Notepad's "Unicode") counts more than ``encoding``.

    Raises:
        InputError: there is nothing but white space, the bytes are no text, or not in this encoding.
        ConfigurationError: the encoding is unknown.
    """
    codec = concrete_encoding(data, encoding)
    marked = _marked_encoding(data)
    if marked is not None and not codec.startswith(_WIDE):
        # No other encoding begins a text so, but a file that is no text may.
        codec = marked
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            raise _not_text() from error
    else:
        text = _decode(data, codec)
    if not text.strip("\N{ZERO WIDTH NO-BREAK SPACE}" + " \t\r\n\f\v"):
        raise InputError("the file holds no text", "check that the right file was named")
    _refuse_binary(text)
    if text.encode(codec) != data:
        raise InputError(
            f"the bytes would not come back unchanged from the encoding {encoding}",
            "convert the file to UTF-8 first: iconv -f ENCODING -t utf-8 FILE",
        )
    return _pages_of(text, codec)


def pages_of_text(text: str) -> tuple[Page, ...]:
    r"""Split a text that is no file: it is taken as it is, whatever its beginning looks like, and may be empty.

    >>> [page.text for page in pages_of_text("%PDF\fAnlage 2")]
    ['%PDF', 'Anlage 2']

    Raises:
        InputError: it holds what no text has: NUL, many control characters, half a character.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"character {error.start} of the text is half a character (a lone surrogate)",
            "decode the bytes with the encoding they were written in",
        ) from error
    _refuse_binary(text)
    return _pages_of(text, "utf-8")


def _pages_of(text: str, codec: str) -> tuple[Page, ...]:
    reason = f"plain text decoded as {codec}"
    return tuple(
        Page(number=number, text=page_text, origin=Origin.PLAIN_TEXT, origin_reason=reason)
        for number, page_text in enumerate(text.split(FORM_FEED), start=1)
    )


def _marked_encoding(data: bytes) -> str | None:
    """Name the codec that a byte order mark of UTF-16 or UTF-32 makes certain; the longer marks come first."""
    marks = (*_BYTE_ORDER_MARKS["utf-32"], *_BYTE_ORDER_MARKS["utf-16"])
    return next((variant for mark, variant in marks if mark and data.startswith(mark)), None)


def _decode(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if b"\x00" in data and not codec.startswith(_WIDE):
            raise _not_text() from error
        raise InputError(
            f"byte {error.start} (value 0x{data[error.start]:02x}) is not {codec}",
            "name the encoding, for example --encoding latin-1 or --encoding cp1252"
            if codec == "utf-8"
            else "try --encoding utf-8 or --encoding latin-1",
        ) from error


def _refuse_binary(text: str) -> None:
    controls = sum(not character.isprintable() and _is_control(character) for character in text)
    if "\x00" in text or controls > _MAX_CONTROL_SHARE * len(text):
        raise _not_text()


def _is_control(character: str) -> bool:
    return (character < " " or "\x7f" <= character <= "\x9f") and character not in _TEXT_CONTROLS


def _not_text() -> InputError:
    return InputError(
        "the file is neither PDF, image nor text",
        "give a PDF, PNG, JPEG, TIFF or text file; convert others first",
    )
