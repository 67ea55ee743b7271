"""Says in words what a document was read from and what damage it shows.

Bird's-eye view: the figures of all pages' origins and profiles, gathered for the summary of the HTML report. Start
reading at :func:`confusions_of`.

German example: „ü“ als „i“ gelesen, 14-mal; Seiten 1–3: Textebene einer früheren Schrifterkennung.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ocrfix.messages import Language, say, say_counted
from ocrfix.model import CorrectionResult
from ocrfix.report.figures import percent
from ocrfix.report.names import ORIGINS, SHARES, name_of
from ocrfix.report.reasons import misreading

MOST_CONFUSIONS_SHOWN = 12


def readings_of(result: CorrectionResult, language: Language) -> tuple[tuple[str, str], ...]:
    """List each origin with its pages, in the order of the first page."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for page in result.document.pages:
        numbers[name_of(ORIGINS, page.origin, language)].append(page.number)
    return tuple((_page_ranges(pages, language), origin) for origin, pages in numbers.items())


def _page_ranges(numbers: Sequence[int], language: Language) -> str:
    """Write page numbers as ranges: 1-3, 7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    text = ", ".join(str(low) if low == high else f"{low}\N{EN DASH}{high}" for low, high in ranges)
    return say_counted("Page {numbers}", "Pages {numbers}", len(numbers), language, numbers=text)


def confusions_of(result: CorrectionResult, language: Language) -> tuple[tuple[str, str], ...]:
    """Add up the expected misreadings of all pages; what is expected less than once is not shown."""
    counts = result.confusion_counts()
    frequent = sorted(((round(count), pair) for pair, count in counts.items()), key=lambda each: (-each[0], each[1]))
    return tuple(
        (misreading(true, read, language), say_counted("{n} time", "{n} times", count, language))
        for count, (true, read) in frequent[:MOST_CONFUSIONS_SHOWN]
        if count > 0
    )


def shares_of(result: CorrectionResult, language: Language) -> str:
    """Average the kinds of damage over the pages, weighted by their words."""
    weights = _weights(result)
    sums: dict[str, float] = defaultdict(float)
    for profile in result.profiles:
        for name, share in profile.shares:
            sums[name] += share * weights[profile.page_number]
    total = sum(sums.values())
    shares = sorted(((value / total, name) for name, value in sums.items() if value), reverse=True) if total else []
    words = [
        f"{name_of(SHARES, name, language)} {percent(share, language)}"
        for share, name in shares
        if round(share * 100) > 0
    ]
    return say("Likeness to known kinds of damage: {shares}", language, shares=", ".join(words)) if words else ""


def damage_of(result: CorrectionResult, language: Language) -> str:
    """Average the share of words that look misread; "" where no page has a profile."""
    weights = _weights(result)
    words = sum(weights[profile.page_number] for profile in result.profiles)
    if not words:
        return ""
    damaged = sum(profile.estimated_damage * weights[profile.page_number] for profile in result.profiles)
    return percent(damaged / words, language)


def _weights(result: CorrectionResult) -> dict[int, int]:
    return {page.number: len(page.text.split()) for page in result.document.pages}
