"""The hook for paperless-ngx does what docs/pdf.md says, against a double of the REST API."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.conftest import environment

ROOT = Path(__file__).parents[2]
HOOK = ROOT / "docs" / "paperless" / "post-consume.sh"
LAYERED = ROOT / "samples" / "kleine-anfrage.eng-layer.pdf"
Request = tuple[str, str, str, bytes]

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")


@contextmanager
def paperless(status: int = 200) -> Iterator[tuple[str, list[Request]]]:
    """Answer every PATCH and remember it: method, path, authorisation and body."""
    asked: list[Request] = []

    class Answering(BaseHTTPRequestHandler):
        def do_PATCH(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.command, self.path, self.headers["Authorization"], body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def run_hook(folder: Path, api: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    (folder / "token").write_text("geheim\n", "utf-8")
    program = folder / "ocrfix"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m ocrfix "$@"\n', "utf-8")
    program.chmod(0o755)
    settings = {"OCRFIX": str(program), "PAPERLESS_API": api, "PAPERLESS_TOKEN_FILE": str(folder / "token")}
    env = environment(**{**settings, "DOCUMENT_ID": "17", "TMPDIR": str(folder), **variables})
    return subprocess.run([HOOK], env=env, cwd=folder, capture_output=True, timeout=120, check=False)


def test_the_corrected_text_of_the_archive_file_is_stored(tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    archive = tmp_path / "Büro 'A'.pdf"
    shutil.copy(LAYERED, archive)
    with paperless() as (api, asked):
        done = run_hook(tmp_path, api, DOCUMENT_ARCHIVE_PATH=str(archive), DOCUMENT_SOURCE_PATH="/fehlt.pdf")
    assert done.returncode == 0, done.stderr.decode()
    ((method, path, authorisation, body),) = asked
    assert (method, path, authorisation) == ("PATCH", "/api/documents/17/", "Token geheim")
    assert "Künstlicher" in json.loads(body)["content"]
    assert archive.read_bytes() == LAYERED.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} - {path.name for path in before} == {
        archive.name,
        "token",
        "ocrfix",
    }


def test_a_document_without_archive_file_is_read_from_its_source(tmp_path: Path) -> None:
    source = tmp_path / "notiz.txt"
    source.write_text("Die Ministerin fiir Heimat beantwortet die Kleine Anfrage fiir die Landesregierung.", "utf-8")
    with paperless() as (api, asked):
        done = run_hook(tmp_path, api, DOCUMENT_ARCHIVE_PATH="", DOCUMENT_SOURCE_PATH=str(source))
    assert done.returncode == 0, done.stderr.decode()
    assert "für Heimat" in json.loads(asked[0][3])["content"]


def test_a_refusal_of_the_api_is_an_error(tmp_path: Path) -> None:
    with paperless(status=403) as (api, _):
        done = run_hook(tmp_path, api, DOCUMENT_ARCHIVE_PATH=str(LAYERED))
    assert done.returncode != 0
    assert b"403" in done.stderr
