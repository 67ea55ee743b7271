"""Which pages of an input are read: ``--pages`` against what is there.

Bird's-eye view: every reader asks :func:`selected_numbers` once it knows how many pages there are.

German example: ``--pages 1-2,7`` of an eight-page Drucksache reads pages 1, 2 and 7.
"""

from __future__ import annotations

from ocrfix.config import ExtractConfig
from ocrfix.errors import InputError


def selected_numbers(page_count: int, config: ExtractConfig) -> tuple[int, ...]:
    """Give the page numbers (1-based, ascending, each once) to read of an input with ``page_count`` pages.

    Raises:
        InputError: a range goes beyond the last page, or more than ``config.max_pages`` pages are wanted.

    >>> selected_numbers(8, ExtractConfig(pages=((7, 7), (1, 2))))
    (1, 2, 7)
    """
    for first, last in config.pages:
        if not 1 <= first <= last <= page_count:
            wanted = str(first) if first == last else f"{first}-{last}"
            raise InputError(
                f"there is no page {wanted}: the input has {page_count} page{'s' if page_count != 1 else ''}",
                "leave out --pages" if page_count == 1 else f"choose from 1-{page_count} with --pages",
            )
    ranges = config.pages or ((1, page_count),)
    numbers = sorted({number for first, last in ranges for number in range(first, last + 1)})
    if len(numbers) > config.max_pages:
        raise InputError(
            f"{len(numbers)} pages are more than the limit of {config.max_pages}",
            f"allow more with --max-pages {len(numbers)} or choose some with --pages 1-{config.max_pages}",
        )
    return tuple(numbers)
