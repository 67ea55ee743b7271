"""Lets the garbage collector rest while a document is corrected.

Bird's-eye view: the stages make many small objects that point to no circle, so that all are freed the moment nobody
needs them; what stays are answers that are kept on purpose. The collector finds nothing there, but goes through all of
it again and again: a seventh of the time of the first pages. Start reading at :func:`collector_at_rest`.

German example: the 5,000 words of an Antwort der Bundesregierung leave no circle behind.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the collector from running; it is as it was behind this, whatever happens in it."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
