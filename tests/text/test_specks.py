"""Words with a speck between them: what is told as two, and what is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ocrfix.candidates.specks import specked_words
from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text
from ocrfix.model import CandidateKind, Document, Page, Rewrite
from ocrfix.pipeline import correct
from ocrfix.resources import Resources
from ocrfix.text.specks import specked_parts


@pytest.fixture
def count(resources: Resources) -> Callable[[str], float]:
    return resources.lexicon.any_case_count


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("hauptberuflich.im", ("hauptberuflich", ".", "im")),
        ("wenn'sich", ("wenn", "'", "sich")),
        ("und:des", ("und", ":", "des")),
        ("mit’dem", ("mit", "’", "dem")),
        ("Nachtarbeit-ist", ("Nachtarbeit", "-", "ist")),
        ("zur-Gestaltung", ("zur", "-", "Gestaltung")),
    ],
)
def test_known_words_with_a_mark_between_are_two(
    word: str, parts: tuple[str, str, str], count: Callable[[str], float]
) -> None:
    assert specked_parts(word, count) == parts


@pytest.mark.parametrize(
    "word",
    [
        "bzw.die",
        "z.b",
        "Ist-Wert",
        "Rad-Verkehr",
        "kann.Daneben",
        "Xyzq.im",
        "von..ihm",
        "Soll-Ist",
        "dem",
        "3.der",
        "Nutzer'innen",
        "Antragsteller.in",
        "Straftat:eine",
        "Schmidt’schen",
    ],
)
def test_other_words_with_marks_are_one(word: str, count: Callable[[str], float]) -> None:
    assert specked_parts(word, count) is None


def test_the_candidate_names_the_mark_that_was_a_space(count: Callable[[str], float]) -> None:
    candidate = specked_words("von.ihm", count)
    assert candidate is not None
    assert (candidate.text, candidate.kind) == ("von ihm", CandidateKind.SPLIT)
    assert candidate.rewrites == (Rewrite(3, ".", " "),)


def corrected(text: str, resources: Resources) -> str:
    return corrected_text(correct(Document("a.txt", "", (Page(1, text),)), CorrectConfig(), resources))


def test_specks_between_words_become_spaces(resources: Resources) -> None:
    read = "Die Leistung wird hauptberuflich.im Rahmen der Regelung erbracht. Die Lander werden von.ihm gefordert."
    printed = "Die Leistung wird hauptberuflich im Rahmen der Regelung erbracht. Die Länder werden von ihm gefordert."
    assert corrected(read, resources) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Der Soll-Ist-Vergleich und der Ist-Zustand der Bund-Länder-Kommission liegen vor.",
        "Die Rad-und Fußwege werden bzw.die Straßen gebaut, z.b. in Bonn.",
        "Die Nord-Süd-Achse und die Mund-zu-Mund-Propaganda bleiben.",
    ],
)
def test_words_with_printed_hyphens_stay(text: str, resources: Resources) -> None:
    assert corrected(text, resources) == text
