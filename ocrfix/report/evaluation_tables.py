"""Evaluations as a table for people, as JSON and as CSV.

Bird's-eye view: one row for each text and one for all; :func:`figures_of` names the figures once for JSON and CSV.
Start reading there.

German example: ``anfrage  1  1.050  CER 0,8 %``; in JSON ``{"name": "anfrage", "cer": 0.0081, ...}``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from ocrfix.messages import Language, decimal, percentage, say, translatable
from ocrfix.quality.evaluate import Evaluation
from ocrfix.quality.scoring import Score
from ocrfix.report.csv import defused
from ocrfix.report.visible import visible_line

FORMAT = "ocrfix-evaluation"
FORMAT_VERSION = 1
_DIGITS = 6
Named = tuple[str, Evaluation]
Figure = int | float | None


def figures_of(evaluation: Evaluation) -> dict[str, Figure]:
    """Give the figures by their stable names; rates are shares (0..1), None where there is nothing to divide by."""
    return {
        "texts": evaluation.texts,
        "characters": evaluation.characters,
        "words": evaluation.words,
        "cer": _rounded(evaluation.cer),
        "wer": _rounded(evaluation.wer),
        "cer_before": _rounded(evaluation.cer_before),
        "wer_before": _rounded(evaluation.wer_before),
        **_figures_of_score(evaluation.score),
    }


def _figures_of_score(score: Score | None) -> dict[str, Figure]:
    given = score or Score()
    figures: dict[str, Figure] = {
        "wrong_before": given.wrong,
        "right_before": given.right,
        "fixed": given.fixed,
        "fixed_share": _rounded(given.fixed_share),
        "harmed": given.harmed,
        "harm_per_1000": _rounded(given.harm_per_1000),
        "changed_right": given.changed_right,
        "changed_wrong": given.changed_wrong,
        "precision": _rounded(given.precision),
    }
    return figures if score is not None else dict.fromkeys(figures)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def evaluation_json(rows: Sequence[Named], total: Evaluation) -> bytes:
    """Write all figures as JSON, version 1; the classes only where the damaged text is known."""
    content = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "all": _record(total),
        "texts": [{"name": name, **_record(evaluation)} for name, evaluation in rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _record(evaluation: Evaluation) -> dict[str, object]:
    classes = {
        kind.value: {"words": score.words, **_figures_of_score(score)} for kind, score in evaluation.classes.items()
    }
    return {**figures_of(evaluation), **({"classes": classes} if classes else {})}


def evaluation_csv(rows: Sequence[Named], total: Evaluation) -> bytes:
    """Write one row a text and a last one for all (RFC 4180, UTF-8 with a byte order mark)."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(["name", *figures_of(total)])
    for name, evaluation in [*rows, ("*", total)]:
        writer.writerow([defused(name), *("" if value is None else value for value in figures_of(evaluation).values())])
    return ("\N{ZERO WIDTH NO-BREAK SPACE}" + table.getvalue()).encode("utf-8", "replace")


def share(value: float | None, language: Language, digits: int = 2) -> str:
    r"""Write a share as per cent, – where there is none.

    >>> share(0.0813, "de") == "8,13\N{NO-BREAK SPACE}%", share(None, "en")
    (True, '–')
    """
    return "–" if value is None else percentage(decimal(100 * value, language, digits), language)


def table_of(rows: Sequence[Named], total: Evaluation, language: Language) -> list[list[str]]:
    """Give the table of rates as cells, the heading first; figures of a correction only where it is known."""
    has_score = total.score is not None
    heading = [say("Text", language), say("Words", language), "CER", "WER"]
    if has_score:
        before = say("before", language)
        heading[2:] = [f"CER {before}", "CER", f"WER {before}", "WER", *_score_headings(language)]
    table = [heading]
    listed = list(rows) if len(rows) > 1 else []
    last_name = say("all", language) if listed else rows[0][0]
    for name, evaluation in [*listed, (last_name, total)]:
        cells = [visible_line(name), str(evaluation.words)]
        rates = [share(evaluation.cer, language), share(evaluation.wer, language)]
        if has_score and evaluation.score is not None:
            before_rates = [share(evaluation.cer_before, language), share(evaluation.wer_before, language)]
            rates = [before_rates[0], rates[0], before_rates[1], rates[1], *_score_cells(evaluation.score, language)]
        table.append([*cells, *rates])
    return table


def class_table(total: Evaluation, language: Language) -> list[list[str]]:
    """Give the table of classes, empty where the damaged text is not known."""
    if not total.classes:
        return []
    rows = [
        [say(_CLASSES[kind.value], language), str(score.words), *_score_cells(score, language)]
        for kind, score in total.classes.items()
    ]
    return [[say("Class of word", language), say("Words", language), *_score_headings(language)], *rows]


_CLASSES = {
    "section-sign": translatable("section sign"),
    "number": translatable("number"),
    "punctuation": translatable("punctuation"),
    "capitals": translatable("capitals"),
    "umlaut": translatable("umlaut"),
    "eszett": "ß",
    "other": translatable("other word"),
}


def _score_headings(language: Language) -> list[str]:
    return [
        say("wrong before", language),
        say("fixed", language),
        say("harmed", language),
        say("harm per 1000", language),
        say("precision", language),
    ]


def _score_cells(score: Score, language: Language) -> list[str]:
    fixed = f"{score.fixed} ({share(score.fixed_share, language, 1)})" if score.wrong else "–"
    harm = "–" if score.harm_per_1000 is None else decimal(score.harm_per_1000, language, 2)
    return [str(score.wrong), fixed, str(score.harmed), harm, share(score.precision, language, 1)]


def evaluation_text(rows: Sequence[Named], total: Evaluation, language: Language) -> bytes:
    """Write the tables for a terminal, the first column to the left and the figures to the right."""
    tables = [table for table in (table_of(rows, total, language), class_table(total, language)) if table]
    return ("\n".join("".join(f"{line}\n" for line in _aligned(table)) for table in tables)).encode("utf-8", "replace")


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in table
    ]
