r"""Letters in other forms: what they stand for, and where they stand in the text as read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.model import Span
from ocrfix.text.letter_forms import decomposed, plain_text

PRINTED = "Die Länder müssen über Größe und Öffnung häufig Übergänge prüfen."
FORMS = (
    "ü",
    "u\u0308",
    "\ufb01",
    "\ufb02uss",
    "¨u",
    "b¨ u",
    "u¨",
    "Ã¼",
    "â€“",
    "Mo\u00adnat",
    "a",
    "\u0308",
    "¨",
    " ",
    "é",
    "\n",
    "1",
)


@pytest.mark.parametrize(
    ("read", "plain"),
    [
        (unicodedata.normalize("NFD", PRINTED), PRINTED),
        (PRINTED.encode().decode("cp1252"), PRINTED),
        (PRINTED.encode().decode("latin-1"), PRINTED),
        ("f¨ur die L¨ander, ¨Uber", "für die Länder, Über"),
        ("f¨ ur die L¨ ander in der ¨ Offnung, fr¨uh", "für die Länder in der Öffnung, früh"),
        ("fu¨r die La¨nder", "für die Länder"),
        ("f \u0308ur die L \u0308ander", "für die Länder"),
        (
            "\ufb01nden, o\ufb00en, Ein\ufb02uss, E\ufb03zienz, Ha\ufb04inger",
            "finden, offen, Einfluss, Effizienz, Hafflinger",
        ),
        ("Bundes\u00adregierung, Maß\u200bnahmen", "Bundesregierung, Maßnahmen"),
        ("E\u2011Akte, Kinder\u2010 und EU\u2011weit", "E-Akte, Kinder- und EU-weit"),
        ("â€žFrageâ€œ â€“ nach Â§ 5", "„Frage“ – nach § 5"),
    ],
)
def test_letters_in_other_forms_are_what_they_stand_for(read: str, plain: str) -> None:
    found = plain_text(read)
    assert found is not None
    assert found.text == plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        PRINTED,
        "Das Zeichen ¨ steht allein, die¨ auch.",  # a speck, not the dots of a letter
        "Klima-\u00ad\nschutz und Bundes\u00ad\nregierung",  # what breaks a word at a line end is a hyphen
        "Klima\u2010\nschutz und E\u2011 \nAkte",
        "Âge, Ânes und Ã",
        "q\u0308 gibt es nicht",
    ],
)
def test_plain_letters_stay(text: str) -> None:
    assert plain_text(text) is None


def test_umlauts_in_two_characters_are_no_damage_and_ligatures_are() -> None:
    found = plain_text("fu\u0308r \ufb01nden f¨ur")
    assert found is not None
    assert [(form.is_damage, form.is_ligature) for form in found.forms] == [(False, False), (True, True), (True, False)]
    assert found.damage(Span(0, 3)) == ()
    assert found.damage(Span(4, 10)) == found.forms[1:2]


@pytest.mark.parametrize(
    ("text", "expected"), [(PRINTED + " fu\u0308r", False), ("fu\u0308r die La\u0308nder, über", True)]
)
def test_a_text_is_decomposed_where_most_of_its_umlauts_are(text: str, expected: bool) -> None:
    found = plain_text(text)
    assert found is not None
    assert found.is_decomposed is expected


def test_decomposed_letters_compose_to_the_same() -> None:
    assert unicodedata.normalize("NFC", decomposed(PRINTED)) == PRINTED
    assert len(decomposed(PRINTED)) > len(PRINTED)


@given(st.lists(st.sampled_from(FORMS), max_size=12).map("".join))
def test_places_lead_there_and_back(read: str) -> None:
    """Whatever is cut out of the plain text stands in whole forms of the text as read, in the same order."""
    found = plain_text(read)
    if found is None:
        return
    before = 0
    formed = {
        place: (form.start, form.end) for form in found.forms for place in range(form.plain_start, form.plain_end)
    }
    for place in range(len(found.text)):
        as_read = found.span_as_read(Span(place, place + 1))
        start, end = as_read.start, as_read.end
        assert before <= start < end <= len(read)
        assert (start, end) == formed[place] if place in formed else read[start:end] == found.text[place]
        plain = found.span_in_plain(as_read)
        assert plain.start <= place < plain.end
        before = start
