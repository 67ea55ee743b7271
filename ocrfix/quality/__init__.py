"""How damaged a text is, told without its ground truth, and whether that is too much.

Bird's-eye view: :mod:`~ocrfix.quality.signs` counts what the engine noticed on a page,
:mod:`~ocrfix.quality.estimate` turns that into a share of damaged words with an interval,
:mod:`~ocrfix.quality.inspect` does so for a whole result, :mod:`~ocrfix.quality.baseline` remembers an earlier state
and :mod:`~ocrfix.quality.gate` says which files are worse than allowed. Start reading at
:func:`ocrfix.quality.inspect.inspect_result`.

German example: a page with 12 sure changes (``fir`` -> ``für``) and 3 doubts among 300 words is estimated at 6 %.
"""
