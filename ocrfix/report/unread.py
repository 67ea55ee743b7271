"""The sentence about pages that show something and of which nothing was recognised.

Bird's-eye view: ``ocrfix fix`` says it at the end of a run, ``ocrfix check`` in its reports; machine formats take the
English one. Start reading at :func:`unread_line`.

German example: ``a.pdf: auf Seite 2 wurde nichts erkannt, obwohl sie nicht leer ist``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.messages import Language, say_counted

MOST_UNREAD_PAGES = 20


def unread_line(label: str, pages: Sequence[int], language: Language) -> str:
    """Name the pages of a file that are not blank and of which nothing was recognised."""
    more = ", …" if len(pages) > MOST_UNREAD_PAGES else ""
    return say_counted(
        "{label}: nothing was recognised on page {pages}, though it is not blank",
        "{label}: nothing was recognised on the pages {pages}, though they are not blank",
        len(pages),
        language,
        label=label,
        pages=", ".join(map(str, pages[:MOST_UNREAD_PAGES])) + more,
    )
