"""Weights of the vote, as ``benchmarks/fit_vote.py`` fitted them; docs/method.md says on which pages.

Bird's-eye view: one number for each name in :data:`ocrfix.readings.vote.FEATURE_NAMES`, in its order. German
example: a reading that has ``Maßnahmen`` where the text has ``Mallnahmen`` adds the fifth of them.
"""

WEIGHTS = (
    -3.0, 2.0, 3.0, 0.0, 1.5, 1.5, -2.5, -2.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
    0.0, 0.0, 0.0,
)  # fmt: skip
