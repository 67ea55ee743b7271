"""Which words are alone: no confusion that is asked of a known word leads from them to another word.

Bird's-eye view: most words of a page are known and resemble no other, which takes a walk through the lexicon to
find out. The build walks once for every word of the lexicon, so that a run need not. The marks belong to the words
and to ``confusions.tsv``: when either changes, they are made again. Start reading at :func:`write_lone_words`. German
example: ``Haushaltsordnung`` is alone, ``wurde`` is not (``würde``).
"""

from __future__ import annotations

from pathlib import Path

from ocrfix.candidates.generate import Generator
from ocrfix.lexicon.confusions import load_confusions
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.table import write_marks


def write_lone_words(folder: Path) -> None:
    """Write ``words.lone`` of a data folder that has all other word layers and ``confusions.tsv``."""
    marks = folder / "words.lone"
    marks.write_bytes(b"")  # With no marks every word is walked.
    lexicon = Lexicon(folder)
    generator = Generator(lexicon, load_confusions(folder / "confusions.tsv"))
    lone = (word for word in lexicon.words if "-" not in word and not generator.alternatives(word))
    write_marks(lone, lexicon.words, marks)
