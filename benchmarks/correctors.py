r"""The programs that are compared: ocrfix as its users start it, and what a user would try without it.

Bird's-eye view: a :class:`Corrector` turns page texts into corrected page texts. ocrfix runs as a process of its own;
the spelling checkers get each distinct word once and the first suggestion replaces every unknown word. They are used
as kindly as a careful user would: words with digits in the middle, words broken at line ends and hyphenated words are
handed over whole, plain numbers never. Start reading at :func:`replace_words`.

German example: hunspell's first suggestion for ``fir`` is ``dir``; printed was ``für``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"\w(?:[^\s()\[\]„“”»«\",;:!?…/]*\w)?(?:(?<={_LETTER})-[ \t]*\n[ \t]*[a-zäöüß]+)?")
_LINE_END_HYPHEN = re.compile(r"-\s*\n\s*")

Correct = Callable[[Sequence[str]], list[str]]


class CorrectorError(Exception):
    """A program failed; the message says which and how."""


@dataclass(frozen=True, slots=True)
class Corrector:
    """A program to compare: how to run it, whether it is here, and the command that installs it."""

    name: str
    what: str
    correct: Correct
    is_installed: Callable[[], bool]
    install: str
    is_slow: bool = False


def run_ocrfix(texts: Sequence[str]) -> list[str]:
    """Correct texts with ``ocrfix fix``, one process, start-up included.

    Raises CorrectorError when it fails or writes no text.
    """
    with tempfile.TemporaryDirectory(prefix="ocrfix-benchmark-") as name:
        source, target = Path(name, "in"), Path(name, "out")
        source.mkdir()
        for number, text in enumerate(texts):
            (source / f"{number:05}.txt").write_text(text, encoding="utf-8", newline="")
        options = ["--out-dir", str(target), "--report", "none", "-q", "-j", "1"]
        done = subprocess.run(
            [sys.executable, "-m", "ocrfix", "fix", str(source), *options], cwd=name, env=checkout_environment(),
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode:
            raise CorrectorError(f"ocrfix ended with exit status {done.returncode}: {done.stderr.strip()}")
        return [(target / f"{number:05}.txt").read_bytes().decode("utf-8") for number in range(len(texts))]


def checkout_environment() -> dict[str, str]:
    """Return an environment in which ``python -m ocrfix`` runs this checkout, not another installation."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def vocabulary(texts: Sequence[str]) -> list[str]:
    r"""List the distinct words of texts that a spelling checker is asked about, sorted.

    >>> vocabulary(["Drucksache 18/4 der Lan-\ndesregierung, gr6Beren"])
    ['Drucksache', 'Landesregierung', 'der', 'gr6Beren']
    """
    return sorted({word for text in texts for word in map(_whole, _WORD.findall(text)) if _is_asked(word)})


def _whole(found: str) -> str:
    return _LINE_END_HYPHEN.sub("", found)


def _is_asked(word: str) -> bool:
    return len(word) > 1 and any(map(str.isalpha, word))


def replace_words(texts: Sequence[str], replacements: Mapping[str, str]) -> list[str]:
    r"""Put replacements in; a word broken at a line end is written whole before the line end.

    >>> replace_words(["fir die Rickmel-\ndung"], {"Rickmeldung": "Rückmeldung"})
    ['fir die Rückmeldung\n']
    """

    def replaced(match: re.Match[str]) -> str:
        other = replacements.get(_whole(match[0]))
        return match[0] if other is None else other + "\n" * match[0].count("\n")

    return [_WORD.sub(replaced, text) for text in texts]


def run_hunspell(texts: Sequence[str]) -> list[str]:
    """Replace unknown words by hunspell's first suggestion (de_DE)."""
    words = vocabulary(texts)
    return replace_words(texts, first_suggestions(["hunspell", "-d", "de_DE", "-i", "utf-8", "-a"], words))


def run_aspell(texts: Sequence[str]) -> list[str]:
    """Replace unknown words by aspell's first suggestion (de)."""
    words = vocabulary(texts)
    return replace_words(texts, first_suggestions(["aspell", "--lang=de", "--encoding=utf-8", "-a"], words))


def first_suggestions(command: Sequence[str], words: Sequence[str]) -> dict[str, str]:
    """Ask a program with ispell's pipe protocol; returns unknown word -> first suggestion.

    Raises CorrectorError when it fails.
    """
    asked = "".join(f"^{word}\n" for word in words)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise CorrectorError(f"{command[0]} ended with exit status {done.returncode}: {done.stderr.strip()}")
    answers = list(answer_blocks(done.stdout))
    if len(answers) != len(words):
        raise CorrectorError(f"{command[0]} gave {len(answers)} answers for {len(words)} words")
    found: dict[str, str] = {}
    for word, answer in zip(words, answers, strict=True):
        # A word that the program cut into several gets several answers: none of them is about the word.
        if len(answer) == 1 and answer[0].startswith(f"& {word} "):
            found[word] = answer[0].partition(": ")[2].split(", ")[0]
    return found


def answer_blocks(answer: str) -> Iterator[list[str]]:
    r"""Yield the answer lines for each line asked; the first line of all is the program's name.

    >>> list(answer_blocks("@(#) Ispell\n& fir 2 1: dir, für\n\n*\n\n"))
    [['& fir 2 1: dir, für'], ['*']]
    """
    block: list[str] = []
    for line in answer.splitlines()[1:]:
        if line:
            block.append(line)
        else:
            yield block
            block = []


def run_symspell(texts: Sequence[str]) -> list[str]:
    """Replace unknown words by symspellpy's best term within two edits, over our own lexicon and frequencies."""
    from symspellpy import SymSpell, Verbosity

    from ocrfix.cli.task import data_folder_of_environment
    from ocrfix.lexicon.table import WordTable
    from ocrfix.resources import data_folder

    table = WordTable(data_folder(data_folder_of_environment()), "words")
    checker = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word in table:
        checker.create_dictionary_entry(word, max(1, round(table.count(word))))
    replacements: dict[str, str] = {}
    for word in vocabulary(texts):
        found = checker.lookup(word, Verbosity.TOP, max_edit_distance=2, transfer_casing=False)
        if found and found[0].distance:
            replacements[word] = found[0].term
    return replace_words(texts, replacements)


def keep(texts: Sequence[str]) -> list[str]:
    """Change nothing."""
    return list(texts)


def has_hunspell_dictionary() -> bool:
    """Say whether hunspell and its dictionary de_DE are installed."""
    if shutil.which("hunspell") is None:
        return False
    listed = subprocess.run(["hunspell", "-D"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return any(line.endswith("/de_DE") for line in listed.stderr.splitlines() + listed.stdout.splitlines())


def has_aspell_dictionary() -> bool:
    """Say whether aspell and its dictionary de are installed."""
    if shutil.which("aspell") is None:
        return False
    listed = subprocess.run(["aspell", "dicts"], capture_output=True, text=True, check=False)
    return "de" in listed.stdout.split()


OCRFIX = Corrector("ocrfix", "this checkout, -j 1", run_ocrfix, lambda: True, "")
PEERS = (
    Corrector(
        "symspellpy", "distance 2, dictionary and frequencies of our own lexicon", run_symspell,
        lambda: find_spec("symspellpy") is not None, "pip install symspellpy",
    ),
    Corrector(
        "aspell", "de, first suggestion", run_aspell, has_aspell_dictionary, "apt install aspell aspell-de"
    ),
    Corrector(
        "hunspell", "de_DE, first suggestion", run_hunspell, has_hunspell_dictionary,
        "apt install hunspell hunspell-de-de-frami", is_slow=True,
    ),
)  # fmt: skip
