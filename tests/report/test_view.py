from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.model import Action, CandidateKind, Level, Page, PageProfile, Rewrite
from ocrfix.report.view import doubt_of, series_title, view_of

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
    assert (view.series, view.doubts, view.noticed) == ((), (), ())


def test_the_pieces_of_a_page_are_its_corrected_text() -> None:
    view = view_of(example(), "de")
    text = "".join(piece.text for piece in view.pages[1].pieces)
    assert text == "Zu Frage 1\nDie Strale wurde für 160 kg zugelassen, wurden aber nicht\ngeprüft.\n"


@pytest.mark.parametrize("place", ["fir Heimat", "Vcrfugung fir", "ir", "Vcrfugung fir Heimat"])
def test_a_doubt_over_a_change_leaves_the_change_in_the_text(place: str) -> None:
    change = decision(PAGE, "fir", "für")
    doubt = decision(PAGE, place, "x", action=Action.SUGGEST, level=Level.REVIEW)
    pieces = view_of(result_of([PAGE], [change, doubt]), "de").pages[0].pieces
    assert [(piece.text, piece.is_doubt) for piece in pieces if piece.number] == [("für", False)]


def test_a_kind_of_damage_without_words_of_its_own_is_shown_by_its_name() -> None:
    profile = PageProfile(1, (("fraktur", 0.75), ("eng", 0.25)), (), 0.5)
    view = view_of(replace(result_of([PAGE], []), profiles=(profile,)), "en")
    assert view.shares == "Likeness to known kinds of damage: fraktur 75%, read with an English model 25%"
    assert view.damage == "50%"


def test_a_profile_of_pages_without_words_says_nothing() -> None:
    profile = PageProfile(1, (("eng", 1.0),), (), 0.0)
    view = view_of(replace(result_of([Page(1, "")], []), profiles=(profile,)), "de")
    assert (view.shares, view.damage, view.confusions) == ("", "", ())
