"""How good a text is: against ground truth, and told without one.

Bird's-eye view: :mod:`~ocrfix.quality.signs` counts what the engine noticed on a page,
:mod:`~ocrfix.quality.estimate` turns that into a share of damaged words with an interval,
:mod:`~ocrfix.quality.inspect` does so for a whole result, :mod:`~ocrfix.quality.baseline` remembers an earlier state
and :mod:`~ocrfix.quality.gate` says which files are worse than allowed (``ocrfix check``).
:mod:`~ocrfix.quality.evaluate` measures a text against ground truth (``ocrfix evaluate``). Start reading at
:func:`ocrfix.quality.inspect.inspect_result`, or at :mod:`ocrfix.quality.evaluate`.

German example: a page with 12 sure changes (``fir`` -> ``für``) and 3 doubts among 300 words is estimated at 6 %;
``fir Heimat`` against ``für Heimat`` has a character error rate of 10 % and a word error rate of 50 %.
"""
