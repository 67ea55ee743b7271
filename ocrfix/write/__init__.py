"""Writes results to disk: every file whole or not at all.

Bird's-eye view: :mod:`ocrfix.write.text` makes the bytes of the corrected text,
:mod:`ocrfix.write.files` puts bytes on disk. Start reading at ``files.write_atomically``.
German example: ``antrag.pdf`` becomes ``ocrfix-out/antrag.txt``.
"""
