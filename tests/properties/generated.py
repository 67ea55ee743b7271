r"""Generated texts that look like German pages: words right and damaged, numbers, marks, all kinds of line ends.

Start reading at :data:`DOCUMENTS`. German example: ``nach 8 5 Absatz 2 fiir die Lander-\r\nverwaltung``.
"""

from __future__ import annotations

import re

from hypothesis import strategies as st

from ocrfix.model import Document, Origin, Page

RIGHT = (
    "die", "der", "und", "für", "Länder", "Behörde", "Maßnahmen", "wird", "geprüft", "nach", "Absatz", "Verfügung",
    "gestellt", "Landesregierung", "KI", "über", "Straße", "Bohnhof", "Lucassen", "fuhr", "konnte", "schön",
    "Klima", "E-Akte", "CDU/CSU", "SolzG", "daß", "Industrie4", "[sic]",
)  # fmt: skip
DAMAGED = (
    "fiir", "fir", "Lander", "Behorde", "Behdrde", "MaBnahmen", "Mallnahmen", "gepruft", "Verfugung", "Kl", "Uber",
    "tiber", "StraBe", "zeitgemalf3", "Wiebewertet", "Landesregienmg", "GRUNEN", "|nternet", "gema&",
    "Rickmel-\ndung", "Haupt-\r\npersonalrate", "Unter—\nnehmen",
    "fu\u0308r", "La\u0308nderverwaltnng", "Ein\ufb02uss", "\ufb01ir", "f¨ur", "Ãœber",
)  # fmt: skip
DASHED = (
    "Die Lander - so der Bund - haben gepruft.", "Die Lage — wie so oft — ist gut.",
    "Das Recht -auch das alte - gilt fiir alle.", "Die Beratung hat - anders als 2019 - funfmal stattgefunden.",
)  # fmt: skip
"""Sentences with marks that may be dashes, beside damage and between words that are right."""
DOUBTED = (
    "Energteversorgung. steuert die Datenströme im Internet und ermöglicht eine sichere. ver-\n"
    "netzte und automatısterte",
    "Neuausnichtung der Ener-\ngrewende” werden soll (https://taz.", "Rene Springer und der Fraktion der\nAf£D",
    ".Beteiligung am Welternahrungsprogramm”. Er-\nhéhung um 77 Mio. Euro aut 100.008 Mio. Euro",
)  # fmt: skip
"""Sentences with words that are doubtful until what stands beside them is corrected."""
FACTS = ("5", "8", "1.250,50", "12.03.2024", "17/127", "https://a.de/fur-uns", "burger@amt-behorde.de", "www.a.de/fur")
MARKS = (",", ".", "-", "—", "–", "$$", "$", "88", "„", "“", '"', "''", "*", "|", "®", "(", ")", "{", "%", "5%", "…")
SPACES = (" ", " ", " ", " ", "  ", "\n", "\n", "\r\n", "\n\n", "\t", "-\n", "", "\N{NO-BREAK SPACE}")

PIECES = st.one_of([st.sampled_from(kind) for kind in (RIGHT, DAMAGED, DASHED, DOUBTED, FACTS, MARKS)])
RUNS = st.lists(st.tuples(PIECES, st.sampled_from(SPACES)), max_size=40)
WILD = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\f"), max_size=30)
TEXTS = st.one_of(RUNS.map(lambda run: "".join(piece + space for piece, space in run)), WILD)


def document_of(texts: list[str], origin: Origin = Origin.OCR_LAYER) -> Document:
    """Make a document with a page for each text."""
    pages = tuple(Page(number, text, origin=origin) for number, text in enumerate(texts, start=1))
    return Document("generated.txt", "", pages)


DOCUMENTS = st.lists(TEXTS, min_size=1, max_size=3).map(document_of)

FACT = re.compile(r"(?<!\S)(?:\d[\d.,/]*\d|https?://\S+|\S+@\S+\.de|www\.\S+)(?!\S)")
"""Numbers of two digits and more and addresses that stand alone between white space."""
