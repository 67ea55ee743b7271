"""Learning the confusions of a scanner and its engine: from pairs, from verdicts, from an archive.

Bird's-eye view: :mod:`ocrfix.learn.sources` finds out what a path holds, :mod:`ocrfix.learn.pairs` counts
over damaged and true text, :mod:`ocrfix.learn.verdicts` over what readers decided, and
:mod:`ocrfix.learn.archive` guesses by expectation maximisation where no truth is. All give a
:class:`ocrfix.lexicon.learned.LearnedConfusions`, which is counts and nothing else; :mod:`ocrfix.learn.picture`
draws it. Start reading at :func:`ocrfix.learn.sources.learn`.

German example: forty pages on which ``Druchsache`` stands for ``Drucksache`` teach that ``k`` is read ``h``.
"""
