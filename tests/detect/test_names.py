"""A word in the place of a name is told by what stands around it."""

from __future__ import annotations

import pytest

from ocrfix.detect.names import stands_as_name
from ocrfix.text.hyphenation import tokenise


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Das Wort hat Herr Muller.", "Muller"),
        ("Ref: RD Franßen", "Franßen"),
        ("Abgeordnete Dr. Petra Jurgensen fragt", "Jurgensen"),
        ("Anfrage von K. Bohnhof zum Haushalt", "Bohnhof"),
        ("Die Burger King GmbH hat", "Burger"),
        ("vertreten durch Otto Huter", "Huter"),
    ],
)
def test_a_title_an_initial_or_the_form_of_a_company_marks_a_name(text: str, word: str) -> None:
    tokens = tokenise(text)
    index = [token.text for token in tokens].index(word)
    assert stands_as_name(tokens, index)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Die Lander und Gemeinden", "Lander"),
        ("Herr Muller fuhrt", "fuhrt"),
        ("Zur Verfugung stehen", "Verfugung"),
        ("Otto, Huter der Ordnung", "Huter"),
    ],
)
def test_other_words_do_not_stand_as_names(text: str, word: str) -> None:
    tokens = tokenise(text)
    index = [token.text for token in tokens].index(word)
    assert not stands_as_name(tokens, index)
