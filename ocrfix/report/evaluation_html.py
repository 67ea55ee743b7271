"""Evaluations as one HTML file: the figures, and every text laid beside its truth.

Bird's-eye view: :func:`evaluation_html` fills ``templates/evaluation.html.j2``. The file needs neither network nor
script; document text is escaped, hidden characters are shown by their numbers, and a content security policy allows
our own style only. Start reading at :func:`evaluation_html`.

German example: ``fir`` stands struck out before ``für``, the differing letters marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ocrfix.messages import Language, wording
from ocrfix.quality.alignment import Cell, alignment_of
from ocrfix.quality.evaluate import Evaluation, Triple
from ocrfix.report.evaluation_tables import Named, class_table, share, table_of
from ocrfix.report.visible import visible_line
from ocrfix.report.web_page import page_part, policy_hash, template_environment

if TYPE_CHECKING:
    from jinja2 import Template

MOST_CELLS = 200_000
"""Words that one page shows; a browser is slow with more."""
Aligned = tuple[str, Evaluation, list[list[Cell]]]


def evaluation_html(
    rows: Sequence[Named], total: Evaluation, aligned: Sequence[Aligned], language: Language, *, is_cut: bool = False
) -> bytes:
    """Write the page; ``aligned`` are the texts to show, ``is_cut`` says that some were left out."""
    style = page_part("evaluation.css")
    page = _template().render(
        language=language,
        _=lambda message: wording(message, language),
        style=style,
        style_hash=policy_hash(style),
        tables=[table for table in (table_of(rows, total, language), class_table(total, language)) if table],
        texts=[(name, share(each.cer, language), share(each.wer, language), lines) for name, each, lines in aligned],
        is_corrected=total.score is not None,
        is_cut=is_cut,
    )
    return page.encode("utf-8", "replace")


@cache
def _template() -> Template:
    environment = template_environment(keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = visible_line
    return environment.get_template("evaluation.html.j2")


class Alignments:
    """Gathers the texts to show until the page is full."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.shown: list[Aligned] = []
        self.is_cut = False
        self._cells = 0

    def add(self, triple: Triple, evaluation: Evaluation) -> None:
        """Lay one more text beside its truth; of what does not fit the beginning is kept."""
        if self._cells >= MOST_CELLS:
            self.is_cut = True
            return
        lines = []
        for line in alignment_of(triple):
            self._cells += len(line)
            if self._cells > MOST_CELLS:
                self.is_cut = True
                break
            lines.append(line)
        self.shown.append((triple.name, evaluation, lines))
