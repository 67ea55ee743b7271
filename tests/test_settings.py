"""Settings files: found upwards, checked key by key, refused with the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.errors import ConfigurationError
from ocrfix.settings import SETTINGS, find_settings_file, read_settings, share_of


def written(folder: Path, text: str, name: str = "ocrfix.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_nearest_file_is_found_upwards(tmp_path: Path) -> None:
    outer = written(tmp_path, "")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_settings_file(deep) == outer
    inner = written(tmp_path / "a", "[tool.ocrfix]\n", "pyproject.toml")
    assert find_settings_file(deep) == inner


def test_a_project_without_our_table_is_passed_over_and_ours_comes_first(tmp_path: Path) -> None:
    outer = written(tmp_path, "")
    written(tmp_path / "a", "[tool.other]\n", "pyproject.toml")
    assert find_settings_file(tmp_path / "a") == outer
    written(tmp_path / "a", "broken [", "pyproject.toml")
    assert find_settings_file(tmp_path / "a") == outer
    written(tmp_path / "b", "[tool.ocrfix]\n", "pyproject.toml")
    own = written(tmp_path / "b", "")
    assert find_settings_file(tmp_path / "b") == own


def test_values_come_back_by_name_and_files_relative_to_the_settings(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'ocr = "never"\ntimeout = 30\nlexicon = ["namen.txt"]\nignore-words = ["Kinstler"]\n'
        "[fix]\nreflow = true\nmax-harm = 0.2\n"
        '[check]\nmax-damage = "2%"\nmax-page-damage = 0.1\nbaseline = "b.json"\n',
    )
    assert read_settings(path).values == {
        "ocr": "never",
        "timeout": 30.0,
        "lexicon": (str(tmp_path / "namen.txt"),),
        "ignore-words": ("Kinstler",),
        "fix.reflow": True,
        "fix.max-harm": 0.2,
        "check.max-damage": "2%",
        "check.max-page-damage": "0.1",
        "check.baseline": str(tmp_path / "b.json"),
    }


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("max_pages = 3", "max-pages"),
        ("ignore-word = []", "ignore-words"),
        ('max-damage = "1%"', "check.max-damage"),
        ('[check]\nmax-damge = "1%"', "check.max-damage"),
        ("[fix]\nreflo = true", "fix.reflow"),
    ],
)
def test_an_unknown_key_names_the_nearest(tmp_path: Path, text: str, nearest: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_settings(written(tmp_path, text))
    assert "there is no setting" in raised.value.message
    assert raised.value.hint == f"the nearest is {nearest}"


@pytest.mark.parametrize(
    "text",
    [
        "timeout = 0",
        "timeout = true",
        "timeout = inf",
        "timeout = nan",
        "timeout = 86401",
        "[fix]\nmax-harm = nan",
        "[fix]\nmax-harm = inf",
        "[fix]\nmax-harm = -1",
        f"[fix]\nmax-harm = 1{400 * '0'}",
        'timeout = "3"',
        "max-pages = 1.5",
        'ocr = "sometimes"',
        "ocr = 3",
        'ignore-words = "one"',
        "ignore-words = [1]",
        "[fix]\nreflow = 1",
        '[check]\nmax-damage = "many"',
        "[check]\nmax-damage = 7",
        "[check]\nbaseline = 1",
        "check = 3",
        "broken [",
    ],
)
def test_a_wrong_value_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError):
        read_settings(written(tmp_path, text))


def test_a_missing_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_settings(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes(b"x = '\xfc'")
    with pytest.raises(ConfigurationError, match="is no TOML"):
        read_settings(tmp_path / "latin.toml")
    with pytest.raises(ConfigurationError, match="must be a table"):
        read_settings(written(tmp_path, "[tool]\nocrfix = 3", "pyproject.toml"))


@pytest.mark.parametrize(("text", "share"), [("1%", 0.01), ("0,5 %", 0.005), ("0.02", 0.02), ("100%", 1.0)])
def test_shares_are_percentages_or_numbers(text: str, share: float) -> None:
    assert share_of(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["", "x", "-1%", "101%", "2", "nan"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        share_of(text)


def test_a_value_out_of_its_bounds_names_them(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_settings(written(tmp_path, "timeout = inf"))
    assert raised.value.message.endswith("timeout cannot be inf")
    assert raised.value.hint == "choose a number x with 1<=x<=86400"
    with pytest.raises(ConfigurationError) as raised:
        read_settings(written(tmp_path, "max-pages = 0"))
    assert raised.value.hint == "choose a number x with 1<=x"


def test_every_default_is_a_value_that_the_file_may_hold() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert not setting.choices or setting.default is None or setting.default in setting.choices
