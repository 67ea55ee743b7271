"""The command line with a double for the engine of correction: fast, without data files, and able to fail.

Run as a script by the tests, and imported anew by worker processes, which get the double the same way. The double
turns every ``fir`` into ``für``, leaves every ``Hauser`` open (likely) and every ``Kl`` (to be reviewed); the words
SCHLAF, SPEICHER, KILL and ABSTURZ in a text make it hang, take two gigabytes, die or raise.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from types import ModuleType, SimpleNamespace

from ocrfix.model import (
    Action,
    Candidate,
    CandidateKind,
    CorrectionResult,
    Damage,
    Decision,
    Document,
    Level,
    Ranked,
    Reason,
    Rewrite,
    Span,
)

PROPOSALS = {
    "fir": ("für", Action.APPLY, Level.SAFE),
    "Hauser": ("Häuser", Action.SUGGEST, Level.LIKELY),
    "Kl": ("KI", Action.SUGGEST, Level.REVIEW),
}
SECRET = "ein Satz des Dokuments"


def correct(document: Document, config: object, resources: object) -> CorrectionResult:
    """Correct by the table above."""
    for page in document.pages:
        _misbehave(page.text)
    decisions = tuple(
        _decision(page.number, match.start(), match.group())
        for page in document.pages
        for match in re.finditer(r"\b(fir|Hauser|Kl)\b", page.text)
    )
    return CorrectionResult(document, decisions, (), "0123456789ab", (("double", "1"),))


def _misbehave(text: str) -> None:
    if "SCHLAF" in text:
        time.sleep(600)
    if "SPEICHER" in text:
        bytearray(2_000_000_000)
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "ABSTURZ" in text:
        raise ZeroDivisionError(SECRET)


def _decision(page_number: int, start: int, word: str) -> Decision:
    after, action, level = PROPOSALS[word]
    reasons = (Reason("confusion", "ü read as i"),)
    damage = Damage(page_number, Span(start, start + len(word)), 0.9, reasons)
    candidate = Candidate(after, CandidateKind.CONFUSION, (Rewrite(1, word[1], after[1]),), -2.0)
    keep = Ranked(Candidate(word, CandidateKind.KEEP), -9.0, -9.0, 0.01)
    chosen = Ranked(candidate, -4.0, -6.0, 0.99)
    identifier = f"{page_number:04x}{start:08x}"
    return Decision(damage, action, level, word, after, chosen, (keep,), 0.99, reasons, identifier)


def open_resources(
    data_folder: object = None, lexicon_files: tuple[str, ...] = (), profile_file: str | None = None
) -> object:
    """Stand for data files."""
    return SimpleNamespace(versions=(("double", "1"),))


def doubtful_words(text: str, words: tuple[object, ...], resources: object) -> tuple[bool, ...]:
    """Doubt nothing, so that no page is read again."""
    return (False,) * len(words)


def install() -> None:
    """Put the doubles where the real modules would be."""
    for name, function in (
        ("ocrfix.pipeline", correct),
        ("ocrfix.pipeline.doubts", doubtful_words),
        ("ocrfix.resources", open_resources),
    ):
        module = ModuleType(name)
        setattr(module, function.__name__, function)
        sys.modules[name] = module


if __name__ in ("__main__", "__mp_main__"):
    install()

if __name__ == "__main__":
    from ocrfix.cli.app import main

    sys.exit(main())
