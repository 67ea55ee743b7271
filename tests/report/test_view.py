from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.model import Action, Box, CandidateKind, Level, Page, PageProfile, PlacedWord, Rewrite, Span
from ocrfix.report.series import Status, doubt_of, series_of, series_title
from ocrfix.report.view import view_of

from .example import decision, example, ranked, result_of

PAGE = Page(1, "Vcrfugung fir Heimat\n")


@pytest.mark.parametrize(
    ("kind", "rewrites", "title"),
    [
        (CandidateKind.CONFUSION, (Rewrite(1, "i", "ü"),), "„ü“ als „i“ gelesen"),
        (
            CandidateKind.CONFUSION,
            (Rewrite(4, "u", "ü"), Rewrite(1, "c", "e")),
            "„e“ als „c“ gelesen, „ü“ als „u“ gelesen",
        ),
        (CandidateKind.CONFUSION, (Rewrite(1, "i", "ü"), Rewrite(3, "i", "ü")), "„ü“ als „i“ gelesen"),
        (
            CandidateKind.CONFUSION,
            tuple(Rewrite(at, "i", letter) for at, letter in enumerate("abcd")),
            "Mehrere Lesefehler in einem Wort",
        ),
        (CandidateKind.CONFUSION, (Rewrite(1, "", "r"),), "„r“ übersehen"),
        (CandidateKind.CONFUSION, (Rewrite(1, "|", ""),), "„|“ hinzugelesen"),
        (CandidateKind.SPLIT, (Rewrite(1, "", " "),), "Zusammengerückte Wörter getrennt"),
        (CandidateKind.DISTANCE, (), "Ähnlichstes bekanntes Wort"),
    ],
)
def test_a_series_is_named_after_its_letters_or_its_kind(
    kind: CandidateKind, rewrites: tuple[Rewrite, ...], title: str
) -> None:
    assert series_title(decision(PAGE, "fir", "für", kind=kind, rewrites=rewrites), "de") == title


def test_a_place_is_most_doubtful_when_no_reading_is_likely() -> None:
    even = decision(PAGE, "fir", "für", confidence=0.4, alternatives=(ranked("fir", CandidateKind.KEEP, 0.35),))
    settled = decision(PAGE, "fir", "für", confidence=0.1, alternatives=(ranked("fir", CandidateKind.KEEP, 0.9),))
    assert doubt_of(even) > doubt_of(settled)


def test_an_applied_decision_without_a_change_is_not_shown_as_one() -> None:
    view = view_of(result_of([PAGE], [decision(PAGE, "fir", "fir")]), "de")
    assert (view.series, list(view.entries)) == ((), [])


def test_misreadings_met_once_are_gathered_behind_the_others() -> None:
    page = Page(1, "fir fir mud tag\n")
    twice = [decision(page, "fir", "für", nth=nth, rewrites=(Rewrite(1, "i", "ü"),)) for nth in (0, 1)]
    once = [
        decision(page, "mud", "mut", rewrites=(Rewrite(2, "d", "t"),), confidence=0.5),
        decision(page, "tag", "Tag", rewrites=(Rewrite(0, "t", "T"),), confidence=0.5),
    ]
    assert [(each.title, len(each.places)) for each in series_of([*once, *twice], "de")] == [
        ("„ü“ als „i“ gelesen", 2),
        ("Einzelne Stellen", 2),
    ]
    assert [each.title for each in series_of([*once[:1], *twice], "en")] == ["“t” read as “d”", "“ü” read as “i”"]


def test_the_box_of_a_word_broken_at_a_line_end_has_two_parts() -> None:
    words = (
        PlacedWord(Span(0, 3), Box(0, 0, 10, 10)),
        PlacedWord(Span(4, 12), Box(12, 0, 50, 10)),
        PlacedWord(Span(13, 17), Box(0, 12, 20, 22)),
        PlacedWord(Span(18, 21), Box(22, 12, 40, 22)),
    )
    page = Page(1, "die Rickmel-\ndung fir", words)
    result = result_of(
        [page], [decision(page, "Rickmel-\ndung", "Rückmeldung\n"), decision(page, "dung fir", "dung für")]
    )
    entries = list(view_of(result, "de").entries)
    assert entries[0].boxes == (Box(12, 0, 50, 10), Box(0, 12, 20, 22))
    assert entries[1].boxes == (Box(0, 12, 40, 22),)


def test_an_insertion_is_shown_at_the_words_it_touches() -> None:
    page = Page(1, "5 Absatz", (PlacedWord(Span(0, 1), Box(0, 0, 5, 10)), PlacedWord(Span(2, 8), Box(8, 0, 40, 10))))
    found = decision(page, "5", "§ 5")
    insertion = replace(found, before="", after="§ ", damage=replace(found.damage, span=Span(0, 0)))
    assert next(iter(view_of(result_of([page], [insertion]), "de").entries)).boxes == (Box(0, 0, 5, 10),)


def test_the_pieces_of_a_page_are_its_corrected_text() -> None:
    view = view_of(example(), "de")
    text = "".join(piece.text for piece in list(view.pages)[1].pieces)
    assert text == "Zu Frage 1\nDie Strale wurde für 160 kg zugelassen, wurden aber nicht\ngeprüft.\n"


@pytest.mark.parametrize("place", ["fir Heimat", "Vcrfugung fir", "ir", "Vcrfugung fir Heimat"])
def test_a_doubt_over_a_change_leaves_the_change_in_the_text(place: str) -> None:
    change = decision(PAGE, "fir", "für")
    doubt = decision(PAGE, place, "x", action=Action.SUGGEST, level=Level.REVIEW)
    pieces = next(iter(view_of(result_of([PAGE], [change, doubt]), "de").pages)).pieces
    assert [(piece.text, piece.status) for piece in pieces if piece.number] == [("für", Status.CHANGED)]


def test_a_kind_of_damage_without_words_of_its_own_is_shown_by_its_name() -> None:
    profile = PageProfile(1, (("fraktur", 0.75), ("eng", 0.25)), (), 0.5)
    view = view_of(replace(result_of([PAGE], []), profiles=(profile,)), "en")
    assert view.shares == "Likeness to known kinds of damage: fraktur 75%, read with an English model 25%"
    assert view.damage == "50%"


def test_a_profile_of_pages_without_words_says_nothing() -> None:
    profile = PageProfile(1, (("eng", 1.0),), (), 0.0)
    view = view_of(replace(result_of([Page(1, "")], []), profiles=(profile,)), "de")
    assert (view.shares, view.damage, view.confusions) == ("", "", ())
