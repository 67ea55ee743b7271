from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.candidates.distance import DistanceFallback
from ocrfix.candidates.generate import Generator
from ocrfix.lexicon.table import WordTable, write_table
from ocrfix.model import CandidateKind
from ocrfix.resources import Resources


@pytest.fixture(scope="module")
def generator(resources: Resources) -> Generator:
    return resources.generator


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("fiir", "für"),
        ("Kunstlicher", "Künstlicher"),
        ("Mallnahmen", "Maßnahmen"),
        ("GRUNEN", "GRÜNEN"),
        ("Uber", "Über"),
        ("Uber", "über"),
        ("Andern", "ändern"),
        ("Andere", "Ändere"),
        ("Finde", "Fände"),
        ("Kl", "KI"),
        ("MaBnahme-Katalog", "Maßnahme-Katalog"),
        ("zeitgemalf3", "zeitgemäß"),
        ("Kl-Beirat", "KI-Beirat"),
        ("Kl-Fahigkeiten", "KI-Fähigkeiten"),
        ("Hochrisiko-Kl-Losungen", "Hochrisiko-KI-Lösungen"),
        ("Kriegsgraberabkommens", "Kriegsgräberabkommens"),
        ("VorbemerkungderFragesteller", "Vorbemerkung der Fragesteller"),
        ("VorbemerkungderFragestellerDie", "Vorbemerkung der Fragesteller Die"),
        ("Senuaubtrafreche", "Sexualstrafrecht"),
        ("1S", "I S"),
        ("Burger*innen", "Bürger*innen"),
        ("Arzt:innen", "Ärzt:innen"),
        ("Kunstler_in", "Künstler_in"),
        ("Versorgungsabschlagen", "Versorgungsabschlägen"),
        ("Pilot~Studie", "Pilot-Studie"),
        ("IS", "I S"),
        ("11S", "II S"),
        ("BGBII", "BGBl I"),
        ("Zah!", "Zahl"),
        ("Ausma", "Ausmaß"),
        ("Gro", "Groß"),
        ("Schie81", "Schießl"),
        ("Luftbetankungsftihigkeiten", "Luftbetankungsfähigkeiten"),
    ],
)
def test_what_was_printed_is_among_the_alternatives(generator: Generator, read: str, printed: str) -> None:
    assert printed in {candidate.text for candidate in generator.alternatives(read)}


def test_behind_the_last_letter_only_eszett_is_put_back(generator: Generator) -> None:
    lost = [
        candidate.text
        for word in ("Ausma", "Versto", "Umwel", "Bundesra", "Landtag", "Pflich")
        for candidate in generator.alternatives(word)
        if candidate.kind is CandidateKind.CONFUSION
        and any(not one.read and one.position == len(word) for one in candidate.rewrites)
    ]
    assert lost == ["Ausmaß", "Verstoß"]


@pytest.mark.parametrize(
    ("read", "shorter"),
    [
        ("Linnemanns", "Linnemann"),
        ("Unionl", "Union"),
        ("1und", "und"),
        ("integralem", "integraler"),
        ("betriebsfahiger", "betriebsfähigen"),
        ("Versorgungsabschlagen", "Versorgungsabschläge"),
        ("Umzugsguts", "Umzugsgutes"),
        ("Forstrevieres", "Forstreviers"),
    ],
)
def test_an_inflection_or_the_figure_of_a_footnote_is_no_damage(generator: Generator, read: str, shorter: str) -> None:
    assert shorter not in {candidate.text for candidate in generator.alternatives(read)}
    assert shorter not in {candidate.text for candidate in generator.worn_alternatives(read)}


@pytest.mark.parametrize(
    ("read", "other"),
    [
        ("GEMA", "gemäß"),
        ("GEMA", "Gemäß"),
        ("II", "III"),
        ("Gaskraftwerke®", "Gaskraftwerkeß"),
        ("BGBII", "BGB II"),
        ("Ba-Fin", "Ba-Ein"),
        ("13er", "ßer"),
        ("KandidatInnen", "Kandidatinnen"),
        ("Wuerttemberg", "Württemberg"),
        ("Enquête", "Enquete"),
    ],
)
def test_numerals_names_in_capitals_and_marks_behind_words_are_facts(
    generator: Generator, read: str, other: str
) -> None:
    assert other not in {candidate.text for candidate in generator.alternatives(read)}
    assert other not in {candidate.text for candidate in generator.worn_alternatives(read)}


