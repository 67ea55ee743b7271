"""Files that steer a run and are nested or numbered beyond reason: one clear message each, with its own code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Program

DEEP = 100_000
PROFILE = (
    '{"format": "ocrfix-profile", "version": 3, "is_trusted": true, "is_guessed": false, '
    '"pages": 1e999, "confusions": [], "verdicts": [], "printed": [], "kinds": []}'
)
BASELINE = (
    '{"format": "ocrfix-baseline", "version": 1, "files": {"a.txt": {"damage": 0.1, "words": 1e999, "findings": []}}}'
)
CASES = {
    "nested settings": ("s.toml", f"a = {'[' * DEEP}", ("fix", "a.txt", "--config", "s.toml"), 5, "nested too deeply"),
    "nested project": ("pyproject.toml", f"a = {'[' * DEEP}", ("fix", "a.txt"), 0, ""),
    "a number too long": ("s.toml", f"max-pages = {'1' * 5000}", ("fix", "a.txt", "--config", "s.toml"), 5, "no TOML"),
    "a byte order mark": (
        "ocrfix.toml",
        "\N{ZERO WIDTH NO-BREAK SPACE}timeout = 0",
        ("fix", "a.txt"),
        5,
        "timeout cannot be 0",
    ),
    "a project with a mark": (
        "pyproject.toml",
        "\N{ZERO WIDTH NO-BREAK SPACE}[tool.ocrfix]\ntimeout = 0",
        ("fix", "a.txt"),
        5,
        "timeout cannot be 0",
    ),
    "a zero byte in a list's name": (
        "ocrfix.toml",
        'lexicon = ["a\\u0000"]',
        ("fix", "a.txt"),
        5,
        "lexicon has a wrong value",
    ),
    "a zero byte in a file's name": (
        "ocrfix.toml",
        '[fix]\nprofile = "a\\u0000"',
        ("fix", "a.txt"),
        5,
        "fix.profile has a wrong value",
    ),
    "tools that are no table": (
        "pyproject.toml",
        "tool = 3",
        ("fix", "a.txt", "--config", "pyproject.toml"),
        5,
        "must be a table",
    ),
    "pages without end": ("p.json", PROFILE, ("fix", "a.txt", "--profile", "p.json"), 6, "p.json cannot be read"),
    "nested profile": ("p.json", "[" * DEEP, ("fix", "a.txt", "--profile", "p.json"), 6, "p.json cannot be read"),
    "words without end": ("b.json", BASELINE, ("check", "a.txt", "--baseline", "b.json"), 5, "is no baseline"),
    "nested baseline": ("b.json", "[" * DEEP, ("check", "a.txt", "--baseline", "b.json"), 5, "is no baseline"),
    "nested truth": ("t.jsonl", "[" * DEEP, ("evaluate", "t.jsonl", "t.jsonl"), 3, "line 1 of t.jsonl"),
}


@pytest.mark.parametrize(("name", "content", "arguments", "code", "said"), CASES.values(), ids=CASES)
def test_what_cannot_be_read_has_one_message_and_its_code(
    real_program: Program, tmp_path: Path, name: str, content: str, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "a.txt").write_text("alles gut\n", "utf-8")
    (tmp_path / name).write_text(content, "utf-8")
    done = real_program(*arguments)
    assert (done.returncode, said in done.stderr.decode()) == (code, True), done.stderr.decode()
    assert done.stderr.count(b"Error: ") == (code != 0)
