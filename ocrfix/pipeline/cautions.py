"""Cautions: why a change that is sure by its figures is left to a human all the same.

Bird's-eye view: the judge counts how often changes of a kind were right; what stands around a place may say more than
figures do. :func:`caution_for` asks for names, words that are right as they stand, sentences that would end elsewhere
and passages that nobody can read. Start reading there. German example: on a page that keeps its umlauts ``Fotoplane``
stays, though ``Fotopläne`` is likelier: no list holds either.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.candidates.compounds import is_of_two_words
from ocrfix.candidates.parts import LONGEST_ABBREVIATION
from ocrfix.candidates.splits import JOINED_NUMERALS
from ocrfix.decide import Evidence, is_special
from ocrfix.detect.names import stands_as_name
from ocrfix.detect.singular import makes_plural, stands_in_singular
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.model import CandidateKind, Reason
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.evidence import DocumentWords, changed_part
from ocrfix.pipeline.passages import is_piece_of_torn_word, is_unread
from ocrfix.rank.ranker import Slot
from ocrfix.resources import Resources

_DAMAGED_PAGE_WORDS = 2
"""Damaged words that a page must show before words run together are parted unasked: authors join words, too."""
_KEPT_SHARE = 0.5
"""Share of lost umlauts up to which a page keeps its own, and a word in the place of a name is not changed unasked."""
_KEPT_CONFIDENCE = {"letter": 0.75, "umlaut-known": 0.85, "umlaut-unknown": 0.9, "umlaut-mood": 0.98}
"""The confidence that words need on such a page to get an umlaut or letters that no table lists: the lower border that
these have of their own was counted on pages that lose umlauts, and a word that no list knows may be a name (``Ålesund``
is no ``gesund``)."""
_HARDLY_LOST_SHARE, _HARDLY_LOST_CONFIDENCE = 0.1, 0.98
"""Where next to no umlaut was lost, a word that is known as it stands needs so much to get one: on the training pages
not one was right there from 0.70 on, in clean text the sense of a sentence was changed (``der Schaden ist gering``)."""
_SENTENCE_GROUPS = frozenset(("comma", "full-stop", "speck"))
_FULL_STOP_CONFIDENCE = 0.9
"""A comma that becomes a full stop changes what a sentence says: 21 were right and 1 broke a word from 0.90 to 0.95, 27
were right, 3 wrong and 1 broken from 0.85."""
_SPECK_CONFIDENCE = 0.78
"""The same for a mark that is taken away: 55 were right, 7 left a word wrong and 1 broke one from 0.78 to 0.85."""
_ABBREVIATION_CONFIDENCE = 0.75
"""An unknown word in capitals that becomes another one is a fact of its own (``PHW`` is no ``THW``)."""
_COMPOUND_CONFIDENCE = 0.85
"""What a compound of known words needs to become a word that no list holds: below it 1 was right and 3 broke a word
(``Moordammkulturen``)."""
_QUIET_NOISE = 1.0
"""Noise (1 is that of the shipped tables) below which a page that keeps its umlauts is quiet. There one change
of a compound of known words, or from one unlisted compound to another by umlauts, was right on the training pages, and
in 7 million words of clean text two dozen were wrong (``Sudprozesse`` is not ``Südprozesse``)."""
_WELL_KNOWN_COUNT = 100.0
"""From this on a word is likelier than a compound that happens to look like it (``Gebuhren``: Geb-Uhren)."""
_LETTER_CHANGES = (CandidateKind.CONFUSION, CandidateKind.COMPOUND, CandidateKind.CHARACTER, CandidateKind.DISTANCE)
_UNLISTED_GROUPS = ("letter", "distance")
"""Changes by letters that no table lists: chance misreads no word twice alike (``Karrierelounge``)."""
_MISREAD_GROUPS = (*_UNLISTED_GROUPS, "noise-unknown")
"""Letters misread at all: on quiet training pages no such change of two words as they stand was right, one broke a word
(``Viertelbillion`` is no ``Viertelmillion``)."""
_MANY_COMMAS = 3
"""Commas read as full stops from which on another one before a small i is believed."""


def caution_for(
    index: int,
    group: str,
    confidence: float,
    evidence: Evidence,
    analysis: PageAnalysis,
    words: DocumentWords,
    resources: Resources,
) -> Reason | None:
    """Return the first reason for which a change that is sure by its figures is left to a human."""
    lexicon, word, candidate = resources.lexicon, analysis.tokens[index].text, evidence.candidate.text
    if _may_be_name(index, evidence, analysis, words):
        return Reason("name")
    is_plural = is_special(evidence.candidate) and makes_plural(word, candidate, lexicon.is_known)
    if is_plural and stands_in_singular(analysis.tokens, index):
        return Reason("singular")
    is_guessed_split = group == "split" and word not in JOINED_NUMERALS
    if is_guessed_split and analysis.damaged_words < _DAMAGED_PAGE_WORDS:
        return Reason("clean-page")
    following = analysis.slots[index + 1 : index + 2]
    if group in _SENTENCE_GROUPS and _is_unsure_end(group, evidence, confidence, following, resources):
        return Reason("beside-doubt")
    is_abbreviation = group == "noise-unknown" and word.isupper() and candidate.isupper()
    if is_abbreviation and confidence < _ABBREVIATION_CONFIDENCE:
        return Reason("abbreviation")
    keeps_umlauts = analysis.profile.lost_share <= _KEPT_SHARE
    is_quiet = keeps_umlauts and analysis.profile.noise < _QUIET_NOISE
    if _may_be_compound(group, confidence, evidence, is_quiet, lexicon):
        return Reason("possible-compound")
    if is_quiet and group in _UNLISTED_GROUPS and evidence.times_read > 1:
        return Reason("clean-page")
    if keeps_umlauts and confidence < _kept_confidence(group, analysis):
        return Reason("clean-page")
    if analysis.is_torn:
        return Reason("torn-page")
    if is_unread(index, analysis, lexicon.is_known):
        return Reason("unread-passage")
    if is_piece_of_torn_word(index, analysis, lexicon.any_case_count):
        return Reason("join")
    return None


def _kept_confidence(group: str, analysis: PageAnalysis) -> float:
    """Return the confidence that a kind of change needs on a page that keeps its umlauts."""
    hardly_lost = group == "umlaut-known" and analysis.profile.lost_share <= _HARDLY_LOST_SHARE
    return _HARDLY_LOST_CONFIDENCE if hardly_lost else _KEPT_CONFIDENCE.get(group, 0.0)


def _may_be_compound(group: str, confidence: float, evidence: Evidence, is_quiet: bool, lexicon: Lexicon) -> bool:
    """Say whether a word may be a compound as it stands: always where a quiet page would change letters of one.

    There a compound that no list holds does not become another one by its umlauts either, nor do any two words as they
    stand become a third one. A part before or behind a
    hyphen that is a word may have lost an umlaut and nothing else: any two words may stand there side by side.
    """
    changes_letters = evidence.candidate.kind in _LETTER_CHANGES
    if changes_letters and _is_written_part(evidence):
        return True
    if evidence.is_compound_before and not evidence.count_after and confidence < _COMPOUND_CONFIDENCE:
        return True
    if not is_quiet or not changes_letters:
        return False
    is_of_words = group in _MISREAD_GROUPS and is_of_two_words(evidence.before, lexicon.count)
    is_other_compound = group.startswith("umlaut") and not evidence.count_after
    return (
        is_of_words or is_other_compound or (evidence.is_compound_before and evidence.count_after < _WELL_KNOWN_COUNT)
    )


def _is_written_part(evidence: Evidence) -> bool:
    """Say whether what changes is a word at a hyphen (``Ius-soli-Erwerb``), by more than a lost umlaut.

    A part of two letters may be an abbreviation that was misread (``OR-Codes``), one in capitals loses no umlaut
    (``GRU-Einheit``).
    """
    part, _ = changed_part(evidence.before, evidence.candidate.text)
    if "-" not in evidence.before or not evidence.count_before or len(part) <= LONGEST_ABBREVIATION:
        return False
    return part.isupper() or not is_special(evidence.candidate)


def _is_unsure_end(
    group: str, evidence: Evidence, confidence: float, following: Sequence[Slot], resources: Resources
) -> bool:
    """Say whether a mark of a sentence stands beside an unknown word, or a full stop would come or go unsurely."""
    is_stop_lost = group in ("comma", "speck") and evidence.before == "."
    if is_stop_lost and any(_may_begin_sentence(slot, evidence, resources) for slot in following):
        return True
    least = {"full-stop": _FULL_STOP_CONFIDENCE, "speck": _SPECK_CONFIDENCE}.get(group, 0.0)
    return not evidence.is_beside_known_word or confidence < least


def _may_begin_sentence(slot: Slot, evidence: Evidence, resources: Resources) -> bool:
    """Say whether a sentence may begin with the word behind a full stop that would be none.

    The small i that a sentence seems to go on with may be a capital (``bewilligen. im Juni``), unless the page shows
    many commas that were read as full stops; sentences begin with ``Ich`` more often than they go on with it. Behind
    a comma only nouns have capitals: of 24 other words on pages of our own 13 began a sentence.
    """
    read, word = slot.readings[0].text, slot.readings[slot.best].text
    if word.startswith("i"):
        return word == "ich" or evidence.misread_commas < _MANY_COMMAS
    if not word[:1].isupper():
        return read[:1].isupper()
    count = resources.lexicon.count
    return len(word) == 1 or not resources.lexicon.is_known(word) or count(word[0].lower() + word[1:]) > count(word)


def may_be_swiss(evidence: Evidence, analysis: PageAnalysis) -> bool:
    """Say whether ss stands for ß on a page that keeps its umlauts and shows no ß: a Swiss text writes it so."""
    rewrites = evidence.candidate.rewrites
    is_sharp = bool(rewrites) and all((rewrite.true, rewrite.read) == ("ß", "ss") for rewrite in rewrites)
    text = analysis.page.text
    return is_sharp and "ß" not in text and any(letter in text for letter in "äöü")


def _may_be_name(index: int, evidence: Evidence, analysis: PageAnalysis, words: DocumentWords) -> bool:
    """Say whether the word stands as a name on a page that keeps its umlauts: names are facts.

    Only what the document shows elsewhere as it was read speaks against it: two doubts must not support each other.
    """
    if analysis.profile.lost_share > _KEPT_SHARE or not evidence.before.isalpha():
        return False
    return not words.read[evidence.candidate.text] and stands_as_name(analysis.tokens, index)
