"""Reads hOCR, ALTO and PAGE: recognised text that carries its places on the page.

Bird's-eye view: :mod:`~ocrfix.extract.markup.source` decodes and checks the bytes,
:mod:`~ocrfix.extract.markup.scan` notes where every element stands in them, the modules ``hocr``, ``alto`` and
``page`` pick the words out as units, and :mod:`~ocrfix.extract.markup.read` makes pages of them. A unit knows the
characters of the file that hold its text, so that :mod:`ocrfix.write.markup` can change those and nothing else.
Start reading at :mod:`ocrfix.extract.markup.read`.

German example: ``<String CONTENT="fir" HPOS="10" .../>`` is the word ``fir`` with its box.
"""
