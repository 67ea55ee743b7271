"""Completion works in the shells themselves: each loads the script that the program gives it, and completes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import environment
from tests.cli.terminal import Terminal, terminal_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the program on the search path, and the scripts of completion as it gives them out."""
    program = tmp_path / "bin" / "ocrfix"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m ocrfix "$@"\n', "utf-8")
    program.chmod(0o755)
    for shell in ("bash", "zsh", "fish"):
        done = subprocess.run(
            [program], env=variables(tmp_path, _OCRFIX_COMPLETE=f"source_{shell}"), capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        (tmp_path / f"completion.{shell}").write_bytes(done.stdout)
    (tmp_path / "anfrage.pdf").write_bytes(b"")
    return tmp_path


def variables(folder: Path, **more: str) -> dict[str, str]:
    usual = environment(HOME=str(folder), TERM="xterm", PS1="$ ", **more)
    return {**usual, "PATH": f"{folder / 'bin'}:{usual['PATH']}"}


def needs(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"needs {shell}")
    return found


def completes(shell: Terminal, keys: str, shown: str) -> None:
    """Start a line anew, type keys and wait for what the shell makes of them."""
    shell.type("\x15")
    shell.forget()
    shell.type(f"{keys}\t")
    shell.wait_for(shown)


def test_bash_completes_commands_options_values_and_files(folder: Path) -> None:
    with terminal_of([needs("bash"), "--norc", "--noprofile", "-i"], folder, variables(folder)) as shell:
        shell.type("source completion.bash; echo re''ady\n")
        shell.wait_for("ready")
        completes(shell, "ocrfix che", "ocrfix check ")
        completes(shell, "ocrfix check --max-dam", "--max-damage ")
        completes(shell, "ocrfix fix --engine emb", "--engine embedded ")
        completes(shell, "ocrfix lexicon impo", "lexicon import ")
        completes(shell, "ocrfix fix anf", "ocrfix fix anfrage.pdf")


def test_zsh_completes_commands_options_and_files(folder: Path) -> None:
    with terminal_of([needs("zsh"), "-f", "-i"], folder, variables(folder)) as shell:
        shell.type("autoload -U compinit && compinit -u -D && source ./completion.zsh; print re''ady\n")
        shell.wait_for("ready")
        completes(shell, "ocrfix che", "ck")
        completes(shell, "ocrfix check --max-dam", "age")
        completes(shell, "ocrfix fix anf", "rage.pdf")


def test_fish_completes_commands_and_options(folder: Path) -> None:
    fish = needs("fish")

    def completions(line: str) -> list[str]:
        script = f"source completion.fish; complete -C '{line}'"
        env = variables(folder, LC_ALL="de_DE.UTF-8", LANG="de_DE.UTF-8")
        command = [fish, "-N", "-c", script]
        done = subprocess.run(command, env=env, cwd=folder, capture_output=True, timeout=60, check=False)
        return done.stdout.decode().splitlines()

    assert [line.split("\t")[0] for line in completions("ocrfix che")] == ["check"]
    (option,) = completions("ocrfix check --max-dam")
    assert option.startswith("--max-damage\t")
    assert "Anteil" in option
    assert [line.split("\t")[0] for line in completions("ocrfix fix --engine emb")] == ["embedded"]
