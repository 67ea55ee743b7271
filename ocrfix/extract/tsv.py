"""Reads Tesseract's table of words (TSV), which both Tesseracts write alike.

Bird's-eye view: the engines hand over bytes or text of the table, :func:`parse_words` gives
:class:`~ocrfix.extract.engines.RecognisedWord` objects. Recorded tables replay in the tests through here.

German example: the row ``5 1 2 1 3 4 310 405 92 31 96.1 Länder`` is the word "Länder" in block 2, line 3.
"""

from __future__ import annotations

from ocrfix.errors import EngineError
from ocrfix.extract.engines import RecognisedWord

_COLUMNS = 12
_WORD_LEVEL = "5"


def decode_table(table: bytes, engine_name: str) -> str:
    """Decode an engine's output.

    Raises:
        EngineError: the output is not UTF-8.
    """
    try:
        return table.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EngineError(
            f"{engine_name} wrote output that is not UTF-8 (byte {error.start})",
            "try the other Tesseract: --engine embedded or --engine system",
        ) from error


def parse_words(table: str, engine_name: str) -> tuple[RecognisedWord, ...]:
    """Give the words of a TSV table in the engine's order; a header line and empty words are left out.

    Raises:
        EngineError: a row has not the twelve columns of Tesseract's table.
    """
    words = []
    for row in table.split("\n"):
        if not row.startswith(_WORD_LEVEL + "\t"):
            continue
        fields = row.rstrip("\r").split("\t", _COLUMNS - 1)
        try:
            word = _word(fields)
        except (ValueError, IndexError) as error:
            raise EngineError(
                f"{engine_name} wrote a table row that cannot be understood: {row[:60]!r}",
                "ocrfix doctor shows the versions of the engines",
            ) from error
        if word.text:
            words.append(word)
    return tuple(words)


def _word(fields: list[str]) -> RecognisedWord:
    block, paragraph, line, _, left, top, width, height = (int(field) for field in fields[2:10])
    return RecognisedWord(
        text="".join(fields[11].split()),
        left=left,
        top=top,
        right=left + width,
        bottom=top + height,
        # A program that calls us may have set its locale to German, and the library writes its numbers like that.
        confidence=min(max(float(fields[10].replace(",", ".")) / 100.0, 0.0), 1.0),
        block=block,
        paragraph=paragraph,
        line=line,
    )
