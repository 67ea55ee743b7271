"""Examples for the judge: changes that would be made on pages with known truth, and whether each is right.

Bird's-eye view: the engine runs over pages with ground truth (with models built *without* those pages' documents, else
the judge would over-trust the language model), and every winner is labelled right or wrong by alignment with the
truth. :func:`training_examples` gives those of pages as read, with damage made on them and as printed. Start reading
at :func:`labelled`. German example: ``fiir`` -> ``für`` is right where the truth has ``für``.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from ocrfix.decide import features
from ocrfix.model import CandidateKind, Page
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.evidence import document_words, evidence_of, judged_group
from ocrfix.pipeline.stages import analyse_page
from ocrfix.rank.ranker import Slot
from ocrfix.records import dataclass
from ocrfix.resources import Resources
from ocrfix.text.hyphenation import break_like

_LINE_BREAK = re.compile(r"(?<=\w)[-\N{SOFT HYPHEN}\N{HYPHEN}]\s*\n\s*(?=[a-zäöüß])")
_SHORT_LINE = re.compile(r"^[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,3}$", re.MULTILINE)
_BULLET = re.compile(r"^•(?= )", re.MULTILINE)
_SPACE = re.compile(r"\s+")
MADE_GROUPS = ("split", "percent")
"""Kinds of damage that the training pages hardly show and that are made on them."""


@dataclass(frozen=True, slots=True)
class Example:
    """One winning change: its group and features, whether it is right, and whether what stood there was."""

    page: str
    group: str
    figures: tuple[float, ...]
    is_right: bool
    was_right: bool
    before: str
    after: str
    truth: str


def labelled(name: str, read: str, true: str, resources: Resources) -> Iterator[Example]:
    """Yield an example for every place of a page where a candidate beats "keep".

    Right is a change after which all between the two spaces around it is right, with all winners there: a word that
    stays damaged is nothing to apply unasked. A space that is set before a sign is right or wrong by itself.
    """
    truth = unicodedata.normalize("NFC", true)
    places = places_in_truth(read, truth)
    analysis = analyse_page(Page(1, read), resources)
    words = document_words([analysis])
    for slot in analysis.slots:
        if len(slot.readings) < 2 or not slot.best:
            continue
        token = analysis.tokens[slot.token_index]
        evidence = evidence_of(slot, token, analysis, words, resources)
        is_space = evidence.candidate.text.startswith(" ")
        around = [slot.token_index] if is_space else analysis.word_around(slot.token_index)
        start, end = analysis.tokens[around[0]].span.start, analysis.tokens[around[-1]].span.end
        after = "".join([_printed(place, read, analysis) for place in around])
        keeps_space = any(_sets_space(analysis.slots[place]) for place in around)
        yield Example(
            page=name,
            group=judged_group(evidence),
            figures=features(evidence),
            is_right=agrees_there(read, truth, places, start, end, after, keeps_space),
            was_right=agrees_there(read, truth, places, start, end, read[start:end], keeps_space),
            before=read[token.span.start : token.span.end],
            after=_printed(slot.token_index, read, analysis),
            truth=truth[places[token.span.start] : places[token.span.end]],
        )


def _printed(index: int, read: str, analysis: PageAnalysis) -> str:
    """Return what the winner of a place puts there."""
    token, slot = analysis.tokens[index], analysis.slots[index]
    before = read[token.span.start : token.span.end]
    return break_like(before, token.text, slot.readings[slot.best].text) if slot.best else before


def _sets_space(slot: Slot) -> bool:
    winner = slot.readings[slot.best]
    return winner.kind in (CandidateKind.SPLIT, CandidateKind.JOIN) or " " in winner.text


def training_examples(pages: Sequence[Mapping[str, str]], resources: Resources) -> Iterator[Example]:
    """Yield the examples of pages (``id``, ``ocr``, ``gt``): as read, with damage made on them, and as printed, once.

    Whatever would be changed on a printed page is wrong there. A judge that never saw one is too sure on pages that
    were read without an error. Spaces are left out: where nothing is damaged none is set unasked, however sure.
    """
    printed: set[str] = set()
    for page in pages:
        name, read, true = page["id"], page["ocr"], page["gt"]
        yield from labelled(name, read, true, resources)
        yield from made_examples(name, read, true, resources)
        if name not in printed:
            printed.add(name)
            as_printed = labelled(name, true, true, resources)
            yield from (example for example in as_printed if example.group not in MADE_GROUPS)


def words_at_risk(pages: Sequence[Mapping[str, str]]) -> int:
    """Count the words of the pages that harm is promised for: of each as read, and once as printed."""
    lengths = [(page["id"], len(page["gt"].split())) for page in pages]
    return sum(length for _, length in lengths) + sum(dict(lengths).values())


def made_examples(name: str, read: str, true: str, resources: Resources) -> Iterator[Example]:
    """Yield examples of damage that the training pages hardly show, made on one of them: lost spaces, bullets."""
    joined = labelled(name, with_joined_words(read), true, resources)
    yield from (example for example in joined if example.group in MADE_GROUPS)
    bullets = labelled(name, with_misread_bullets(true), true, resources) if _BULLET.search(true) else ()
    yield from (example for example in bullets if example.group == "bullet")


def with_misread_bullets(true: str) -> str:
    """Return a printed page whose bullets are read as ``e``: the model for English does so, and knows no bullet."""
    return _BULLET.sub("e", true)


def with_joined_words(read: str) -> str:
    """Return a page that lost spaces.

    These are one in 400 between words, one in 6 before percent signs, and all of one short line in 8. They are
    too rare on the training pages to learn from, and frequent in real layers. Always the same ones.
    """

    def joined(match: re.Match[str]) -> str:
        is_lost = zlib.crc32(f"{match.start()} {match.group()}".encode()) % 400 == 0
        return match.group().replace(" ", "") if is_lost else match.group()

    def unspaced(match: re.Match[str]) -> str:
        return "" if zlib.crc32(str(match.start()).encode()) % 6 == 0 else match.group()

    def run_together(match: re.Match[str]) -> str:
        return match.group().replace(" ", "") if zlib.crc32(match.group().encode()) % 8 == 0 else match.group()

    read = _SHORT_LINE.sub(run_together, read)
    return re.sub(r"(?<=\d) (?=%)", unspaced, re.sub(r"(?<=[^\W\d_])\w (?=[^\W\d_]{2})", joined, read))


def places_in_truth(read: str, truth: str) -> list[int]:
    """Map every position of the read text to one of the truth (start of what is aligned with it)."""
    places = [0] * (len(read) + 1)
    for step in Levenshtein.opcodes(read, truth):
        width = step.dest_end - step.dest_start
        for offset in range(step.src_end - step.src_start):
            places[step.src_start + offset] = step.dest_start + min(offset, width)
        places[step.src_end] = step.dest_end
    return places


def agrees_there(
    read: str, truth: str, places: Sequence[int], start: int, end: int, text: str, keeps_space: bool
) -> bool:
    """Compare a text for ``read[start:end]`` with the truth there, line-end hyphens and spaces aside.

    The token alone or its whole chunk between spaces may agree: alignment may put a neighbour's mark on
    either side of the border.
    """
    left, right = start, end
    while left > 0 and not read[left - 1].isspace():
        left -= 1
    while right < len(read) and not read[right].isspace():
        right += 1
    if text.startswith(" "):
        return truth[max(0, places[start] - 1) : places[end]] == text
    inner = truth[places[start] : places[end]]
    outer = truth[places[left] : places[right]]
    if keeps_space:
        around = _joined_words(truth[max(0, places[left] - 1) : places[right] + 1])
        return f" {_joined_words(read[left:start] + text + read[end:right]).strip()} " in f" {around} "
    if _plain(inner) == _plain(text):
        return True
    chunk = _plain(read[left:start] + text + read[end:right])
    if chunk == _plain(outer):
        return True
    if _plain(text) in ("", _plain(inner)[1:]):
        return False
    return _stands_near(read, truth, (left, right), chunk, places)


def _stands_near(read: str, truth: str, chunk_span: tuple[int, int], chunk: str, places: Sequence[int]) -> bool:
    """Say whether the chunk together with the chunk before or after it stands near its place in the truth.

    Where whole words were lost the alignment of letters drifts by a few; two chunks in a row do not.
    """
    left, right = chunk_span
    near = _joined_words(truth[max(0, places[left] - len(chunk) - 20) : places[right] + len(chunk) + 20])
    previous = _joined_words(read[:left][-60:]).split()
    following = _joined_words(read[right : right + 60]).split()
    pairs = [f" {chunk} {following[0]} "] if following else []
    if previous:
        pairs.append(f" {previous[-1]} {chunk} ")
    return any(pair in f" {near} " for pair in pairs)


def _joined_words(text: str) -> str:
    return _SPACE.sub(" ", _LINE_BREAK.sub("", text))


def _plain(text: str) -> str:
    return _SPACE.sub("", _LINE_BREAK.sub("", text))
