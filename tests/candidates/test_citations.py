"""Citations: what fires, and what looks alike and does not."""

from __future__ import annotations

import pytest

from ocrfix.candidates.citations import CITED_MARKS, according_candidate, citation_reading
from ocrfix.candidates.marks.rules import may_be_sign, sign_readings
from ocrfix.model import Rewrite
from ocrfix.text.hyphenation import tokenise


def found(text: str, mark: str) -> list[str]:
    """Name what was printed for the tokens that read as ``mark``."""
    tokens = tokenise(text)
    return [citation_reading(text, tokens, index) for index, token in enumerate(tokens) if token.text == mark]


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("(vgl. ebd., S$. 120 ff.)", "S$", "S"),
        ("BGBl. I $. 1234", "$", "S"),
        ("(vgl. ebd., 5. 12)", "5", "S"),
        ("{vgl. ebd. Oberst Muster. 5. 45), die", "5", "S"),
        ("(BGBl. I 5. 3892), die", "5", "S"),
        ("(SächsGVBl. 5. 329), in", "5", "S"),
        ("(BGBl. 2002 II 5. 325, 327)", "5", "S"),
        ("(BGBI. 1 S. 102), das", "1", "I"),
        ("Fundstelle : BGBl 1: 1982, 517", "1", "I"),
        ("G v. 9.8.2021 1 1614 geändert", "1", "I"),
        ("wird. IL. Der Deutsche Bundestag fordert", "IL", "II"),
        ("wird.\nH Der Deutsche Bundestag fordert", "H", "II."),
        ("Das steht oben (s. 0.). Es", "0", "o"),
        ("nicht ausüben (s. 0). Es", "0", "o"),
        ("nach Absatz I Satz 2", "I", "1"),
        ("nach § 3 Abs. l Nr. 1", "l", "1"),
        ("des Absatzes I gehören", "I", "1"),
        ("nach Nummer I und", "I", "1"),
        ("nach § 3 Nr. I und", "I", "1"),
        ("zu Frage I wird", "I", "1"),
        ("der Artikel l und", "l", "1"),
        ("nach § l Absatz 2", "l", "1"),
        ("vom l. Januar 2020", "l", "1"),
        ("neue Annahmen (2. B. zum Preis)", "2", "z"),
        ("von Gebäuden, 2. B. Heizungen", "2", "z"),
        ("(GMBI. 2020 S. 5)", "GMBI", "GMBl"),
        ("das BGBL I S. 20", "BGBL", "BGBl"),
        ("vgl. ABL. L 298", "ABL", "ABl"),
        ("(GBI. S. 20)", "GBI", "GBl"),
        ("Anmeldung 0.ä. tätigen", "0.ä", "o.ä"),
        ("Labore 0.a.)", "0.a", "o.ä"),
    ],
)
def test_a_citation_tells_what_was_printed(text: str, mark: str, expected: str) -> None:
    assert expected in found(text, mark)
    assert may_be_sign(mark)
    assert mark in CITED_MARKS


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("2. B. Müller", "2"),
        ("Teil 2. B. zahlt", "2"),
        ("die ABL. Sie fordert", "ABL"),
        ("das GBI und", "GBI"),
        ("Punkt 0.a ist", "0.a"),
        ("(vgl. Frage 5. 12. 2012)", "5"),
        ("am 5. 12. 2012", "5"),
        ("am 9.8.2021 1 1614 Menschen", "1"),
        ("v. 9.8.2021 1 1,5 Menschen", "1"),
        ("in IL. Der Bundestag fordert", "IL"),
        ("der 5. 12", "5"),
        ("nach altem Recht §. 120", "§"),
        ("BGBl. I S. 102", "1"),
        ("Band 1 S. 102", "1"),
        ("(ABl. 2005 1 S. 3)", "1"),
        ("BGBl. Teil 1", "1"),
        ("bei 0. Das", "0"),
        ("Wert (0).", "0"),
        ("Teil I Satz 2", "I"),
        ("Artikel I", "I"),
        ("Artikel 20 Absatz I GG", "I"),
        ("in Absatz I. genannt", "I"),
        ("nach Nummer I und Nummer II", "I"),
        ("der Artikel I und", "I"),
        ("der Buchstabe l und", "l"),
        ("der Anlage I zu", "I"),
        ("mit 5 l. Das", "l"),
    ],
)
def test_what_only_looks_like_a_citation_is_left(text: str, mark: str) -> None:
    assert not any(found(text, mark))


@pytest.mark.parametrize(("text", "expected"), [("I. Der Deutsche Bundestag stellt", []), ("I. Der Bund", ["1"])])
def test_the_parts_of_a_motion_are_counted_in_roman_numbers(text: str, expected: list[str]) -> None:
    assert [reading.text for reading in sign_readings(text, tokenise(text), 0)] == expected


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("frei gemakh Art. 38", "gemakh", "akh"),
        ("Amt gemals § 7", "gemals", "als"),
        ("Gesetz gemaf&s Artikel 76", "gemaf&s", "af&s"),
        ("Amt gemanR Frage 3", "gemanR", "anR"),
        ("Amt gemals die", "gemals", ""),
        ("der Gemahl § 7", "Gemahl", ""),
        ("gemeinsames § 7", "gemeinsames", ""),
    ],
)
def test_what_introduces_an_act_begins_like_it(text: str, word: str, rest: str) -> None:
    tokens = tokenise(text)
    place = [token.text for token in tokens].index(word)
    candidate = according_candidate(tokens, place)
    found = None if candidate is None else (candidate.text, candidate.rewrites)
    assert found == (("gemäß", (Rewrite(3, rest, "äß"),)) if rest else None)
