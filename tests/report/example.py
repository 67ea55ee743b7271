"""A small hand-made result: umlauts, ß, §, a line-end hyphen, a split, a likely doubt and a review doubt."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ocrfix.model import (
    Action,
    Candidate,
    CandidateKind,
    ConfusionRate,
    CorrectionResult,
    Damage,
    Decision,
    Document,
    Level,
    Origin,
    Page,
    PageFeature,
    PageProfile,
    Ranked,
    Reason,
    Rewrite,
    Span,
)

FIRST_PAGE = (
    "Antwort der Bundesregierung\n"
    "auf die Kleine Anfrage der Abgeordneten\n"
    "\n"
    "Vorbemerkung derFragesteller\n"
    "Nach $ 5 Absatz 2 ist die Rickmel-\n"
    "dung fir den Zeitraum maBgeblich. Die Mittel fir das Jahr\n"
    "2014 fuhrt der Bund. Herr Bohnhof hat dies bestatigt.\n"
)
SECOND_PAGE = "Zu Frage 1\nDie Strale wurde fiir 160 kg zugelassen, wurden aber nicht\ngeprift.\n"


def ranked(text: str, kind: CandidateKind, posterior: float, rewrites: tuple[Rewrite, ...] = ()) -> Ranked:
    return Ranked(Candidate(text, kind, rewrites, -1.0), -2.0, -3.0, posterior)


def decision(
    page: Page,
    before: str,
    after: str,
    *,
    nth: int = 0,
    kind: CandidateKind = CandidateKind.CONFUSION,
    action: Action = Action.APPLY,
    level: Level = Level.SAFE,
    confidence: float = 0.9941,
    rewrites: tuple[Rewrite, ...] = (),
    alternatives: tuple[Ranked, ...] = (),
    reasons: tuple[Reason, ...] = (Reason("confusion"),),
) -> Decision:
    """Decide about the nth place where ``before`` stands on the page."""
    start = -1
    for _ in range(nth + 1):
        start = page.text.index(before, start + 1)
    damage = Damage(page.number, Span(start, start + len(before)), 0.9, (Reason("unknown-word", before),))
    name = hashlib.sha256(f"{page.number} {before} {nth}".encode()).hexdigest()[:12]
    chosen = ranked(after, kind, confidence, rewrites)
    return Decision(damage, action, level, before, after, chosen, alternatives, confidence, reasons, name)


def result_of(
    pages: Sequence[Page],
    decisions: Sequence[Decision],
    *,
    name: str = "antwort.pdf",
    profiles: tuple[PageProfile, ...] = (),
) -> CorrectionResult:
    digest = hashlib.sha256("\f".join(page.text for page in pages).encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(name, digest, tuple(pages))
    versions = (("lexicon", "1"), ("confusions", "1"))
    return CorrectionResult(document, tuple(decisions), profiles, "0123456789ab", versions)


def one_page(text: str, *swaps: tuple[str, str], name: str = "brief.txt") -> CorrectionResult:
    """Apply each swap at the first place where its text stands."""
    page = Page(1, text, origin_reason="the file is plain text")
    return result_of([page], [decision(page, before, after) for before, after in swaps], name=name)


def example() -> CorrectionResult:
    first = Page(1, FIRST_PAGE, (), Origin.OCR_LAYER, "the text layer was made with an English model", 595, 842)
    second = Page(
        2,
        SECOND_PAGE,
        (),
        Origin.RECOGNISED,
        "the page is a picture without text",
        595,
        842,
        features=(PageFeature.TABLE, PageFeature.PAGE_NUMBER),
    )
    third = Page(3, "", (), Origin.BLANK, "the page is empty", 595, 842)
    profiles = (
        PageProfile(
            1,
            (("eng", 0.9), ("deu", 0.1)),
            (ConfusionRate("ü", "i", 3.2, 0.8), ConfusionRate("ß", "B", 1.0, 0.5)),
            0.14,
        ),
        PageProfile(2, (("eng", 1.0),), (ConfusionRate("ü", "ii", 1.0, 0.5), ConfusionRate("ü", "i", 1.0, 0.5)), 0.1),
    )
    return result_of([first, second, third], [*_first_page(first), *_second_page(second)], profiles=profiles)


def _first_page(page: Page) -> list[Decision]:
    keep = ranked("fuhrt", CandidateKind.KEEP, 0.38)
    return [
        decision(page, "derFragesteller", "der Fragesteller", kind=CandidateKind.SPLIT, reasons=(Reason("split"),)),
        decision(page, "$", "§", kind=CandidateKind.SECTION_SIGN, reasons=(Reason("section-sign", "§ n Absatz n"),)),
        decision(
            page,
            "Rickmel-\ndung",
            "Rückmeldung\n",
            kind=CandidateKind.HYPHEN,
            rewrites=(Rewrite(1, "i", "ü"),),
            reasons=(Reason("hyphen"), Reason("confusion")),
        ),
        decision(page, "fir", "für", rewrites=(Rewrite(1, "i", "ü"),), reasons=(Reason("unknown-word", "fir"),)),
        decision(page, "fir", "für", nth=1, rewrites=(Rewrite(1, "i", "ü"),), reasons=(Reason("unknown-word", "fir"),)),
        decision(page, "maBgeblich", "maßgeblich", confidence=0.99996, rewrites=(Rewrite(2, "B", "ß"),)),
        decision(
            page,
            "fuhrt",
            "führt",
            action=Action.SUGGEST,
            level=Level.LIKELY,
            confidence=0.61,
            rewrites=(Rewrite(1, "u", "ü"),),
            alternatives=(keep, ranked("fährt", CandidateKind.CONFUSION, 0.01)),
            reasons=(Reason("rarer-than-neighbour"), Reason("below-threshold", "0.95")),
        ),
        decision(
            page,
            "Bohnhof",
            "Bahnhof",
            action=Action.KEEP,
            level=Level.REVIEW,
            confidence=0.02,
            rewrites=(Rewrite(1, "o", "a"),),
            alternatives=(ranked("Bohnhof", CandidateKind.KEEP, 0.98),),
            reasons=(Reason("name"),),
        ),
        decision(page, "bestatigt", "bestätigt", rewrites=(Rewrite(4, "a", "ä"),)),
    ]


def _second_page(page: Page) -> list[Decision]:
    return [
        decision(
            page,
            "Strale",
            "Straße",
            action=Action.SUGGEST,
            level=Level.REVIEW,
            confidence=0.47,
            rewrites=(Rewrite(4, "l", "ß"),),
            alternatives=(ranked("Strahle", CandidateKind.DISTANCE, 0.31), ranked("Strale", CandidateKind.KEEP, 0.22)),
            reasons=(Reason("distance-fallback"), Reason("below-threshold", "0.95")),
        ),
        decision(page, "fiir", "für", rewrites=(Rewrite(1, "ii", "ü"),)),
        decision(
            page, "geprift", "geprüft", rewrites=(Rewrite(4, "i", "ü"),), reasons=(Reason("document-repeats", "3"),)
        ),
    ]
