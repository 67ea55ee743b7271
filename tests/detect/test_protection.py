from __future__ import annotations

import pytest

from ocrfix.detect.protection import protect
from ocrfix.text.hyphenation import tokenise

KNOWN = {"Industrie", "Bundesregierung", "Strategie"}


def protection(text: str) -> dict[str, str]:
    """Name for each token of a text why it must stay."""
    tokens = tokenise(text)
    reasons = protect(text, tokens, lambda word: float(word in KNOWN))
    return {token.text: reason for token, reason in zip(tokens, reasons, strict=True)}


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("am 12.03.2024 um 8.30 Uhr", "12.03.2024", "number"),
        ("siehe www.landtag.de/fur-alle dort", "fur-alle", "address"),
        ("siehe https://beispiel.de/uber dort", "uber", "address"),
        ("unter eintrag-geandert-136.html dort", "eintrag-geandert-136.html", "address"),
        ("siehe www.landtag.de/\nuber uns dort", "uber", "address"),
        ("(https://a.de/fragen-an-de n-bund-uber), dort", "n-bund-uber", "address"),
        ("(https://a.de/fragen-an-de\nn-bund-uber-alles), dort", "n-bund-uber-alles", "address"),
        ("(www.landtag.de/a_\n  b/\nuber.html) dort", "uber.html", "address"),
        ("(https://a.de/die-gra\nberfursorge). Dort", "berfursorge", "address"),
        ("(https://a.de/fur-die-\ngra berfursorge). Dort", "berfursorge", "address"),
        ("an post.fur.alle@amt-behorde.de schreiben", "post.fur.alle@amt-behorde.de", "address"),
        ("die Behorde [sic] hat", "Behorde", "sic"),
        ("die Behorde [sic!] hat", "Behorde", "sic"),
        ("die Behorde (sic) hat", "Behorde", "sic"),
        ("die Industrie4 wird", "Industrie4", "footnote"),
        ("die Bundesregierung12 wird", "Bundesregierung12", "footnote"),
        ("das Zeichen K1187 und", "K1187", "mixed"),
        ("die 5G und", "5G", "mixed"),
        ("das 5G-Netz und", "5G-Netz", "mixed"),
        ("der 3D-Druck und", "3D-Druck", "mixed"),
        ("im Ma8nahmen-Katalog", "Ma8nahmen-Katalog", ""),
        ("der 4-fache Wert", "4-fache", "mixed"),
        ("the report of the union is for all of the states", "report", "foreign"),
        ("les frais mentionnés aux points a) et b) du paragraphe", "mentionnés", "foreign"),
        ("im Bereich La Palma, Le Havre und Du Pont", "Palma", ""),
        ("Müller et al. zu der la", "al", ""),
    ],
)
def test_facts_and_foreign_passages_are_protected(text: str, word: str, reason: str) -> None:
    assert protection(text)[word] == reason


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("für die Lander und", "Lander"),
        ("alles andere als zeitgemalf3.", "zeitgemalf3"),
        ("die gr6Beren Stadte", "gr6Beren"),
        ("die Ma8nahmen der", "Ma8nahmen"),
        ("Frist4 der", "Frist4"),
        ("Herr Bond was here", "Bond"),
        ("das Ende. Neuer Satz", "Ende"),
        ("die Haupt-\npersonalrate haben", "Hauptpersonalrate"),
    ],
)
def test_damaged_words_are_not_protected(text: str, word: str) -> None:
    assert protection(text)[word] == ""


@pytest.mark.parametrize(
    "text",
    [
        "siehe www.landtag.de\nuber alles",  # the address has ended
        "siehe www.landtag.de/\nUber alles",  # a new line with a capital
        "siehe www.landtag.de/\n\nuber alles",  # a new paragraph
        "Bund/Land/\nuber alles",  # no address of the web
        "(www.landtag.de\nuber) alles",  # a host alone is whole
        "siehe www.landtag.de/fur-alle\nuber alles",  # no bracket closes
    ],
)
def test_an_address_goes_on_behind_a_mark_that_ends_none_only(text: str) -> None:
    reasons = protection(text)
    assert reasons.get("uber", reasons.get("Uber")) == ""


def test_punctuation_is_not_protected_outside_addresses() -> None:
    assert protection("einen ,sorglosen Umgang")[","] == ""
    assert protection("unter https://a.de/b,c hier")[","] == "address"


def test_every_token_has_an_answer() -> None:
    text = "Die 3 Lander [sic] (www.a.de) und CO2-Ausstoß; § 5, l."
    tokens = tokenise(text)
    assert len(protect(text, tokens, lambda _: 0.0)) == len(tokens)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("wei8", ""), ("Gro8", ""), ("Maf8", ""), ("Maf3", ""), ("mu8", ""), ("da8", "mixed"), ("Industrie8", "footnote")],
)
def test_an_eight_is_no_footnote_where_it_stands_for_a_sharp_s(word: str, expected: str) -> None:
    counts = {
        "wei": 25.0,
        "weiß": 8600.0,
        "Maß": 900.0,
        "Groß": 2500.0,
        "muß": 2500.0,
        "da": 32000.0,
        "daß": 9200.0,
        "Industrie": 900.0,
    }
    assert protect(word, tokenise(word), lambda written: counts.get(written, 0.0)) == (expected,)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Luke Hof8, Lea", ""),
        ("im Hof8, Lea", "footnote"),
        ("Carina Schie81, Claudia", ""),
        ("der Schie81, Claudia", "footnote"),
        ("Carina Schie71, Claudia", "footnote"),
    ],
)
def test_a_name_is_known_by_the_one_before_it(text: str, reason: str) -> None:
    tokens = tokenise(text)

    def follows_logp(previous: str, word: str) -> float:
        return -1.0 if (previous, word) in (("Luke", "Hoß"), ("Carina", "Schießl")) else -12.0

    counts = {"Hof": 800.0, "Hoß": 70.0, "Schie": 30.0, "Schießl": 120.0}
    assert protect(text, tokens, lambda word: counts.get(word, 0.0), follows_logp)[1] == reason
