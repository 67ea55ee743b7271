"""The report for people: one HTML file in which a clerk looks at every change and doubt and decides.

Bird's-eye view: :mod:`ocrfix.report.view` arranges, ``templates/report.html.j2`` lays out the parts that need no
script (summary, pages), :mod:`ocrfix.report.workplace` makes the record and the pictures that ``templates/script/``
draws the workplace from. This module joins them and makes document text harmless: markup is escaped, hidden
characters are shown, and a content security policy allows nothing but our own style and script, named by their
hashes; the file asks the network for nothing. Start reading at :func:`report_html`.

German example: „fir“ stands struck out before a marked „für“, below the line cut out of the page's picture.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ocrfix.messages import Language, grouped, say, say_counted, translatable, wording
from ocrfix.model import CorrectionResult
from ocrfix.report.names import STATUSES, name_of
from ocrfix.report.series import Status
from ocrfix.report.totals import Totals, count
from ocrfix.report.view import View, view_of
from ocrfix.report.visible import HIDDEN, LINE_END_SIGN, code_point, visible_line
from ocrfix.report.web_page import page_part, policy_hash, template_environment
from ocrfix.report.workplace import base64_of, download_name, record_parts
from ocrfix.write.text import encode_text

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from jinja2 import Environment
    from markupsafe import Markup

    from ocrfix.extract.pictures import PagePicture


STYLES = ("base", "desk", "pages", "paper")
SCRIPTS = ("record", "verdicts", "pictures", "cards", "desk", "pages", "keys", "paper", "start")
"""The parts of the style and the script, in the order in which they are read."""
_CHARACTERS_AT_ONCE = 50_000
"""Pieces of the template, most of them a few words long, are encoded together until they are so long."""


def report_html(
    result: CorrectionResult, ocrfix_version: str, language: Language, pictures: Sequence[PagePicture] = ()
) -> bytes:
    """Write the report as UTF-8 HTML in German or English, with the pictures of its pages where there are any.

    Raises:
        ValueError: the result's changes overlap or do not fit its text.
    """
    return b"".join(report_html_parts(result, ocrfix_version, language, pictures))


def report_html_parts(
    result: CorrectionResult, ocrfix_version: str, language: Language, pictures: Sequence[PagePicture] = ()
) -> Iterator[bytes]:
    """Give what :func:`report_html` writes in pieces."""
    from markupsafe import Markup

    environment = _environment(language)
    style, early, script = _style(), page_part("script/early.js"), _script()
    totals, view = count(result), view_of(result, language)
    name = result.document.source_name
    parts = environment.get_template("report.html.j2").generate(
        language=language,
        name=name,
        name_plain=visible_line(name),
        style=Markup(style),
        style_hash=policy_hash(style),
        early=Markup(early),
        early_hash=policy_hash(early),
        script=Markup(script),
        script_hash=policy_hash(script),
        _=lambda message: wording(message, language),
        verdict=_verdict(totals, language),
        open=grouped(totals.open_doubts, language),
        figures=_figures(totals, view, language),
        facts=_facts(result, ocrfix_version, language),
        statuses=_statuses(language),
        download=download_name(name),
        view=view,
        record=map(Markup, record_parts(result, view, pictures, language)),
        pictures=((picture.page_number, Markup(base64_of(picture))) for picture in pictures),
    )
    waiting: list[str] = []
    length = 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= _CHARACTERS_AT_ONCE:
            yield encode_text("".join(waiting))
            waiting, length = [], 0
    yield encode_text("".join(waiting))


@cache
def _environment(language: Language) -> Environment:
    environment = template_environment(keep_trailing_newline=True)
    environment.filters["line"] = _shower(language, is_block=False)
    environment.filters["block"] = _shower(language, is_block=True)
    environment.globals["page_title"] = lambda page: say("Page {n}", language, n=page)
    environment.globals["instead_of"] = lambda before: say(
        "instead of “{before}”", language, before=visible_line(before)
    )
    return environment


@cache
def _style() -> str:
    return "".join(page_part(f"style/{name}.css") for name in STYLES)


@cache
def _script() -> str:
    """Join the parts of the script in one scope of their own; none may end the script's element."""
    body = "\n".join(page_part(f"script/{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}}})();\n'


def _statuses(language: Language) -> tuple[tuple[str, str], ...]:
    """Name the choices of the filter: everything, or one status."""
    words = {status: name_of(STATUSES, status, language) for status in Status}
    return (("all", say("Everything", language)), *((str(status), word) for status, word in words.items()))


def _shower(language: Language, *, is_block: bool) -> Callable[[str], Markup]:
    """Make the filter that all document text passes: escaped, and with its hidden characters shown."""
    from markupsafe import Markup, escape

    title = say("hidden character", language)
    sign = Markup('<span class="end" title="{}">{}</span>').format(say("line end", language), LINE_END_SIGN)

    def show(text: str) -> Markup:
        plain = text.replace("\r\n", "\n")
        if not is_block:
            plain = plain.replace("\t", " ")
        marked = HIDDEN.sub(_code, str(escape(plain)))
        return Markup(marked if is_block else marked.replace("\n", sign))

    def _code(match: re.Match[str]) -> str:
        return f'<span class="code" title="{title}">{code_point(match.group())}</span>'

    return show


def _verdict(totals: Totals, language: Language) -> str:
    applied = say_counted("{n} place was corrected", "{n} places were corrected", totals.applied, language)
    first = applied if totals.applied else say("Nothing was changed", language)
    doubts = say_counted("{n} place needs your own eyes", "{n} places need your own eyes", totals.open_doubts, language)
    second = doubts if totals.open_doubts else say("there are no open doubts", language)
    return f"{first}; {second}."


def _figures(totals: Totals, view: View, language: Language) -> tuple[tuple[str, str], ...]:
    figures = [
        (grouped(totals.pages, language), say_counted("page", "pages", totals.pages, language)),
        (grouped(totals.words, language), say_counted("word", "words", totals.words, language)),
        (grouped(totals.applied, language), say_counted("change", "changes", totals.applied, language)),
        (grouped(totals.open_doubts, language), say_counted("open doubt", "open doubts", totals.open_doubts, language)),
    ]
    if view.damage:
        figures.append((view.damage, say("of the words look misread", language)))
    return tuple(figures)


_DATA = {
    "data": translatable("version"),
    "fingerprint": translatable("fingerprint"),
    "own-words": translatable("own words"),
    "profile": translatable("learned profile"),
}
"""What a result names as the data that it depends on."""


def _facts(result: CorrectionResult, ocrfix_version: str, language: Language) -> tuple[tuple[str, str], ...]:
    names = {name: say(known, language) for name, known in _DATA.items()}
    data = ", ".join(f"{names.get(name, name)} {version}" for name, version in sorted(result.data_versions))
    facts = (
        (say("Document", language), result.document.source_name),
        (say("Checksum of the input (SHA-256)", language), result.document.sha256),
        (say("Program", language), f"ocrfix {ocrfix_version}"),
        (say("Settings (fingerprint)", language), result.config_fingerprint),
        (say("Language data", language), data),
    )
    return tuple((title, value) for title, value in facts if value)
