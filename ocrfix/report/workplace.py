"""What the script of the HTML report works with: a record in JSON and the pictures of the pages, both inert.

Bird's-eye view: the report's script draws its cards, series and pictures from the elements made here; they are data
blocks, which a browser neither runs nor loads. Markup cannot end them, for ``<`` is written as an escape, and the
pictures are base64. Start reading at :func:`record_parts`.

German example: the entry of „fiir“ is ``{"id": "3f…", "p": 1, "l": 6, "b": "fiir", "a": "für", "x": ["dung ", " den"],
"w": [[148, 260, 34, 21]], ...}``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ocrfix.extract.pictures import PagePicture
from ocrfix.messages import Language, say
from ocrfix.model import Box, CorrectionResult
from ocrfix.report.view import Entry, View
from ocrfix.report.visible import HIDDEN, LINE_END_SIGN
from ocrfix.report.workplace_words import words

DECISIONS_SUFFIX = ".decisions.jsonl"
VERDICT_VERSION = 1
"""The version of the lines of ``NAME.decisions.jsonl``, which script and :mod:`ocrfix.review.verdicts` both write."""
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\s]+')
_LONGEST_NAME = 100
MOST_CHOICES = 4
_ENTRIES_AT_ONCE = 200

JsonObject = dict[str, object]


def record_parts(
    result: CorrectionResult, view: View, pictures: Sequence[PagePicture], language: Language
) -> Iterator[str]:
    """Write what the script needs as JSON that can stand inside a script element, in pieces.

    Boxes are ``[x, y, width, height]`` in pixels of the page's picture; reasons and levels are numbers of phrases.
    """
    by_page = {picture.page_number: picture for picture in pictures}
    reasons: dict[str, int] = {}
    levels: dict[str, int] = {}
    digest = hashlib.sha256()
    # The entries name reasons and levels by numbers, which stand before them: meanwhile they wait, packed.
    packed: list[bytes] = []
    waiting = iter(view.entries)
    while some := list(islice(waiting, _ENTRIES_AT_ONCE)):
        for place, entry in enumerate(some):
            for reason in entry.reasons:
                reasons.setdefault(reason, len(reasons))
            levels.setdefault(entry.level, len(levels))
            digest.update(_decided(entry, is_first=not packed and not place))
        text = ",".join(harmless_json(_entry(entry, reasons, levels, by_page)) for entry in some)
        packed.append(zlib.compress(text.encode("utf-8", "surrogatepass"), 1))
    document = result.document
    record: JsonObject = {
        "version": VERDICT_VERSION,
        "language": language,
        "document": document.source_name,
        "sha256": document.sha256,
        "fingerprint": digest.hexdigest()[:16],
        "download": download_name(document.source_name),
        "hidden": _javascript_pattern(),
        "end": LINE_END_SIGN,
        "words": words(language),
        "reasons": list(reasons),
        "levels": list(levels),
        "pages": [_page(page.number, by_page.get(page.number)) for page in document.pages],
        "series": [{"t": each.title, "s": str(each.status), "e": list(each.numbers)} for each in view.series],
    }
    yield harmless_json(record).removesuffix("}") + ',"entries":['
    for number, part in enumerate(packed):
        yield ("," if number else "") + zlib.decompress(part).decode("utf-8", "surrogatepass")
    yield "]}"


def harmless_json(record: object) -> str:
    r"""Write JSON that no parser of HTML can mistake: no ``<``, no ``>``, no hidden character.

    >>> harmless_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = HIDDEN.sub(lambda match: json.dumps(match.group())[1:-1], text)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def base64_of(picture: PagePicture) -> str:
    """Write the picture for a data block."""
    return base64.b64encode(picture.data).decode("ascii")


def download_name(source_name: str) -> str:
    """Name the file of decisions after the document, with nothing in it that is a path or hides.

    >>> download_name("../akten/antwort.pdf")
    'antwort.decisions.jsonl'
    """
    base = re.split(r"[/\\]", source_name)[-1]
    stem = base.rpartition(".")[0] or base
    plain = _NOT_IN_NAMES.sub("_", HIDDEN.sub("", stem)).strip("._ -")[:_LONGEST_NAME]
    return (plain or "ocrfix") + DECISIONS_SUFFIX


def _decided(entry: Entry, *, is_first: bool) -> bytes:
    """Write what was decided for the fingerprint: stored verdicts are offered for the same result only."""
    decision = entry.decision
    line = f"{decision.id}\0{decision.before}\0{decision.after}\0{entry.status}"
    return (line if is_first else "\n" + line).encode("utf-8", "replace")


def _javascript_pattern() -> str:
    """Write the pattern of hidden characters for JavaScript, every character by its number."""
    return re.sub(r"[^\[\]-]", lambda match: f"\\u{{{ord(match.group()):x}}}", HIDDEN.pattern)


def _page(number: int, picture: PagePicture | None) -> list[int]:
    return [number, 0, 0] if picture is None else [number, picture.width, picture.height]


def _entry(
    entry: Entry, reasons: Mapping[str, int], levels: Mapping[str, int], pictures: Mapping[int, PagePicture]
) -> JsonObject:
    decision = entry.decision
    number = decision.damage.page_number
    picture = pictures.get(number)
    return {
        "id": decision.id,
        "p": number,
        "l": entry.line,
        "s": str(entry.status),
        "b": decision.before,
        "a": decision.after,
        "x": [entry.left, entry.right],
        "c": entry.confidence,
        "v": levels[entry.level],
        "r": [reasons[reason] for reason in entry.reasons],
        "o": [[choice.text, choice.percent] for choice in entry.choices[:MOST_CHOICES]],
        "w": [_pixels(box, picture) for box in entry.boxes] if picture is not None else [],
    }


def _pixels(box: Box, picture: PagePicture) -> list[int]:
    scale = picture.scale
    left, top = round(box.x0 * scale), round(box.top * scale)
    return [left, top, max(1, round(box.x1 * scale) - left), max(1, round(box.bottom * scale) - top)]


def place_in_words(page: int, line: int, language: Language) -> str:
    """Name a place as a clerk does.

    >>> place_in_words(3, 12, "de")
    'Seite 3, Zeile 12'
    """
    return say("page {page}, line {line}", language, page=str(page), line=str(line))
