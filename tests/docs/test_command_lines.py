"""Every command line of README.md and docs/ runs, in the order of its page; a new page is covered as it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ocrfix.cli.app import build_command
from ocrfix.messages import Phrases
from tests.cli.conftest import ROOT, environment

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PROGRAMS = "ocrfix|ocrmypdf|python3?|bash|find|sqlite3|patch|pip|pytest|apt|dask|cd|sed"
COMMAND = re.compile(rf"^(?:- )?(?:run: )?(?:\.venv/bin/)?((?:{PROGRAMS}|0 20 \* \* \*) .*)$")
EXCEPTIONS = {
    r"^(pip|apt) |^python3 -m venv": "installs from the network; .ci/run does",
    r"^pytest ": "this is it",
    r"^dask |--scheduler": "needs a cluster; tests/test_scheduler.py runs one",
    r"^ocrfix watch ": "does not end; tests/cli/test_watch.py runs it",
    r"^ocrfix review ": "needs a terminal; tests/cli/test_review.py has one",
    r"^ocrmypdf ": "needs OCRmyPDF and Tesseract; tests/test_ocrmypdf.py runs it",
    r"^0 20 \* \* \*": "a line of crontab, not of a shell",
    r"--lmplz|make-kenlm|lexicon\.build|benchmarks/quality|^python -c": "needs corpora that are not part of it",
    r"jq ": "needs jq",
}
"""What is not run here, and why."""
ENDS = {0, 1}
"""1 says that there are findings."""


def shell_lines(page: Path) -> list[str]:
    """Return the command lines in the blocks of a page, those over several lines as one, without comments."""
    fenced = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
    text = page.read_text("utf-8")
    blocks = [block for language, block in fenced.findall(text) if language not in ("python", "json", "toml", "text")]
    blocks += re.findall(r"^ {4}\S.*\n(?: {4}.*\n|\n(?= {4}))*", fenced.sub("", text), re.MULTILINE)
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(blocks))
    found = [match[1] for line in joined.splitlines() if (match := COMMAND.match(line.strip()))]
    return [one for line in found for one in choices(re.sub(r"\s+#.*$", "", line))]


def choices(line: str) -> list[str]:
    """Write a line out for each choice: ``--format json|csv`` is two lines."""
    several = re.search(r"(?<=\s)[a-z]+(?:\|[a-z]+)+(?=\s|$)", line)
    if several is None:
        return [line]
    return [line.replace(several[0], one).replace(" FILE", f" FILE.{one}") for one in several[0].split("|")]


def named_in_prose(page: Path) -> list[str]:
    """Return what a page calls inside its sentences: a command and what follows it."""
    prose = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"(?<!`)`(ocrfix [^`]+)`(?!`)", prose.replace("\n", " "))


def is_excepted(line: str) -> bool:
    return any(re.search(pattern, line) for pattern in EXCEPTIONS)


def prepare(folder: Path) -> None:
    """Lay out the files that the pages speak of."""
    samples, text = ROOT / "samples", "Die Ministerin fir Heimat. Hauser und Kl sind alt.\n"
    shutil.copytree(samples, folder / "samples")
    for name in ("anfrage.pdf", "scan.pdf"):
        shutil.copy(samples / "kleine-anfrage.eng-layer.pdf", folder / name)
    for name in ("Archiv", "Anfragen", "FOLDER", "akten", "Eingang", "ARCHIVE"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(text, "utf-8")
    shutil.copy(samples / "kleine-anfrage.eng-layer.pdf", folder / "Archiv" / "b.pdf")
    (folder / "letzter-lauf").touch()
    os.utime(folder / "letzter-lauf", (0, 0))
    for name in ("page.txt", "DAMAGED", "TEXT", "TRUTH", "NAME.in.txt"):
        (folder / name).write_text(text, "utf-8")
    (folder / "pages").mkdir()
    for name in ("pages/a.txt", "pages/a.gt.txt"):
        (folder / name).write_text(text.replace("fir", "für") if "gt" in name else text, "utf-8")
    for path, name in (("seite.xml", "alto"), ("seite.hocr", "hocr")):
        ocrfix(folder, f"ocrfix fix NAME.in.txt -o made --format {name} --force")
        made = next(path for path in (folder / "made").iterdir() if name in path.name)
        shutil.copy(made, folder / path)
    shutil.rmtree(folder / "made")
    shutil.copy(folder / "NAME.in.txt", folder / "NAME.txt")
    ocrfix(folder, "ocrfix fix NAME.txt -o named --report json,diff && mv named/NAME.* . && rm -r named")
    ocrfix(folder, "ocrfix learn pages -o old.json")
    (folder / "staff.csv").write_text("Möhrlinger\n", "utf-8")
    (folder / "texts.jsonl").write_text(json.dumps({"id": "a1", "text": text}) + "\n", "utf-8")
    decisions(folder)


def decisions(folder: Path) -> None:
    """Decide what a person would have decided before the page goes on: all that was read is right."""
    for report in folder.rglob("*.report.json"):
        record = json.loads(report.read_text("utf-8"))
        verdicts = "".join(
            json.dumps(
                {
                    "format": "ocrfix-decision", "version": 1, "sha256": record["document"]["sha256"],
                    "document": record["document"]["name"], "id": each["id"],
                    "page": each["page"], "line": each["line"],
                    "kind": each["kind"], "before": each["before"], "after": each["after"], "action": "reject",
                }
            ) + "\n" for each in record["decisions"]
        )  # fmt: skip
        for name in (report.name.replace(".report.json", ".decisions.jsonl"), "decisions.jsonl"):
            (report.parent / name).write_text(verdicts, "utf-8")


def ocrfix(folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    programs = folder / ".programs"
    if not programs.exists():
        programs.mkdir()
        for name, start in (("ocrfix", f"{sys.executable} -m ocrfix"), ("python", sys.executable)):
            (programs / name).write_text(f'#!/bin/sh\nexec {start} "$@"\n', "utf-8")
            (programs / name).chmod(0o755)
    env = environment(OCRFIX_USER_LEXICON=str(folder / "own.tsv"))
    env["PATH"] = f"{programs}:{env['PATH']}"
    command = ["bash", "-o", "pipefail", "-c", line]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=120, check=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_command_line_of_the_page_runs(page: Path, tmp_path: Path) -> None:
    lines = [line for line in shell_lines(page) if not is_excepted(line)]
    lines += [line for line in named_in_prose(page) if is_whole(line)]
    if not lines:
        pytest.skip("the page has no command line that could run here")
    prepare(tmp_path)
    for line in lines:
        done = ocrfix(tmp_path, line)
        assert done.returncode in ENDS, f"{line}\n{done.stderr.decode()}"
        decisions(tmp_path)


def is_whole(line: str) -> bool:
    """Say whether a command in a sentence can run as it stands: with an argument, nothing left open."""
    arguments = line.split()[2:]
    is_open = re.search(
        r"[…\[\]|]|\.\.\.|\b(FILE|DIR|WORD|RESULT|DECISIONS|INPUT|HOST|PORT|NAME|CODE|OUT|ALTER)\b", line
    )
    return bool(arguments) and not arguments[-1].startswith("-") and not is_open and not is_excepted(line)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_command_and_option_that_is_named_exists(page: Path) -> None:
    commands = build_command(Phrases("en")).commands
    every = {option for each in commands.values() for parameter in each.params for option in parameter.opts}
    for line in [*shell_lines(page), *named_in_prose(page)]:
        for name, rest in re.findall(r"(?:^|[|;&] *)ocrfix ([a-z]+)([^|;&#]*)", line):
            assert name in commands, line
            known = (
                commands[name].commands.get(rest.split()[0]) if name == "lexicon" and rest.split() else commands[name]
            )
            options = {o for each in known.params for o in (*each.opts, *each.secondary_opts)} if known else every
            for option in re.findall(r"(?<=\s)--[a-z][a-z-]+", rest):
                assert option in options, f"{line}: {option}"


def test_no_exception_is_idle() -> None:
    lines = [line for page in PAGES for line in shell_lines(page)]
    assert len(lines) > 50
    assert [pattern for pattern in EXCEPTIONS if not any(re.search(pattern, line) for line in lines)] == []


def test_lines_are_found_in_every_kind_of_block(tmp_path: Path) -> None:
    page = tmp_path / "new.md"
    page.write_text(
        "Text\n\n    ocrfix fix a.txt     # why\n\n```cron\nx\n```\n\n```sh\nfind . \\\n  | ocrfix fix -\n```\n\n"
        "```yaml\n- run: ocrfix check A --format a|b\n```\n",
        "utf-8",
    )
    written_out = ["ocrfix check A --format a", "ocrfix check A --format b"]
    assert shell_lines(page) == ["find . | ocrfix fix -", *written_out, "ocrfix fix a.txt"]
