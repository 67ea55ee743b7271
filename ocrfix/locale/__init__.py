"""The catalogues of messages, one folder for each language, and how sentences are gathered for them.

Bird's-eye view: ``de/LC_MESSAGES/ocrfix.po`` is the source, ``ocrfix.mo`` is compiled from it; ``CONTRIBUTING.md`` says
how a sentence is added. Start reading at :mod:`ocrfix.locale.extraction`.

German example: the sentence "Stopped with Ctrl-C" is "Mit Strg-C abgebrochen" in ``ocrfix.po``.
"""
