"""Writes hOCR, ALTO and PAGE: corrected words in place, the original beside them.

Bird's-eye view: :mod:`~ocrfix.write.markup.changes` turns the edits of a page into new texts of its units. A file
that was markup already is changed where it stands (:mod:`~ocrfix.write.markup.inplace`, by splicing into the
original characters, so that nothing else moves); for any other input a new file is made
(:mod:`~ocrfix.write.markup.create`). Start reading at :func:`ocrfix.write.markup.product.markup_bytes`.

German example: ``<String CONTENT="fir"/>`` becomes
``<String CONTENT="für"><ALTERNATIVE PURPOSE="...">fir</ALTERNATIVE></String>``.
"""
