"""``ocrfix fix - --format jsonl``: a stream of texts in, a stream of corrected texts out, a JSON object on each line.

Bird's-eye view: each line is a document of its own, corrected and written before the next is read, so that a program
keeps one process instead of starting one for every text. What is wrong with a line, or goes wrong with it, stands in
its answer, and the stream goes on. ``docs/stream.schema.json`` describes both sides. Start reading at
:func:`run_stream`.

German example: ``{"id": "a1", "text": "Die Ministerin fiir Heimat"}`` is answered by
``{..., "id": "a1", "text": "Die Ministerin für Heimat", "decisions": [...]}``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from ocrfix.batch.outcome import Outcome, RunSettings, outcome_of_error
from ocrfix.cli.summary import Tally
from ocrfix.cli.task import write_product
from ocrfix.errors import ConfigurationError, DataError, InputError
from ocrfix.model import CorrectionResult, Document

FORMAT, VERSION = "ocrfix-stream", 1
Answer = dict[str, Any]
Id = str | int | None


def run_stream(settings: RunSettings, tally: Tally) -> None:
    """Answer every line of standard input until it ends; what became of them is added to the tally.

    Raises:
        OcrfixError: standard input is closed, or the settings or the data are to blame, not a line.
    """
    for number, line in enumerate(_lines(), start=1):
        if line.strip():
            answer, outcome = _answered(line, number, settings)
            tally.add(outcome)
            # Plain ASCII: whatever the texts hold, no terminal obeys it and no reader needs to know an encoding.
            write_product(json.dumps({"format": FORMAT, "version": VERSION, **answer}).encode("ascii") + b"\n")


def _lines() -> Iterator[bytes]:
    if sys.stdin is None:
        raise InputError("standard input is closed", "name a file")
    # readline hands a line on as soon as it is there, iteration would read ahead.
    return iter(sys.stdin.buffer.readline, b"")


def _answered(line: bytes, number: int, settings: RunSettings) -> tuple[Answer, Outcome]:
    from ocrfix.batch.single import count_outcome, trace_of
    from ocrfix.edits import corrected_text
    from ocrfix.report.json import decisions_json

    known: Answer = {"line": number}
    label = f"line {number}"
    try:
        identity, text = _record(line, number)
        known["id"] = identity
        if not text.strip():
            return {**known, "text": text, "decisions": []}, Outcome(label)
        result = _corrected(text, label, settings)
    except (DataError, ConfigurationError):
        raise
    except Exception as error:
        # As for one file of a batch: a bug in one line must not take the others with it.
        failed = outcome_of_error(label, error, trace_of(settings))
        if failed.trace:
            print(failed.trace, file=sys.stderr)
        failure = {"code": int(failed.exit_code), "message": failed.message, "hint": failed.hint}
        return {**known, "error": failure}, failed
    return (
        {**known, "text": corrected_text(result), "decisions": list(decisions_json(result))},
        count_outcome(label, result, ()),
    )


def _record(line: bytes, number: int) -> tuple[Id, str]:
    """Take a line apart.

    Raises:
        InputError: it is no JSON object with a text.
    """
    try:
        record = json.loads(line.decode("utf-8-sig"))
        identity, text = record.get("id"), record["text"]
        if not isinstance(text, str) or not isinstance(identity, Id) or isinstance(identity, bool):
            raise TypeError
        text.encode("utf-8")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"line {number} is no record with a text", 'write one JSON object a line: {"id": "a1", "text": "..."}'
        ) from error
    return identity, text


def _corrected(text: str, label: str, settings: RunSettings) -> CorrectionResult:
    from hashlib import sha256

    from ocrfix.batch.single import correct_document
    from ocrfix.extract.plaintext import read_plain_text

    data = text.encode("utf-8")
    return correct_document(Document(label, sha256(data).hexdigest(), read_plain_text(data, "utf-8")), settings)
