"""Everything is said in the user's language, and numbers are written in its way."""

from __future__ import annotations

import pytest
import typer
from babel.numbers import format_decimal, format_percent

from ocrfix.cli.app import EXIT_CODES, build_command, exit_code_table
from ocrfix.errors import ExitCode
from ocrfix.messages import (
    Language,
    Phrases,
    decimal,
    grouped,
    language_of,
    percentage,
    say,
    say_counted,
    translate_error,
    wording,
    wordings,
)

NUMBERS = [0, 7, 999, 1000, 12_345, 1_000_000, 987_654_321]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LC_MESSAGES": "de_DE", "LANG": "en_GB"}, "de"),
        ({"LC_ALL": "en_GB", "LC_MESSAGES": "de_DE"}, "en"),
        ({"LC_ALL": "", "LANG": "de"}, "de"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_a_sentence_is_said_in_both_languages() -> None:
    assert say("page {page}, line {line}", "de", page=3, line=14) == "Seite 3, Zeile 14"
    assert say("page {page}, line {line}", "en", page=3, line=14) == "page 3, line 14"
    assert wording("Page {n}", "de") == "Seite {n}"


def test_a_place_that_is_not_filled_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("Page {n}", "de")


def test_a_place_may_be_called_as_the_sentence_s_own_argument() -> None:
    assert say("{name}: code {code}: {message}", "de", name="a", code=3, message="x") == "a: Code 3: x"


@pytest.mark.parametrize(
    ("count", "language", "words"),
    [
        (1, "de", "1 Wort"),
        (0, "de", "0 Wörter"),
        (12_345, "de", "12.345 Wörter"),
        (1, "en", "1 word"),
        (12_345, "en", "12,345 words"),
    ],
)
def test_a_sentence_fits_its_number(count: int, language: Language, words: str) -> None:
    assert say_counted("{n} word", "{n} words", count, language) == words


def test_the_script_gets_both_forms() -> None:
    assert wordings("{n} word", "{n} words", "de") == ("{n} Wort", "{n} Wörter")


@pytest.mark.parametrize(("language", "locale"), [("de", "de_DE"), ("en", "en_US")])
def test_numbers_are_written_as_babel_writes_them(language: Language, locale: str) -> None:
    for value in NUMBERS:
        assert grouped(value, language) == format_decimal(value, locale=locale)
    for share in (0.5, 0.043, 0.999):
        written = percentage(decimal(100 * share, language), language)
        pattern = "#,##0.0\N{NO-BREAK SPACE}%" if language == "de" else "#,##0.0%"
        assert written == format_percent(share, pattern, locale)


@pytest.mark.parametrize(
    ("message", "german"),
    [
        ("a.txt does not exist", "a.txt gibt es nicht"),
        ("a.pdf: the PDF has no pages", "a.pdf: die PDF hat keine Seiten"),
        ("A.pdf: page 3 has 9 x 8 pixels, more than the limit of 7",
         "A.pdf: Seite 3 hat 9 x 8 Bildpunkte, mehr als die erlaubten 7"),
        ("none of the 3 pages has a text layer, and --ocr never forbids recognition",
         "keine der 3 Seiten hat eine Textebene, und --ocr never verbietet die Erkennung"),
        ("no system Tesseract with the language model deu is installed, and a page must be recognised",
         "eine Seite muss erkannt werden, und im System ist kein Tesseract mit dem Sprachmodell deu eingerichtet"),
        ("what nobody ever wrote", "what nobody ever wrote"),
    ],
)  # fmt: skip
def test_what_the_core_says_in_english_is_shown_in_german(message: str, german: str) -> None:
    assert translate_error(message, "de") == german
    assert translate_error(message, "en") == message
    assert Phrases("de").error(message) == german


def test_every_exit_code_is_explained() -> None:
    assert set(EXIT_CODES) == set(ExitCode)
    lines = exit_code_table(Phrases("de")).splitlines()[1:]
    assert [line.split()[0] for line in lines] == [str(code.value) for code in ExitCode]
    assert not {line.split("  ")[-1] for line in lines} & set(EXIT_CODES.values())


def helps(command: object, name: str) -> dict[str, str]:
    """Return what the help says of a command, its options and the commands below it."""
    texts = {name: getattr(command, "help", None) or ""}
    texts |= {f"{name} {each.name}": each.help or "" for each in getattr(command, "params", ())}
    for child_name, child in getattr(command, "commands", {}).items():
        texts |= helps(child, f"{name} {child_name}")
    return texts


def test_no_command_and_no_option_is_without_help_in_both_languages() -> None:
    english, german = (build_command(Phrases(language)) for language in ("en", "de"))
    assert isinstance(german, typer.core.TyperGroup)
    in_english, in_german = helps(english, "ocrfix"), helps(german, "ocrfix")
    assert len(in_english) > 100
    assert [name for name, text in in_english.items() if " " not in text] == []
    assert [name for name, text in in_german.items() if text == in_english[name]] == []


def test_a_template_that_fits_nearly_everything_mangles_no_other_message() -> None:
    message = "kap.pdf: the PDF is damaged or cut off: its beginning is a PDF's, the rest cannot be read"
    said = translate_error(message, "de")
    assert said.startswith("kap.pdf: die PDF ist ")
    assert "cannot" not in said
    assert "kann nicht read" not in said
    assert translate_error("a: b cannot be written: Too many levels of symbolic links", "de").startswith(
        "a: b lässt sich nicht schreiben: "
    )
