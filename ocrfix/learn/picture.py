"""A profile for the eye: a table as text and a heat map as SVG.

Bird's-eye view: :func:`profile_table` lists the confusions by what was printed, the most frequent first;
:func:`heat_map` draws true characters (rows) against what was read (columns), the darker the more frequent, with
the share in each cell. Start reading at :func:`heat_map`.

German example: the row ``k`` is dark in the column ``h``: 26 % of all ``k`` were read so.
"""

from __future__ import annotations

import math
from html import escape

from ocrfix.lexicon.learned import LearnedConfusions, Rule

SHOWN_ROWS = 40
SHOWN_COLUMNS = 48
CELL = 22
MARGIN_LEFT, MARGIN_TOP = 60, 110
LEAST_SHARE = 1e-4
NOTHING = "∅"


def shares(profile: LearnedConfusions) -> list[tuple[Rule, float, float]]:
    """List (rule, count, share of printed ``true``) of a profile, the most frequent first."""
    found = [
        (rule, count, min(1.0, count / max(profile.printed.get(rule[0], 0.0), count)))
        for rule, count in profile.counts.items()
        if count > 0
    ]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def visible(text: str) -> str:
    """Show what would not be seen.

    >>> visible(""), visible(" x")
    ('∅', '␣x')
    """
    return text.replace(" ", "␣").replace("\N{NO-BREAK SPACE}", "␣") or NOTHING


def profile_table(profile: LearnedConfusions, rows: int = SHOWN_ROWS) -> list[tuple[str, str, float, float]]:
    """List (true, read, count, share) of the most frequent confusions, made visible."""
    return [(visible(true), visible(read), count, share) for (true, read), count, share in shares(profile)[:rows]]


def heat_map(profile: LearnedConfusions, title: str, true_label: str, read_label: str) -> str:
    """Draw the confusions as an SVG picture: no script, no foreign font, the same bytes for the same profile.

    Rows and columns are those of the most frequent confusions; a cell's darkness is the logarithm of its share.
    """
    listed = [row for row in shares(profile) if row[2] >= LEAST_SHARE]
    trues = _frequent([(rule[0], count) for rule, count, _ in listed], SHOWN_ROWS)
    reads = _frequent([(rule[1], count) for rule, count, _ in listed if rule[0] in trues], SHOWN_COLUMNS)
    width = MARGIN_LEFT + CELL * max(len(reads), 12) + 20
    height = MARGIN_TOP + CELL * max(len(trues), 1) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="10" y="24" font-size="16" fill="#111111">{escape(title)}</text>',
        f'<text x="{MARGIN_LEFT}" y="52" fill="#444444">{escape(read_label)} →</text>',
        f'<text x="10" y="{MARGIN_TOP - 34}" fill="#444444">{escape(true_label)} ↓</text>',
    ]
    for column, read in enumerate(reads):
        x = MARGIN_LEFT + CELL * column + CELL // 2
        parts.append(_label(x, MARGIN_TOP - 8, visible(read), f'transform="rotate(-60 {x} {MARGIN_TOP - 8})"'))
    for row, true in enumerate(trues):
        y = MARGIN_TOP + CELL * row
        parts.append(f'<text x="{MARGIN_LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(visible(true))}</text>')
    place = {(true, read): (row, column) for row, true in enumerate(trues) for column, read in enumerate(reads)}
    for rule, count, share in sorted(listed):
        if rule in place:
            parts.append(_cell(place[rule], rule, count, share))
    return "\n".join((*parts, "</svg>", ""))


def _label(x: int, y: int, text: str, turn: str) -> str:
    return f'<text x="{x}" y="{y}" {turn}>{escape(text)}</text>'


def _cell(place: tuple[int, int], rule: Rule, count: float, share: float) -> str:
    x, y = MARGIN_LEFT + CELL * place[1], MARGIN_TOP + CELL * place[0]
    depth = min(1.0, 1.0 + math.log10(share) / 4.0)
    red, green, blue = (round(255 - depth * (255 - end)) for end in (8, 64, 129))
    ink = "#ffffff" if depth > 0.55 else "#111111"
    words = f"{visible(rule[0])} → {visible(rule[1])}: {count:g}, {100 * share:.2f} %"
    percent = f"{100 * share:.0f}" if share >= 0.005 else ""
    return (
        f'<g><title>{escape(words)}</title><rect x="{x}" y="{y}" width="{CELL - 1}" height="{CELL - 1}" '
        f'fill="#{red:02x}{green:02x}{blue:02x}"/>'
        f'<text x="{x + CELL // 2}" y="{y + 15}" text-anchor="middle" font-size="10" fill="{ink}">{percent}</text></g>'
    )


def _frequent(weighted: list[tuple[str, float]], most: int) -> list[str]:
    """Return the strings of the greatest weight in the order of the alphabet."""
    total: dict[str, float] = {}
    for text, weight in weighted:
        total[text] = total.get(text, 0.0) + weight
    return sorted(sorted(total, key=lambda text: (-total[text], text))[:most])
