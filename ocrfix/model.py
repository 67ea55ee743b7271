"""The immutable types that every stage speaks.

Bird's-eye view: a :class:`Document` of :class:`Page` objects goes in, a :class:`CorrectionResult` comes
out. Between them the stages hand on :class:`Token`, :class:`Damage`, :class:`Candidate`, :class:`Ranked`
and :class:`Decision`. The corrected text is never stored: it is ``apply(edits)`` of the decisions
(see :mod:`ocrfix.edits`). Start reading at :class:`Page` and :class:`Decision`.

German example: the page text ``"fir Heimat"`` yields a Damage at Span(0, 3), the Candidate ``"für"``
(rewrite ``i`` read for ``ü``) and a Decision that applies it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ocrfix.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of one ``Page.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse ranges that run backwards."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Say whether both ranges share a code point.

        >>> Span(0, 3).overlaps(Span(3, 5))
        False
        """
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page in PDF points (1/72 inch), origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @classmethod
    def around(cls, boxes: Sequence[Box]) -> Box:
        """Give the smallest box that holds some others, of which there is at least one.

        >>> Box.around([Box(0, 5, 9, 10), Box(3, 0, 20, 8)])
        Box(x0=0, top=0, x1=20, bottom=10)
        """
        return cls(
            min([box.x0 for box in boxes]),
            min([box.top for box in boxes]),
            max([box.x1 for box in boxes]),
            max([box.bottom for box in boxes]),
        )

    def shared_height(self, other: Box) -> float:
        """Give the height that two boxes share as a share of the lower one; below 0 where one stands under the other.

        >>> Box(0, 0, 9, 10).shared_height(Box(20, 5, 29, 25))
        0.5
        """
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared / max(min(self.bottom - self.top, other.bottom - other.top), 0.01)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of the page text with its place on the page and the engine's confidence (0..1 or None)."""

    span: Span
    box: Box
    confidence: float | None = None


