from __future__ import annotations

from itertools import pairwise

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text, edits_of
from ocrfix.model import Document, Origin, Page, Reason, Span
from ocrfix.pipeline import correct
from ocrfix.pipeline.decisions import left_alone
from ocrfix.pipeline.linebreaks import Half, half_of, join_pages
from ocrfix.pipeline.linebreaks import reflowed as joined_by_reflow
from ocrfix.resources import Resources
from ocrfix.text.hyphenation import tokenise


def joined_words(*texts: str) -> list[list[str]]:
    """Give the words that are joined over page ends, page by page."""
    pages = [Page(number, text) for number, text in enumerate(texts, start=1)]
    joined = join_pages(pages, [tokenise(text) for text in texts])
    return [[tokens[index].text for index in sorted(halves)] for tokens, halves in joined]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("wurde zur Rickmel-", "dung gegeben"),
        ("wurde zur Rickmel-\n", "\n\ndung gegeben"),
        ("wurde zur Rickmel-\r\n", "dung gegeben"),
        ("wurde zur Rickmel-\n\n– 3 –\n", "Drucksache 18/1234\n\ndung gegeben"),
        ("wurde zur Rickmel\N{SOFT HYPHEN}\n", "dung gegeben"),
    ],
)
def test_a_word_broken_at_a_page_end_is_one_word(first: str, second: str) -> None:
    assert joined_words(first, second) == [["Rickmeldung"], ["Rickmeldung"]]


def test_a_half_word_before_a_running_head_is_not_parted_from_it(resources: Resources) -> None:
    text = "wurden so gestellt, als ob sie mit ihrem bisherigen durch-\n\nDeutscher Bundestag – 18. Wahlperiode"
    assert edits_of(correct(Document("text", "", (Page(1, text),)), CorrectConfig(), resources)) == ()


def test_a_page_of_one_word_may_join_both_its_neighbours() -> None:
    assert joined_words("zur Rick-", "mel-", "dung gegeben") == [["Rickmel"], ["meldung"], ["meldung"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("wurde zur Rückmeldung", "dung gegeben"),
        ("wurde zur Rickmel-", "Dung gegeben"),
        ("wurde zur Rickmel-", "18 Tage"),
        ("wurde zur Rickmel -", "dung gegeben"),
        ("im Jahr 18-", "dung gegeben"),
        ("", "dung gegeben"),
        ("wurde zur Rickmel-", ""),
        ("wurde zur Rickmel-", "\n\n"),
        ("-", "dung gegeben"),
    ],
)
def test_what_is_no_broken_word_stays_two(first: str, second: str) -> None:
    assert joined_words(first, second) == [[], []]


@pytest.mark.parametrize(
    ("whole", "corrected", "cut", "halves"),
    [
        ("Rickmeldung", "Rückmeldung", 7, ("Rückmel", "dung")),
        ("StraBen", "Straßen", 4, ("Stra", "ßen")),
        ("Mallnahmen", "Maßnahmen", 4, ("Maß", "nahmen")),
        ("Verfugung", "Verfügung", 3, ("Ver", "fügung")),
        ("für", "für", 1, ("f", "ür")),
    ],
)
def test_the_corrected_word_is_cut_where_the_page_ends(
    whole: str, corrected: str, cut: int, halves: tuple[str, str]
) -> None:
    assert half_of(whole, corrected, Half(cut, is_first=True)) == halves[0]
    assert half_of(whole, corrected, Half(cut, is_first=False)) == halves[1]


def reflowed(text: str, resources: Resources, origin: Origin = Origin.PLAIN_TEXT) -> str:
    document = Document("page.txt", "", (Page(1, text, origin=origin),))
    return corrected_text(correct(document, CorrectConfig(reflow=True), resources))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Verwal-\ntung der Stadt", "Die Verwaltung\nder Stadt"),
        ("Die Verwal-\ntung, die Stadt", "Die Verwaltung,\ndie Stadt"),
        ("Die Verwal-\r\ntung der Stadt", "Die Verwaltung\r\nder Stadt"),
        ("Die Verwal-\ntung", "Die Verwaltung"),
        ("Klima-\nund Naturschutz", "Klima-\nund Naturschutz"),
        ("die E-\nAkte der Stadt", "die E-Akte\nder Stadt"),
        ("nichts zu tun hier", "nichts zu tun hier"),
    ],
)
def test_reflow_moves_the_line_end_behind_the_word_and_its_marks(
    text: str, expected: str, resources: Resources
) -> None:
    assert reflowed(text, resources) == expected


def test_reflow_leaves_marks_alone_that_a_suggestion_is_about(resources: Resources) -> None:
    text = "Die Marktüber-\nüberwach—ng und Getroffene sind be-\nkannt."
    document = Document("page.txt", "", (Page(1, text),))
    spans = [one.damage.span for one in correct(document, CorrectConfig(reflow=True), resources).decisions]
    assert text.index("—") in [span.start for span in spans]
    assert all(span.end <= following.start for span, following in pairwise(spans))


def test_reflow_leaves_a_place_alone_that_is_unreadable() -> None:
    text = "Kljrt Zf-\ngfb — Die Verwal-\ntung"
    page, unreadable = Page(1, text), Span(0, text.index(" —"))
    decided = left_alone(page, unreadable, text[: unreadable.end], 1.0, (Reason("unreadable"),))
    scribble, whole = joined_by_reflow(page, tokenise(text), [decided])
    assert scribble == decided
    assert (whole.before, whole.after) == ("Verwal-\ntung", "Verwaltung")


def test_without_reflow_line_ends_stay(resources: Resources) -> None:
    document = Document("page.txt", "", (Page(1, "Die Verwal-\ntung der Stadt"),))
    assert edits_of(correct(document, CorrectConfig(), resources)) == ()
