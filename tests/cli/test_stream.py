"""JSON Lines in, JSON Lines out: every line is answered in turn, as the schema says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from ocrfix.errors import ExitCode
from tests.cli.conftest import DOUBLES, ROOT, Program, environment

SCHEMA, REPORT = (
    json.loads((ROOT / "docs" / f"{name}.schema.json").read_text("utf-8")) for name in ("stream", "report")
)
REGISTRY: Registry[Any] = Registry().with_resource(REPORT["$id"], Resource.from_contents(REPORT))
CHECK = jsonschema.Draft202012Validator(SCHEMA, registry=REGISTRY)


def answers(output: bytes) -> list[dict[str, Any]]:
    assert output.isascii()
    found = [json.loads(line) for line in output.splitlines()]
    for answer in found:
        CHECK.validate(answer)
    return found


def lines(*records: object) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def test_every_text_is_corrected_with_its_decisions(program: Program) -> None:
    done = program(
        "fix", "-", "--format", "jsonl", stdin=lines({"id": "a1", "text": "Die fir"}, {"id": 2, "text": "gut"})
    )
    first, second = answers(done.stdout)
    assert done.returncode == ExitCode.DONE
    assert (first["id"], first["text"], second["id"], second["text"]) == ("a1", "Die für", 2, "gut")
    (decision,) = first["decisions"]
    assert (decision["start"], decision["end"], decision["before"], decision["after"]) == (4, 7, "fir", "für")
    assert second["decisions"] == []
    assert done.stderr == b""


def test_pages_empty_texts_and_empty_lines(program: Program) -> None:
    stdin = (
        b"\xef\xbb\xbf" + lines({"text": "fir\fHauser"}) + b"\n" + lines({"text": ""}, {"text": "\r\n", "more": [1]})
    )
    first, empty, blank = answers(program("fix", "-", "--format", "jsonl", stdin=stdin).stdout)
    assert [decision["page"] for decision in first["decisions"]] == [1, 2]
    assert (first["text"], first["id"], first["line"]) == ("für\fHauser", None, 1)
    assert (empty["text"], empty["line"], blank["text"]) == ("", 3, "\r\n")


@pytest.mark.parametrize(
    "line",
    [
        b"no JSON\n", b"[]\n", b"{}\n", b'{"text": 3}\n', b'{"text": "a", "id": [1]}\n', b'{"text": "a", "id": true}\n',
        b'{"text": "\\ud800"}\n', b'{"text": "a\xff"}\n', b'{"text": "a\\u0000b"}\n', b"[" * 100_000 + b"\n",
    ],
)  # fmt: skip
def test_a_bad_line_is_answered_and_the_stream_goes_on(program: Program, line: bytes) -> None:
    done = program("fix", "-", "--format", "jsonl", stdin=line + lines({"text": "fir"}))
    bad, good = answers(done.stdout)
    assert bad["error"]["code"] == ExitCode.INPUT
    assert good["text"] == "für"
    assert done.returncode == ExitCode.BATCH
    assert b"1 of 2 lines failed" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_bug_in_one_line_is_answered_and_the_stream_goes_on(program: Program) -> None:
    stdin = lines({"id": "a", "text": "ABSTURZ"}, {"text": "fir"})
    done = program("fix", "-", "--format", "jsonl", stdin=stdin)
    bad, good = answers(done.stdout)
    assert bad["error"] == {"code": ExitCode.BUG, "message": "ZeroDivisionError", "hint": ""}
    assert (bad["id"], good["text"]) == ("a", "für")
    assert (done.returncode, b"Traceback" in done.stderr) == (ExitCode.BATCH, False)
    assert b"Traceback" in program("fix", "-", "--format", "jsonl", "--debug", stdin=stdin).stderr


def test_a_document_that_would_harm_a_terminal_is_answered_in_ascii(program: Program) -> None:
    text = "fir \x1b[2J \N{RIGHT-TO-LEFT OVERRIDE} </script> =1+1"
    (answer,) = answers(program("fix", "-", "--format", "jsonl", stdin=lines({"text": text})).stdout)
    assert answer["text"] == text.replace("fir", "für")


def test_every_line_is_answered_before_the_next_is_sent(tmp_path: Path) -> None:
    arguments = [sys.executable, str(DOUBLES), "fix", "-", "--format", "jsonl"]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, env=environment()
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in (1, 2, 3):
            process.stdin.write(lines({"id": number, "text": "fir"}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(60) == ExitCode.DONE


def test_doubts_count_for_fail_on(program: Program) -> None:
    stdin = lines({"text": "Hauser"})
    assert program("fix", "-", "--format", "jsonl", "--fail-on", "likely", stdin=stdin).returncode == ExitCode.FINDINGS


@pytest.mark.parametrize(
    "arguments", [["a.txt"], [".", "-"], ["-", "-o", "out"], ["-", "--files-from", "list"], ["-", "--pages", "2"]]
)
def test_it_is_for_standard_input_and_writes_no_files(program: Program, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text("fir", "utf-8")
    done = program("fix", *arguments, "--format", "jsonl", stdin=lines({"text": "fir"}))
    assert done.returncode == ExitCode.USAGE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