class SourceKind(StrEnum):
    """What an input is, by its first bytes (:mod:`ocrfix.extract.kind`)."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    HOCR = "hocr"
    ALTO = "alto"
    PAGE = "page"

    @property
    def is_markup(self) -> bool:
        """Say whether it is text with places on the page: hOCR, ALTO or PAGE."""
        return self in (SourceKind.HOCR, SourceKind.ALTO, SourceKind.PAGE)


class Origin(StrEnum):
    """Where the text of a page comes from."""

    PLAIN_TEXT = "plain-text"
    BORN_DIGITAL = "born-digital"
    OCR_LAYER = "ocr-layer"
    RECOGNISED = "recognised"
    BLANK = "blank"


class PageFeature(StrEnum):
    """What a page has beside running text in one column."""

    COLUMNS = "columns"
    TABLE = "table"
    FORM = "form"
    HEAD = "running-head"
    FOOT = "running-foot"
    PAGE_NUMBER = "page-number"


@dataclass(frozen=True, slots=True)
class CharacterChoices:
    """What else an engine considered at one place of a word; ``place`` counts its characters from 1.

    ``texts`` are the characters that were not taken, the likeliest first.
    """

    place: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WitnessWord:
    """A word as another reading of the page has it, with its place in points and confidence (0..1 or None).

    ``choices`` are the engine's alternatives for its characters, where the engine gives them and was not sure.
    """

    text: str
    box: Box
    confidence: float | None = None
    choices: tuple[CharacterChoices, ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """Another reading of a page or of its doubtful places: ``layer`` or the name of a Tesseract model."""

    name: str
    words: tuple[WitnessWord, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read.

    ``number`` is 1-based. ``text`` is exactly what was read: for plain text every character of the
    input (carriage returns and a byte order mark included, the form feed between pages excluded), for
    PDF and images lines joined by a line feed. ``words`` is empty for plain text. ``origin_reason`` is
    an English sentence that says why this reading was trusted. ``width`` and ``height`` are points,
    0 for plain text. ``resolution_dpi`` is that of the image whose pixels the boxes were measured in, 0 where
    there was none. ``witnesses`` are other readings of the same page; plain text has none. ``quarter_turns`` are the
    clockwise turns that laid the page's writing flat: a page that lay on its side or its head in the input is here as
    turned, with its boxes, width and height. ``features`` say how it is made up; they change nothing.
    """

    number: int
    text: str
    words: Sequence[PlacedWord] = ()
    origin: Origin = Origin.PLAIN_TEXT
    origin_reason: str = ""
    width: float = 0.0
    height: float = 0.0
    resolution_dpi: float = 0.0
    witnesses: tuple[Witness, ...] = ()
    quarter_turns: int = 0
    features: tuple[PageFeature, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Whether the page shows something of which no word was recognised: a photograph, or print that got lost."""
        return self.origin is Origin.RECOGNISED and not self.text


@dataclass(frozen=True, slots=True)
class Document:
    """An input as it was read; ``source_name`` is a relative name, never an absolute path."""

    source_name: str
    sha256: str
    pages: tuple[Page, ...]


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MIXED = "mixed"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True)
class Token:
    """A run of characters between white space without its outer punctuation.

    ``text`` is what a reader understands: a word broken at a line end is one token whose ``text`` has no
    hyphen and no line end while its ``span`` covers them. ``protected`` names why the token must stay
    ("" when it may change).
    """

    span: Span
    text: str
    kind: TokenKind
    protected: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was thought or done: a stable code (documented, never reused) and a detail."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Damage:
    """A place that looks damaged; ``score`` is 0..1."""

    page_number: int
    span: Span
    score: float
    reasons: tuple[Reason, ...]


class CandidateKind(StrEnum):
    """Who proposed a candidate."""

    KEEP = "keep"
    CONFUSION = "confusion"
    COMPOUND = "compound"
    SPLIT = "split"
    JOIN = "join"
    HYPHEN = "hyphen"
    SECTION_SIGN = "section-sign"
    TYPOGRAPHY = "typography"
    ENUMERATION = "enumeration"
    CHARACTER = "character"
    DISTANCE = "distance"
    READING = "reading"


@dataclass(frozen=True, slots=True, order=True)
class Rewrite:
    """``read`` stands at ``position`` of the read word where ``true`` was printed."""

    position: int
    read: str
    true: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may have been printed; ``channel_logp`` = ln P(read | printed)."""

    text: str
    kind: CandidateKind
    rewrites: tuple[Rewrite, ...] = ()
    channel_logp: float = 0.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its scores (natural logarithms); posteriors of all candidates and "keep" sum to 1."""

    candidate: Candidate
    context_logp: float
    total_logp: float
    posterior: float


class Action(StrEnum):
    """What happens to a damaged place."""

    APPLY = "apply"
    SUGGEST = "suggest"
    KEEP = "keep"


class Level(StrEnum):
    """How sure a decision is: ``safe`` is applied, ``likely`` on request, ``review`` never."""

    SAFE = "safe"
    LIKELY = "likely"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one damaged place.

    ``before`` is the text at ``damage.span``, ``after`` what the winning candidate would put there,
    ``confidence`` the calibrated probability (0..1) that ``after`` is what was printed. ``id`` survives
    re-extraction and moved lines: a hash of what stood there, the kind of damage, two neighbouring words
    on each side and the ordinal among equals, never of the offset nor of the proposal.
    """

    damage: Damage
    action: Action
    level: Level
    before: str
    after: str
    chosen: Ranked
    alternatives: tuple[Ranked, ...]
    confidence: float
    reasons: tuple[Reason, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: ``page.text[span.start:span.end] == before`` becomes ``after``."""

    page_number: int
    span: Span
    before: str
    after: str
    decision_id: str


@dataclass(frozen=True, slots=True)
class ConfusionRate:
    """How often a page shows a confusion: ``read`` for ``true``, expected occurrences and rate (0..1)."""

    true: str
    read: str
    count: float
    rate: float


@dataclass(frozen=True, slots=True)
class PageProfile:
    """The damage one page shows: shares of the shipped tables (sum 1) and its most frequent confusions.

    ``estimated_damage`` is the share (0..1) of words for which the ranking expects another spelling;
    :mod:`ocrfix.quality.estimate` judges by more signs.
    """

    page_number: int
    shares: tuple[tuple[str, float], ...]
    confusions: tuple[ConfusionRate, ...]
    estimated_damage: float


@dataclass(frozen=True, slots=True)
class CorrectionResult:
    """All that is known after correction; edits and text are derived by :mod:`ocrfix.edits`.

    ``decisions`` of a long document are packed (:mod:`ocrfix.packed`): go through them, page by page where you can.
    """

    document: Document
    decisions: Sequence[Decision]
    profiles: tuple[PageProfile, ...]
    config_fingerprint: str
    data_versions: tuple[tuple[str, str], ...]

    def confusion_counts(self) -> dict[tuple[str, str], float]:
        """Add up over all pages how often each confusion, (printed, read), is expected."""
        counts: dict[tuple[str, str], float] = {}
        for profile in self.profiles:
            for rate in profile.confusions:
                pair = rate.true, rate.read
                counts[pair] = counts.get(pair, 0.0) + rate.count
        return counts
