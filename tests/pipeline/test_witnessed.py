"""Other readings of a page decide with the text, and every decision names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text, edits_of, revert_edits
from ocrfix.model import Action, CandidateKind, CharacterChoices, Decision, Document, Level, Origin, Witness
from ocrfix.pipeline import correct
from ocrfix.pipeline.witnessed import LIKELY_CONFIDENCE, SAFE_CONFIDENCE
from ocrfix.resources import Resources
from tests.readings.test_align import page_of, witness_of


def decided(
    text: str, resources: Resources, level: Level = Level.SAFE, origin: Origin = Origin.RECOGNISED, **readings: str
) -> tuple[str, Sequence[Decision]]:
    witnesses = tuple(Witness(name, witness_of(read, confidence=0.95).words) for name, read in readings.items())
    page = replace(page_of(text), witnesses=witnesses, origin=origin)
    result = correct(Document("scan.pdf", "", (page,)), CorrectConfig(level=level), resources)
    corrected = corrected_text(result)
    assert revert_edits(corrected, edits_of(result, 1)) == text
    return corrected, result.decisions


def test_a_reading_that_two_witnesses_share_is_applied_with_their_names(resources: Resources) -> None:
    text = "Die Norm lest fest, wer zahlt."
    printed = "Die Norm legt fest, wer zahlt."
    assert decided(text, resources)[0] == text
    corrected, decisions = decided(text, resources, Latin=printed, eng=printed)
    assert corrected == printed
    (decision,) = [one for one in decisions if one.before == "lest"]
    assert (decision.action, decision.level) == (Action.APPLY, Level.SAFE)
    details = {reason.code: reason.detail for reason in decision.reasons}
    assert details["witness"] == "text: lest 90; Latin: legt 95; eng: legt 95"


def test_what_only_the_witnesses_have_is_called_a_reading(resources: Resources) -> None:
    text = "Der Antrag von Herrn Wollert wird beraten."
    printed = "Der Antrag von Herrn Wohlert wird beraten."
    decisions = decided(text, resources, Latin=printed, eng=printed)[1]
    (decision,) = [one for one in decisions if one.before == "Wollert"]
    assert decision.after == "Wohlert"
    assert [reason.code for reason in decision.reasons[:2]] == ["reading", "witness"]


def test_an_english_reading_takes_no_umlaut_away(resources: Resources) -> None:
    text = "Das Gesetz für die Länder ist gültig."
    assert decided(text, resources, eng="Das Gesetz fiir die Lander ist giltig.")[0] == text


def test_numbers_that_differ_are_listed_and_never_changed(resources: Resources) -> None:
    text = "Der Bericht von 2029 ist da."
    read = "Der Bericht von 2023 ist da."
    corrected, decisions = decided(text, resources, Level.LIKELY, Latin=read, eng=read)
    assert corrected == text
    (decision,) = [one for one in decisions if one.before == "2029"]
    assert (decision.action, decision.level) == (Action.KEEP, Level.REVIEW)
    assert decision.reasons[0].code == "readings-differ"
    assert "Latin: 2023 95" in decision.reasons[0].detail


def test_numbers_that_agree_are_not_listed(resources: Resources) -> None:
    text = "Der Bericht von 2029 ist da."
    assert not decided(text, resources, Latin=text)[1]


def test_a_letter_read_as_a_digit_in_a_good_word_is_no_number(resources: Resources) -> None:
    text = "Die Antwort ist öffentlich."
    assert decided(text, resources, eng="Die Antwort ist 6ffentlich.") == (text, ())


def test_what_another_reading_confirms_is_not_changed_unasked(resources: Resources) -> None:
    text = "Die Verfugung der Behörde ist gultig."
    alone, (unheard, _) = decided(text, resources)
    assert (alone, unheard.level) == ("Die Verfügung der Behörde ist gültig.", Level.SAFE)
    confirmed, (heard, _) = decided(text, resources, Latin=text, eng=text)
    assert confirmed == "Die Verfugung der Behörde ist gültig."
    assert (heard.before, heard.action, heard.level) == ("Verfugung", Action.SUGGEST, Level.REVIEW)
    assert "witness-against" in {reason.code for reason in heard.reasons}


def test_a_section_sign_is_restored_with_its_witness(resources: Resources) -> None:
    text = "Die Frist nach $ 6 Absatz 2 ist gewahrt."
    printed = "Die Frist nach § 6 Absatz 2 ist gewahrt."
    corrected, decisions = decided(text, resources, Latin=printed)
    assert corrected == printed
    assert any(reason.code == "witness" and "Latin: § 95" in reason.detail for reason in decisions[0].reasons)


def test_a_broken_word_is_changed_in_both_halves(resources: Resources) -> None:
    text = "Die Länder bitten um Rückmel-\ndnng bis Mai."
    printed = "Die Länder bitten um Rückmel-\ndung bis Mai."
    assert decided(text, resources, Latin=printed, eng=printed.replace("ü", "i"))[0] == printed


def test_a_heading_run_together_is_a_section_sign_where_two_readings_show_it(resources: Resources) -> None:
    text = "Die Frist gilt.\n81\nDer Bund zahlt nach dem Gesetz."
    printed = text.replace("81", "§1")
    corrected, decisions = decided(text, resources, Latin=printed, eng=printed)
    assert corrected == text.replace("81", "§ 1")
    (decision,) = [one for one in decisions if one.before == "81"]
    assert decision.reasons[0].code == "section-sign"
    assert "Latin: §1 95" in decision.reasons[1].detail


def test_a_number_that_other_readings_have_as_well_is_no_section_sign(resources: Resources) -> None:
    text = "Die Frist gilt.\n81\nDer Bund zahlt nach dem Gesetz."
    assert decided(text, resources, Latin=text, eng=text) == (text, ())


def test_what_an_engine_considered_is_named_and_speaks_for_the_word(resources: Resources) -> None:
    text = "Die MaBnahmen gelten."
    page = page_of(text)
    (read,) = [word for word in witness_of("Die Mabnahmen gelten.", confidence=0.6).words if word.text == "Mabnahmen"]
    witness = Witness("Latin", (replace(read, choices=(CharacterChoices(3, ("ß", "h")),)),))
    result = correct(Document("a.pdf", "", (replace(page, witnesses=(witness,)),)), CorrectConfig(), resources)
    (decision,) = [one for one in result.decisions if one.before == "MaBnahmen"]
    assert decision.after == "Maßnahmen"
    details = [reason.detail for reason in decision.reasons if reason.code == "witness"]
    assert details == ["text: MaBnahmen 90; Latin: Mabnahmen 60; alternatives at 3: ß, h"]


def test_a_known_word_that_the_engine_was_sure_of_stays(resources: Resources) -> None:
    text = "Das Recht wird geändert."
    page = page_of(text)
    sure = tuple(replace(word, confidence=0.97) for word in page.words)
    read = witness_of("Das Reich wird geändert.", confidence=0.97)
    page = replace(page, words=sure, witnesses=(Witness("Latin", read.words), Witness("eng", read.words)))
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(level=Level.LIKELY), resources)
    assert corrected_text(result) == text


def test_a_mark_that_no_reading_has_is_not_proposed_for_their_sake(resources: Resources) -> None:
    text = "Die Lage - so der Bund - ist gut.\n- 120 -\n- 31 -\n- 45 -\n17 - 98"
    page = page_of(text)
    sure = tuple(replace(word, confidence=0.93) for word in page.words)
    alone = correct(Document("a.pdf", "", (replace(page, words=sure),)), CorrectConfig(), resources)
    page = replace(page, words=sure, witnesses=(Witness("deu", witness_of(text, confidence=0.93).words),))
    heard = correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources)
    for result in (alone, heard):
        proposed = [one.damage.span for one in result.decisions if one.action is not Action.KEEP]
        assert [(span.start, text[span.start : span.end]) for span in proposed] == [(9, "-"), (23, "-")]
    assert all("witness" in {reason.code for reason in one.reasons} for one in heard.decisions)


def test_a_word_does_not_shrink_to_a_letter_unasked(resources: Resources) -> None:
    text = "Leiharbeitnehmer/in und Auszubildende in den Betrieben"
    page = page_of(text)
    unsure = tuple(replace(word, confidence=0.82) for word in page.words)
    read = text.replace("/in", "/n")
    witnesses = tuple(Witness(name, witness_of(read, confidence=0.67).words) for name in ("deu", "Latin", "eng"))
    page = replace(page, words=unsure, witnesses=witnesses)
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources)
    assert corrected_text(result) == text


def test_a_name_that_two_readings_are_sure_of_does_not_become_a_word_that_looks_alike(resources: Resources) -> None:
    text = "Anlage 1 Abg Franßen: Die Regierung in Bayern fördert Franken, Schwaben und Bayern."
    page = page_of(text)
    sure = tuple(replace(word, confidence=0.93) for word in page.words)
    witnesses = (
        Witness("deu", witness_of(text, confidence=0.92).words),
        Witness("eng", witness_of(text.replace("Franßen", "FranBen-ge"), confidence=0.3).words),
    )
    page = replace(page, words=sure, witnesses=witnesses)
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources)
    assert corrected_text(result) == text


def test_a_word_found_by_its_letters_only_is_listed_where_every_reading_was_sure_of_another(
    resources: Resources,
) -> None:
    text = "Die Bundesregienmng plant eine neue Richtlinie."
    alone, decisions = decided(text, resources)
    assert "Bundesregierung" in alone
    assert [one.chosen.candidate.kind for one in decisions] == [CandidateKind.DISTANCE]
    corrected, (decision,) = decided(text, resources, Latin=text)
    assert corrected == text
    assert (decision.after, decision.action, decision.level) == ("Bundesregierung", Action.SUGGEST, Level.LIKELY)
    printed = text.replace("Bundesregienmng", "Bundesregierung")
    assert decided(text, resources, Latin=printed)[0] == printed


def test_what_all_other_readings_share_is_applied_even_in_an_address(resources: Resources) -> None:
    text = "Der Beitrag steht auf www.gantara.de und wird fortgesetzt."
    printed = text.replace("gantara", "qantara")
    corrected, decisions = decided(text, resources, Latin=printed, eng=printed)
    assert corrected == printed
    assert [one.level for one in decisions if "qantara" in one.after] == [Level.SAFE]
    assert decided(text, resources, Latin=printed)[0] == text
    assert decided(text, resources, Latin=printed, eng=text)[0] == text


def test_what_all_other_readings_share_is_not_applied_where_the_engine_was_surer(resources: Resources) -> None:
    text = "Der Beitrag steht auf www.gantara.de und wird fortgesetzt."
    page = page_of(text)
    sure = tuple(replace(word, confidence=0.97) for word in page.words)
    read = witness_of(text.replace("gantara", "qantara"), confidence=0.95)
    page = replace(page, words=sure, witnesses=(Witness("Latin", read.words), Witness("eng", read.words)))
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources)
    assert corrected_text(result) == text


def test_a_section_sign_in_another_wrong_shape_is_no_reading(resources: Resources) -> None:
    text = "Die Frist nach s 18 des Vierten Buches Sozialgesetzbuch ist gewahrt."
    read = text.replace("s 18", "S 18")
    corrected, decisions = decided(text, resources, Latin=read, eng=read)
    assert "S 18" not in corrected
    assert [one.after for one in decisions if one.before == "s"] in ([], ["§"])


def test_a_section_sign_run_together_with_an_item_is_settled_by_the_witness(resources: Resources) -> None:
    text = "1. $ 15 Absatz 4 der Verordnung,\n2.8 16 der Verordnung."
    printed = "1. § 15 Absatz 4 der Verordnung,\n2. § 16 der Verordnung."
    # The witness has the item and its sign in the place of one word.
    places = {word.text: word for word in witness_of(text, confidence=0.95).words}
    glued = replace(places["2.8"], text="2.§")
    first = replace(places["$"], text="§")
    witnesses = tuple(Witness(name, (first, glued)) for name in ("Latin", "eng"))
    page = replace(page_of(text), witnesses=witnesses)
    assert corrected_text(correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources)) == printed
    page = replace(page, witnesses=witnesses[:1])
    assert "2.8 16" in corrected_text(correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources))


def test_a_figure_that_one_reading_alone_has_is_not_applied(resources: Resources) -> None:
    text = "Der Bundestag wolle beschließen:\nI. Der Deutsche Bundestag stellt fest."
    decisions = decided(text, resources, Latin=text.replace("I.", "1."))[1]
    assert [one for one in decisions if one.before == "I" and one.action is Action.APPLY] == []


def test_the_token_before_settles_the_capital_with_witnesses_too(resources: Resources) -> None:
    text = "Die Fragen Uber die Lander."
    printed = "Die Fragen über die Länder."
    assert decided(text, resources)[0] == printed
    assert decided(text, resources, Latin="Die Fragen Über die Länder.")[0] == printed


def marked(resources: Resources, *, latin: str, eng: str) -> Level | None:
    """Decide about an odd mark that nobody is sure of; the level of the change to what ``eng`` has."""
    text = "Der Betrag in Euro ® wird gezahlt."
    page = page_of(text)
    unsure = tuple(replace(word, confidence=0.55) for word in page.words)
    read = {"Latin": latin, "eng": eng}
    witnesses = tuple(Witness(name, witness_of(text.replace("®", mark), 0.6).words) for name, mark in read.items())
    page = replace(page, words=unsure, witnesses=witnesses)
    found = correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources).decisions
    return next((one.level for one in found if one.before == "®" and one.after == eng), None)


def test_an_odd_mark_is_no_other_odd_mark_because_all_readings_have_that(resources: Resources) -> None:
    assert marked(resources, latin="°", eng="°") is not Level.SAFE
    assert marked(resources, latin="/", eng="/") is Level.SAFE


def test_a_mark_that_every_reading_has_otherwise_is_not_settled(resources: Resources) -> None:
    assert marked(resources, latin="*", eng="?") is not Level.SAFE


def test_no_word_is_proposed_where_the_others_read_marks(resources: Resources) -> None:
    text = "Die Beteiligung an den Reserven oQ wird geprüft."
    page = page_of(text)
    unsure = tuple(replace(word, confidence=0.0 if word.box.x0 == 300.0 else 0.9) for word in page.words)

    def proposed(latin: str, eng: str) -> list[str]:
        read = {"Latin": latin, "eng": eng}
        witnesses = tuple(Witness(name, witness_of(text.replace("oQ", mark), 0.7).words) for name, mark in read.items())
        result = correct(
            Document("a.pdf", "", (replace(page, words=unsure, witnesses=witnesses),)), CorrectConfig(), resources
        )
        return [one.after for one in result.decisions if one.before == "oQ" and one.action is not Action.KEEP]

    assert proposed("®", "*)") == []
    assert proposed("ob", "ob") == ["ob"]


def test_a_word_before_sic_is_not_changed_whatever_others_read(resources: Resources) -> None:
    text, printed = "Die Norm lest [sic] fest, wer zahlt.", "Die Norm legt [sic] fest, wer zahlt."
    corrected, decisions = decided(text, resources, Level.LIKELY, Latin=printed, eng=printed)
    assert corrected == text
    assert [(one.before, one.level) for one in decisions] == [("lest", Level.REVIEW)]


def test_a_page_that_is_no_scan_is_not_changed_and_says_once_how_sure_it_is(resources: Resources) -> None:
    text, printed = "Die Norm lest fest, wer zahlt.", "Die Norm legt fest, wer zahlt."
    corrected, decisions = decided(text, resources, Level.LIKELY, Origin.BORN_DIGITAL, Latin=printed, eng=printed)
    assert corrected == text
    (decision,) = decisions
    assert decision.level is Level.REVIEW
    codes = [reason.code for reason in decision.reasons]
    # The text alone was less sure; its own figure does not stay beside that of all readings.
    assert codes.count("below-threshold") == 1
    assert codes[-2:] == ["witness", "below-threshold"]


def test_what_a_witness_reads_in_a_third_way_makes_no_change_less_sure(resources: Resources) -> None:
    text = "Der Ministerprasident war da, die Lander und die Stadte zahlen."
    alone = {one.before: one for one in decided(text, resources)[1]}
    other = text.replace("Ministerprasident", "Ministerprosident")
    heard = {one.before: one for one in decided(text, resources, Latin=other)[1]}
    before, after = alone["Ministerprasident"], heard["Ministerprasident"]
    assert (after.confidence, after.chosen) == (before.confidence, before.chosen)
    assert [reason.code for reason in after.reasons] == [*(reason.code for reason in before.reasons), "witness"]


def test_a_single_quotation_mark_that_is_read_again_is_one(resources: Resources) -> None:
    text = "Das gilt für die ‚oder jene Lage im Land der Länder."
    (alone,) = decided(text, resources)[1]
    (heard,) = decided(text, resources, Latin=text, eng=text)[1]
    assert alone.after == heard.after == ""
    assert "witness-against" not in [reason.code for reason in alone.reasons]
    assert heard.reasons[-1].code == "witness-against"


def test_what_all_other_readings_share_is_not_applied_where_the_vote_is_against_it(resources: Resources) -> None:
    text = "Der Beitrag steht auf www.bnz.de und wird fortgesetzt."
    words = tuple(replace(word, confidence=None) for word in page_of(text).words)
    german, english = (
        Witness(name, witness_of(text.replace("bnz", read), confidence=confidence).words)
        for name, read, confidence in (("deu", "bniz", 0.62), ("eng", "bmiz", 0.55))
    )
    considered = tuple(
        replace(word, choices=(CharacterChoices(6, ("n",)),)) if "bmiz" in word.text else word for word in english.words
    )
    witnesses = (german, replace(english, words=considered))
    page = replace(page_of(text), words=words, origin=Origin.OCR_LAYER, witnesses=witnesses)
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources)
    assert [(one.after, one.action) for one in result.decisions] == [("www.bniz.de", Action.SUGGEST)]
    assert corrected_text(result) == text


def of_a_layer(text: str, own: str, read: str, confidence: float, resources: Resources) -> Decision:
    """Decide about a word of a layer that ``deu`` and ``eng`` both read in another way."""
    words = tuple(replace(word, confidence=None) for word in page_of(text).words)
    heard = tuple(replace(one, text=one.text.replace(own, read)) for one in witness_of(text, confidence).words)
    witnesses = (Witness("deu", heard), Witness("eng", heard))
    page = replace(page_of(text), words=words, origin=Origin.OCR_LAYER, witnesses=witnesses)
    (decision,) = correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources).decisions
    assert decision.after == read
    return decision


def test_a_gap_among_figures_that_all_others_see_is_applied_only_where_the_vote_is_sure(resources: Resources) -> None:
    text = "Die Anlage zu Nummer 48G wird gestrichen."
    sure, unsure = (of_a_layer(text, "48G", "48 G", confidence, resources) for confidence in (0.95, 0.1))
    assert (sure.action, unsure.action) == (Action.APPLY, Action.SUGGEST)
    assert sure.confidence > SAFE_CONFIDENCE > unsure.confidence > LIKELY_CONFIDENCE


def test_an_address_gets_no_gap_whatever_others_read(resources: Resources) -> None:
    text = "Der Beitrag steht auf www.bund.de/haushalt-168850 im Netz."
    decision = of_a_layer(text, "haushalt-168850", "haushalt- 168850", 0.95, resources)
    assert (decision.level, decision.action) == (Level.REVIEW, Action.SUGGEST)
