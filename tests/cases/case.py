"""One golden case: what is read, what must become of it, and which reasons must be given.

A file is a header (``# flags: --level likely --reflow --crlf --born-digital``, ``# about: ...``), the input, a line
``# output`` with the expected text behind it (absent: the input must stay) and a line ``# reasons`` with
codes that must be among those of the applied changes. Form feeds separate pages. Start reading at
:func:`read_case`. German example: ``fixed/umlaut-as-two-letters.txt`` turns ``fiir`` into ``für``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ocrfix.config import CorrectConfig
from ocrfix.edits import PAGE_SEPARATOR, corrected_text
from ocrfix.model import Action, CorrectionResult, Document, Level, Origin, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources

FOLDER = Path(__file__).parent
_OUTPUT, _REASONS = "# output\n", "# reasons\n"
_FLAGS = frozenset(("--level", "likely", "safe", "--crlf", "--born-digital", "--reflow"))


@dataclass(frozen=True, slots=True)
class Case:
    """A golden case; ``expected`` equals ``read`` where nothing may change."""

    path: Path
    header: str
    flags: tuple[str, ...]
    read: str
    expected: str
    reasons: frozenset[str]

    @property
    def config(self) -> CorrectConfig:
        """The settings that the flags ask for."""
        level = Level.LIKELY if "likely" in self.flags else Level.SAFE
        return CorrectConfig(level=level, reflow="--reflow" in self.flags)


def read_case(path: Path) -> Case:
    """Read a case file; raises ValueError for a flag that does not exist."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    count = next(index for index, line in enumerate(lines) if not line.startswith(("# flags:", "# about:")))
    header, body = "".join(f"{line}\n" for line in lines[:count]), "\n".join(lines[count:])
    flags = tuple(flag for line in lines[:count] if line.startswith("# flags:") for flag in line.split()[2:])
    if not _FLAGS.issuperset(flags):
        raise ValueError(f"{path.name}: no such flag among {flags}")
    body, _, reasons = body.partition(_REASONS)
    read, mark, expected = body.partition(_OUTPUT)
    case = Case(path, header, flags, read, expected if mark else read, frozenset(reasons.split()))
    if "--crlf" in flags:
        return replace(case, read=read.replace("\n", "\r\n"), expected=case.expected.replace("\n", "\r\n"))
    return case


def run_case(case: Case, text: str, resources: Resources) -> CorrectionResult:
    """Correct a text with the settings of a case, as the command line would."""
    origin = Origin.BORN_DIGITAL if "--born-digital" in case.flags else Origin.PLAIN_TEXT
    pages = tuple(Page(number, part, origin=origin) for number, part in enumerate(text.split(PAGE_SEPARATOR), start=1))
    return correct(Document(case.path.name, "", pages), case.config, resources)


def applied_reasons(result: CorrectionResult) -> frozenset[str]:
    """Name the codes of all reasons of applied changes."""
    applied = (decision for decision in result.decisions if decision.action is Action.APPLY)
    return frozenset(reason.code for decision in applied for reason in decision.reasons)


def rewritten(case: Case, result: CorrectionResult) -> str:
    """Write a case anew with what comes out today, for ``--update-golden``."""
    read, output = (text.replace("\r\n", "\n") for text in (case.read, corrected_text(result)))
    codes = "\n".join(sorted(case.reasons & applied_reasons(result)))
    reasons = f"{_REASONS}{codes}\n" if codes else ""
    return f"{case.header}{read}{_OUTPUT}{output}{reasons}"
