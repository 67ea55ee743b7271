"""Ink that no word covers tells that lines were lost."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from ocrfix.extract.engines import RecognisedWord
from ocrfix.extract.ink import lost_share

TOPS = (100, 200, 300, 400)


def lines(shade: int = 0, ground: int = 255) -> Image.Image:
    """Draw four bars where lines of print would be."""
    image = Image.new("L", (600, 600), ground)
    for top in TOPS:
        ImageDraw.Draw(image).rectangle((100, top, 500, top + 30), fill=shade)
    return image


def words(*tops: int) -> list[RecognisedWord]:
    return [RecognisedWord("Wort", 100, top, 500, top + 30, 0.9, 1, 1, number) for number, top in enumerate(tops)]


@pytest.mark.parametrize(("read", "lost"), [(TOPS, 0.0), (TOPS[:2], 0.5), ((), 1.0)])
def test_the_share_is_that_of_the_lines_nobody_read(read: tuple[int, ...], lost: float) -> None:
    assert lost_share(lines(), 150, words(*read)) == pytest.approx(lost, abs=0.05)


def test_white_print_on_black_counts_and_an_empty_page_loses_nothing() -> None:
    assert lost_share(lines(255, 0), 300, words(*TOPS[:2])) == pytest.approx(0.5, abs=0.05)
    assert lost_share(Image.new("L", (600, 600), 255), 300, []) == 0.0


def test_specks_are_no_ink() -> None:
    image = Image.new("L", (600, 600), 255)
    for place in range(0, 600, 20):
        image.putpixel((place, place), 0)
    assert lost_share(image, 300, []) == 0.0
