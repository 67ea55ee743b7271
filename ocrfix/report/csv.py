"""The decisions as a table for spreadsheets, one row a decision.

Bird's-eye view: RFC 4180 (commas, quotes, CRLF) as UTF-8 with a byte order mark, so that umlauts
survive a double click. Cells that a spreadsheet would take for a formula are defused, hidden characters
are shown; the exact record is :mod:`ocrfix.report.json`. Start reading at :func:`report_csv`.

German example: ``antrag.pdf,1,2,1,apply,safe,0.9941,confusion,fir,für,...``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ocrfix.model import CorrectionResult, Decision, Ranked, Reason
from ocrfix.report.places import Lines
from ocrfix.report.totals import with_lines
from ocrfix.report.visible import visible_line
from ocrfix.write.text import encode_text

COLUMNS = (
    "document",
    "page",
    "line",
    "column",
    "action",
    "level",
    "confidence",
    "kind",
    "before",
    "after",
    "left",
    "right",
    "reasons",
    "alternatives",
    "id",
)
# What starts a formula in a spreadsheet, the full-width forms included.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def report_csv(result: CorrectionResult) -> bytes:
    """Write the table with a heading; probabilities have four digits."""
    return b"".join(report_csv_parts(result))


def report_csv_parts(result: CorrectionResult) -> Iterator[bytes]:
    """Give what :func:`report_csv` writes row by row."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    yield encode_text("\N{ZERO WIDTH NO-BREAK SPACE}" + table.getvalue())
    for decision, lines in with_lines(result):
        table.seek(0)
        table.truncate()
        writer.writerow(_row(result.document.source_name, decision, lines))
        yield encode_text(table.getvalue())


def defused(cell: str) -> str:
    """Show hidden characters and keep a spreadsheet from running the cell.

    >>> defused("=1+1")
    "'=1+1"
    """
    # Blanks before the sign do not keep every spreadsheet from seeing a formula, and a German one parts cells at
    # semicolons, so that a formula may begin behind each of them.
    return ";".join(_defused_part(part) for part in cell.split(";"))


def _defused_part(part: str) -> str:
    is_formula = part.startswith(_FORMULA_STARTS) or part.lstrip().startswith(_FORMULA_STARTS)
    return ("'" if is_formula else "") + visible_line(part)


def _row(name: str, decision: Decision, lines: Lines) -> list[str | int]:
    span = decision.damage.span
    around = lines.around(span)
    line, column = lines.position(span.start)
    return [
        defused(name),
        decision.damage.page_number,
        line,
        column,
        str(decision.action),
        str(decision.level),
        f"{decision.confidence:.4f}",
        str(decision.chosen.candidate.kind),
        defused(decision.before),
        defused(decision.after),
        defused(lines.text[around.start : span.start]),
        defused(lines.text[span.end : around.end]),
        defused("; ".join(map(_reason, decision.reasons))),
        defused("; ".join(map(_alternative, decision.alternatives))),
        defused(decision.id),
    ]


def _reason(reason: Reason) -> str:
    return f"{reason.code}: {reason.detail}" if reason.detail else reason.code


def _alternative(ranked: Ranked) -> str:
    return f"{ranked.candidate.text} ({ranked.posterior:.4f})"
