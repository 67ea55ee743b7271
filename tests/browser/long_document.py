"""A report of many pages, made by repeating the pages of a real one, and the figures that Chromium gives for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ocrfix.config import Config, ExtractConfig, OcrMode
from ocrfix.extract import read_document
from ocrfix.extract.pictures import PagePicture, page_pictures, picture_dpi
from ocrfix.model import CorrectionResult, Page
from ocrfix.pipeline import correct
from ocrfix.resources import open_resources

LAYER_ONLY = ExtractConfig(ocr=OcrMode.NEVER)
"""The layers of the samples were made with an English model: every page has some forty places to judge."""


def corrected(path: Path) -> CorrectionResult:
    document = read_document(path, path.name, LAYER_ONLY)
    return correct(document, Config().correct, open_resources())


def repeated(result: CorrectionResult, count: int) -> CorrectionResult:
    """Give ``count`` pages that are those of a result over and over; ids tell the copies apart."""
    pages = result.document.pages
    copies: list[Page] = []
    decisions = []
    for number in range(1, count + 1):
        page = pages[(number - 1) % len(pages)]
        copies.append(replace(page, number=number))
        decisions += [
            replace(each, damage=replace(each.damage, page_number=number), id=f"{each.id}-{number}")
            for each in result.decisions
            if each.damage.page_number == page.number
        ]
    document = replace(result.document, pages=tuple(copies))
    return replace(result, document=document, decisions=tuple(decisions))


def repeated_pictures(path: Path, result: CorrectionResult, count: int) -> list[PagePicture]:
    """Give the pictures of the repeated pages at the resolution of a document of ``count`` pages."""
    stand_ins: Sequence[Page] = [*result.document.pages] * (count // len(result.document.pages) + 1)
    pictures = page_pictures(path, stand_ins[:count], LAYER_ONLY)
    assert picture_dpi(count) < picture_dpi(1)
    return [replace(picture, page_number=number) for number, picture in enumerate(pictures, start=1)]
