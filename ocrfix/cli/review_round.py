"""One round of ``ocrfix review``: open decisions are settled in the terminal, series by series.

Bird's-eye view: :func:`run` finds the reports and the decisions made so far, and goes round
(:mod:`ocrfix.review.session` knows where one stands, :mod:`ocrfix.cli.review_screen` shows it). Each decision is on
disk before the next question. Start reading at :func:`run`.

German example: ``ocrfix review ocrfix-out/anfrage.report.json`` asks whether „fuhrt“ was „führt“ and writes the answer
to ``ocrfix-out/anfrage.decisions.jsonl``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from ocrfix.batch.outcome import SUFFIXES, ReportFormat
from ocrfix.cli.keyboard import Keyboard, is_terminal
from ocrfix.cli.review_screen import Screen
from ocrfix.cli.task import harmless
from ocrfix.errors import ExitCode, InputError, UsageError
from ocrfix.inputs import input_bytes
from ocrfix.messages import Phrases
from ocrfix.records import dataclass
from ocrfix.report.series import Status
from ocrfix.report.workplace import DECISIONS_SUFFIX
from ocrfix.review.record import ReportedResult, load_result
from ocrfix.review.session import Key, Session, begin
from ocrfix.review.verdicts import Verdict, VerdictAction, load_verdicts, verdict_bytes
from ocrfix.write.files import write_atomically

REPORT_SUFFIX = SUFFIXES[ReportFormat.JSON]
_RESULT_SUFFIXES = (REPORT_SUFFIX, ".report.html", ".report.csv", ".diff", ".txt")


@dataclass(frozen=True, slots=True)
class Books:
    """Where the decisions about each document are kept: its checksum -> its file.

    ``found`` names the file in which an earlier decision was read.
    """

    paths: Mapping[str, Path]
    found: Mapping[Key, Path]

    def save(self, session: Session, sums: frozenset[str]) -> None:
        """Write the files of some documents anew, each whole or not at all.

        Raises:
            OutputError: a file cannot be written.
        """
        for path in sorted({self.paths[each] for each in sums}):
            kept = [verdict for key, verdict in session.verdicts.items() if self._home_of(key) == path]
            write_atomically(path, verdict_bytes(kept), replace=True)

    def _home_of(self, key: Key) -> Path | None:
        """Name the file of a verdict; one about a document of another round stays where it was found."""
        return self.paths.get(key[0], self.found.get(key))


def run(results: tuple[Path, ...], statuses: frozenset[Status], out: Path | None, quiet: bool, phrases: Phrases) -> int:
    """Go round the open decisions until all are made or the person stops; gives the exit code.

    Raises:
        UsageError: there is no terminal.
        InputError: a result or a file of decisions cannot be read.
        OutputError: the decisions cannot be written.
    """
    if not is_terminal():
        raise UsageError("a review needs a terminal", "open NAME.report.html in a browser instead")
    reports = [path for given in results for path in report_files(given)]
    loaded = [load_result(input_bytes(path), path.name) for path in reports]
    books, known = _books(loaded, reports, out)
    session = begin(loaded, known, statuses, phrases.language)
    if not session.places:
        print(harmless(phrases("There is nothing to decide here.")), file=sys.stderr)
        return ExitCode.DONE
    session.go_to_undecided()
    with Keyboard() as keyboard:
        go_round(session, Screen(phrases, keyboard), lambda sums: books.save(session, sums))
    if not quiet:
        _sum_up(session, books, phrases)
    return ExitCode.DONE


def report_files(given: Path) -> tuple[Path, ...]:
    """Find the reports that a name stands for: a report, a file written beside it, or a folder of results.

    Raises:
        InputError: there is no report.
    """
    if given.is_dir():
        found = tuple(sorted(given.rglob(f"*{REPORT_SUFFIX}")))
        if not found:
            raise InputError(f"{given} holds no report", "run `ocrfix fix` with --report json")
        return found
    for suffix in _RESULT_SUFFIXES:
        if given.name.endswith(suffix):
            report = given.with_name(given.name.removesuffix(suffix) + REPORT_SUFFIX)
            if report.is_file():
                return (report,)
    raise InputError(f"{given} belongs to no report", "name the NAME.report.json that `ocrfix fix` wrote")


def go_round(session: Session, screen: Screen, save: Callable[[frozenset[str]], None]) -> None:
    """Show a place, wait for a key, do what it says, until the person leaves."""
    notice = ""
    while True:
        screen.show(session, notice)
        key = screen.keyboard.read_key()
        notice = ""
        if key in ("q", "end"):
            return
        if key == "?":
            screen.help()
            screen.keyboard.read_key()
            continue
        if key in _MOVES:
            _MOVES[key](session)
            continue
        before = dict(session.verdicts)
        notice = _decide(session, screen, key)
        changed = frozenset(
            sha256
            for sha256, name in {*before, *session.verdicts}
            if _differs(before, session.verdicts, (sha256, name))
        )
        if changed:
            save(changed)


_MOVES: Mapping[str, Callable[[Session], None]] = {
    **dict.fromkeys(("j", "down", "s", " ", "enter"), lambda session: session.step(1)),
    **dict.fromkeys(("k", "up", "backspace"), lambda session: session.step(-1)),
    **dict.fromkeys(("n", "right"), lambda session: session.step_series(1)),
    **dict.fromkeys(("p", "left"), lambda session: session.step_series(-1)),
}
_ACTIONS = {"a": VerdictAction.ACCEPT, "r": VerdictAction.REJECT, "l": VerdictAction.LEXICON}
_SERIES_ACTIONS = {"A": VerdictAction.ACCEPT, "R": VerdictAction.REJECT}


def _decide(session: Session, screen: Screen, key: str) -> str:
    """Do what a key says; gives what to tell the person."""
    phrases = screen.phrases
    if key == "u":
        return phrases("Undone.") if session.undo() else phrases("There is nothing to undo.")
    if key in _SERIES_ACTIONS:
        count = session.settle_series(_SERIES_ACTIONS[key])
        notice = phrases.counted("{n} place of the series decided.", "{n} places of the series decided.", count)
        return notice if session.go_to_undecided() else f"{notice} {phrases('Everything is decided. q leaves.')}"
    if key in _ACTIONS:
        is_settled = session.settle(_ACTIONS[key])
    elif key == "e":
        text = screen.ask_text(session.place)
        if text is None:
            return ""
        is_settled = session.settle(VerdictAction.EDIT, text)
    else:
        choices = screen.choices(session.place)
        if not key.isdecimal() or not 1 <= int(key) <= len(choices):
            return phrases("This key does nothing here, ? shows all.")
        is_settled = session.settle(VerdictAction.EDIT, choices[int(key) - 1].text)
    if not is_settled:
        return phrases("That is not possible at this place.")
    return "" if session.go_to_undecided() else phrases("Everything is decided. q leaves.")


def _differs(
    one: Mapping[tuple[str, str], Verdict], other: Mapping[tuple[str, str], Verdict], key: tuple[str, str]
) -> bool:
    return one.get(key) != other.get(key)


def _books(results: list[ReportedResult], reports: list[Path], out: Path | None) -> tuple[Books, list[Verdict]]:
    """Find the files of the decisions, and the decisions that they hold already."""
    paths: dict[str, Path] = {}
    for result, report in zip(results, reports, strict=True):
        beside = report.with_name(report.name.removesuffix(REPORT_SUFFIX) + DECISIONS_SUFFIX)
        paths.setdefault(result.sha256, out if out is not None else beside)
    known: list[Verdict] = []
    found: dict[Key, Path] = {}
    for path in sorted(set(paths.values())):
        verdicts = _decisions_in(path)
        known += verdicts
        found |= {(verdict.sha256, verdict.id): path for verdict in verdicts}
    return Books(paths, found), known


def _decisions_in(path: Path) -> tuple[Verdict, ...]:
    """Read what was decided earlier; a file that is not there yet, or is empty after an undo, holds nothing."""
    if not path.exists():
        return ()
    data = input_bytes(path)
    return load_verdicts(data, path.name) if data.strip() else ()


def _sum_up(session: Session, books: Books, phrases: Phrases) -> None:
    done = len(session.places) - session.left
    print(
        harmless(phrases("{done} decided, {left} open.", done=phrases.number(done), left=phrases.number(session.left))),
        file=sys.stderr,
    )
    for path in sorted(set(books.paths.values())):
        if path.exists():
            print(harmless(phrases("Decisions in {path}", path=path)), file=sys.stderr)
