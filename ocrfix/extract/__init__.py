r"""Extraction: gets the text out of a PDF, image or text file, page by page, with the reason to trust it.

Bird's-eye view: the first stage of the pipeline. :func:`read_document` is the entry point, :func:`kind_of` tells
what an input is, :class:`Engine` is what a recogniser must do. Start reading at :mod:`ocrfix.extract.document`.

German example: ``read_document(b"Ma\xc3\x9fnahmen", "-", ExtractConfig())`` is a document of one plain-text page.
"""

from ocrfix.extract.document import read_document
from ocrfix.extract.engine_choice import find_engine
from ocrfix.extract.engines import Engine, RecognisedWord
from ocrfix.extract.kind import SourceKind, kind_of

__all__ = ["Engine", "RecognisedWord", "SourceKind", "find_engine", "kind_of", "read_document"]