@pytest.mark.parametrize("word", ["Nutzer*innen", "Xyzvw*innen", "Burger*ungen"])
def test_a_word_for_all_genders_is_left_where_no_list_has_another(generator: Generator, word: str) -> None:
    assert not generator.alternatives(word)


@pytest.mark.parametrize(("read", "printed"), [("Bundesmunisterten", "Bundesministerien"), ("van", "von")])
def test_more_is_possible_on_a_worn_page(generator: Generator, read: str, printed: str) -> None:
    assert printed not in {candidate.text for candidate in generator.alternatives(read)}
    worn = generator.worn_alternatives(read)
    assert printed in {candidate.text for candidate in worn}
    assert {candidate.text for candidate in generator.alternatives(read)} <= {candidate.text for candidate in worn}
    assert read not in {candidate.text for candidate in worn}


@pytest.mark.parametrize("word", ["für", "Landesregierung", "Bohnhof", "x", "ÄÖÜ", "a-b", "--", "é", "W" * 70])
def test_a_word_is_never_its_own_alternative(generator: Generator, word: str) -> None:
    assert word not in {candidate.text for candidate in generator.alternatives(word)}


@pytest.mark.parametrize("word", ["fiir", "Lander", "Bundesregienmng", "Wiebewertet", "Straf3enbaubehérde"])
def test_alternatives_are_few_cheapest_first_and_the_same_each_time(
    generator: Generator, word: str, resources: Resources
) -> None:
    found = generator.alternatives(word)
    assert 0 < len(found) <= 12
    assert list(found) == sorted(found, key=lambda c: (-c.channel_logp, len(c.rewrites), c.text))
    assert all(candidate.channel_logp <= 0 for candidate in found)
    fresh = Generator(resources.lexicon, resources.tables, resources.model.character_logp)
    assert fresh.alternatives(word) == found


def test_two_words_run_together_are_parted(generator: Generator) -> None:
    found = {candidate.text: candidate.kind for candidate in generator.alternatives("Wiebewertet")}
    assert found["Wie bewertet"] is CandidateKind.SPLIT


def test_a_known_word_is_not_parted(generator: Generator) -> None:
    assert all(candidate.kind is not CandidateKind.SPLIT for candidate in generator.alternatives("Landesregierung"))


def test_a_numeral_joined_to_its_page_letter_is_parted(generator: Generator) -> None:
    assert "I S" in {candidate.text for candidate in generator.alternatives("IS")}


def test_unknown_compounds_of_damaged_parts_are_found(generator: Generator) -> None:
    found = {candidate.text: candidate.kind for candidate in generator.alternatives("Mitarbeitendenbefahigung")}
    assert found["Mitarbeitendenbefähigung"] is CandidateKind.COMPOUND


def test_the_last_resort_finds_near_domain_words_only_for_long_words(tmp_path: Path) -> None:
    write_table({"Bundesregierung": 900, "Bundesrat": 500}, tmp_path, "domain")
    fallback = DistanceFallback(WordTable(tmp_path, "domain"))
    found = fallback.lookup("Bundesregiexunq")
    assert [(candidate.text, candidate.kind) for candidate in found] == [("Bundesregierung", CandidateKind.DISTANCE)]
    assert fallback.lookup("Bundesregierung") == ()
    assert fallback.lookup("Bxndes") == ()
    assert fallback.lookup("Hauptpersonalrat") == ()


def test_a_worn_page_prefers_what_is_explained_letter_by_letter(generator: Generator) -> None:
    found = {candidate.text: candidate for candidate in generator.worn_alternatives("Verfuqung")}
    assert found["Verfügung"].kind is CandidateKind.CONFUSION
    assert len(found["Verfügung"].rewrites) == 2
