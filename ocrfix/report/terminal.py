"""What a person reads in the terminal after a run: one table, on stderr.

Bird's-eye view: the command line gathers one :class:`SummaryRow` per input that was read and prints them here; nothing
else in the library prints, and what failed the command line tells itself. Names cannot drive the terminal. Start
reading at :func:`print_summary`.

German example: ``antrag.pdf  3 Seiten  1.204 Wörter  31 geändert  7 offen``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocrfix.messages import Language, grouped, say, say_counted
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One input's figures."""

    name: str
    pages: int = 0
    words: int = 0
    applied: int = 0
    open_doubts: int = 0


def print_summary(
    console: Console,
    rows: Sequence[SummaryRow],
    language: Language,
    results_in: str = "",
    unlisted: SummaryRow | None = None,
    unlisted_files: int = 0,
) -> None:
    """Print a row for each input, the sum of several, and where results are.

    ``unlisted`` is the sum of ``unlisted_files`` further inputs that get no row. ``console`` should write to stderr;
    colours follow its settings (NO_COLOR is honoured by rich).
    """
    shown = rows[:MOST_ROWS]
    table = _table(language)
    for row in shown:
        _add(table, row, language)
    files = len(rows) + unlisted_files
    if files > len(shown):
        table.add_row(
            say_counted("… and {n} more file", "… and {n} more files", files - len(shown), language), style="dim"
        )
    if files > 1:
        table.add_section()
        everything = [*rows, unlisted] if unlisted is not None else rows
        _add(table, _sum_of(everything, files, language), language, style="bold")
    console.print(table)
    if results_in:
        from ocrfix.report.visible import visible_line

        console.print(
            say("Results in {folder}", language, folder=visible_line(results_in)), markup=False, highlight=False
        )


def _table(language: Language) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column(say("File", language), overflow="fold", ratio=None)
    for title in (say("Pages", language), say("Words", language), say("Changed", language), say("Open", language)):
        table.add_column(title, justify="right", no_wrap=True)
    return table


def _add(table: Table, row: SummaryRow, language: Language, style: str = "") -> None:
    from rich.text import Text

    from ocrfix.report.visible import visible_line

    figures = [grouped(figure, language) for figure in (row.pages, row.words, row.applied)]
    doubts = Text(grouped(row.open_doubts, language), style="yellow" if row.open_doubts else "")
    table.add_row(Text(visible_line(row.name)), *figures, doubts, style=style)


def _sum_of(rows: Sequence[SummaryRow], files: int, language: Language) -> SummaryRow:
    return SummaryRow(
        say_counted("{n} file", "{n} files", files, language),
        sum(row.pages for row in rows),
        sum(row.words for row in rows),
        sum(row.applied for row in rows),
        sum(row.open_doubts for row in rows),
    )
