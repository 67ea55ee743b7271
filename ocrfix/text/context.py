"""The symbols that the word model sees: frequent words as they are, all others as classes.

Bird's-eye view: the word n-gram model (built by :mod:`ocrfix.lexicon.build.language`, asked by
:mod:`ocrfix.rank.language_model`) knows some hundred thousand words. A number is a class by its form, a
rarer word a class by its capitals and its ending, so that the context still speaks about it. Start
reading at :func:`class_symbols`. German example: ``Hauptpersonalräte`` becomes ``<t:äte>``.
"""

from __future__ import annotations

from ocrfix.text.characters import case_shape
from ocrfix.text.tokens import number_class

_SHAPE_LETTERS = {"lower": "l", "title": "t", "upper": "u", "mixed": "m", "none": "n"}


def class_symbols(word: str) -> tuple[str, ...]:
    """Name the classes of a word outside the vocabulary, most specific first.

    >>> class_symbols("Hauptpersonalräte")
    ('<t:äte>', '<t:te>', '<t>')
    >>> class_symbols("Pilot-Projekten")
    ('<h:ten>', '<h:en>', '<h>')
    >>> class_symbols("12.03.2024")
    ('<date>',)
    """
    number = number_class(word)
    if number is not None:
        return (number,)
    if not word[0].isalnum():
        return ("<sign>",)
    if "-" in word:
        shape, word = "h", word.rpartition("-")[2]
    else:
        shape = _SHAPE_LETTERS[case_shape(word)]
    if shape == "u" or len(word) < 4:
        return (f"<{shape}>",)
    ending = word.lower()
    return f"<{shape}:{ending[-3:]}>", f"<{shape}:{ending[-2:]}>", f"<{shape}>"
