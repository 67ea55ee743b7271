r"""Verdicts and their file ``NAME.decisions.jsonl``: one JSON object a line, the last one about a place counts.

Bird's-eye view: the report's script and ``ocrfix review`` write these lines, :mod:`ocrfix.review.replay` puts them into
a text, learning and the lexicon read them. ``docs/review.md`` and ``docs/decisions.schema.json`` describe them. Start
reading at :class:`Verdict` and :func:`load_verdicts`.

German example::

    {"version":1,"document":"antwort.pdf","sha256":"9f…","id":"3f…","action":"accept","before":"fir","after":"für",...}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from enum import StrEnum

from ocrfix.errors import InputError
from ocrfix.inputs import json_lines
from ocrfix.records import dataclass
from ocrfix.report.json_values import JsonObject, string, whole_number
from ocrfix.report.visible import HIDDEN
from ocrfix.report.workplace import VERDICT_VERSION

# Controls but tab and line ends, and halves of surrogate pairs: they end a page, drive a terminal or cannot be written.
_NO_WRITING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NEXT_STEP = "save the decisions again from the report, or with `ocrfix review`"


class VerdictAction(StrEnum):
    """What a person decided: the proposal, the text as it was read, a text of their own, or a right word."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    LEXICON = "lexicon"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision about one place.

    ``id`` is that of the decision judged, ``before`` what was read there and ``after`` what was proposed. ``text`` is
    what the person typed (EDIT only), ``word`` the word that is right (LEXICON only). ``page`` and ``line`` (from 1)
    are for people: nothing is found by them.
    """

    id: str
    action: VerdictAction
    before: str
    after: str
    text: str = ""
    word: str = ""
    document: str = ""
    sha256: str = ""
    page: int = 0
    line: int = 0

    @property
    def wanted(self) -> str:
        """Give the text that shall stand at the place."""
        if self.action is VerdictAction.ACCEPT:
            return self.after
        return self.text if self.action is VerdictAction.EDIT else self.before


def verdict_bytes(verdicts: Iterable[Verdict]) -> bytes:
    """Write verdicts as lines of JSON in UTF-8; hidden characters are written as JSON escapes."""
    return "".join(f"{_line(verdict)}\n" for verdict in verdicts).encode("utf-8")


def load_verdicts(data: bytes, name: str) -> tuple[Verdict, ...]:
    """Read verdicts; of several about one place of one document the last one counts, in the place of the first.

    Raises:
        InputError: the bytes are no verdicts, or of a version that this ocrfix does not know.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} holds no decisions: it is no UTF-8", _NEXT_STEP) from error
    found: dict[tuple[str, str], Verdict] = {}
    for number, line in json_lines(text):
        verdict = _verdict(line, name, number)
        found[verdict.sha256, verdict.id] = verdict
    if not found:
        raise InputError(f"{name} holds no decisions", _NEXT_STEP)
    return tuple(found.values())


def _line(verdict: Verdict) -> str:
    record: JsonObject = {
        "version": VERDICT_VERSION,
        "document": verdict.document,
        "sha256": verdict.sha256,
        "id": verdict.id,
        "action": str(verdict.action),
    }
    if verdict.action is VerdictAction.EDIT:
        record["text"] = verdict.text
    if verdict.action is VerdictAction.LEXICON:
        record["word"] = verdict.word
    record |= {"before": verdict.before, "after": verdict.after, "page": verdict.page, "line": verdict.line}
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return HIDDEN.sub(lambda match: json.dumps(match.group())[1:-1], text)


def _verdict(line: str, name: str, number: int) -> Verdict:
    try:
        record = json.loads(line)
        version = record["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"line {number} of {name} is no decision", _NEXT_STEP) from error
    if version != VERDICT_VERSION:
        raise InputError(
            f"line {number} of {name} has version {str(version)[:20]}, this ocrfix reads version {VERDICT_VERSION}",
            "use the ocrfix that wrote the decision (`ocrfix --version`)",
        )
    try:
        verdict = _from_record(record)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"line {number} of {name} is no decision", _NEXT_STEP) from error
    if not set(_NO_WRITING.findall(verdict.wanted)) <= set(verdict.before):
        raise InputError(f"line {number} of {name} wants a control character in the text", "decide that place again")
    return verdict


def _from_record(record: JsonObject) -> Verdict:
    action = VerdictAction(string(record["action"]))
    return Verdict(
        id=string(record["id"]),
        action=action,
        before=string(record["before"]),
        after=string(record["after"]),
        text=string(record["text"]) if action is VerdictAction.EDIT else "",
        word=string(record["word"]) if action is VerdictAction.LEXICON else "",
        document=string(record.get("document", "")),
        sha256=string(record.get("sha256", "")),
        page=_number(record.get("page", 0)),
        line=_number(record.get("line", 0)),
    )


def _number(value: object) -> int:
    found = whole_number(value)
    if found < 0:
        raise ValueError("less than nothing")
    return found
