"""Weights of the vote, as ``benchmarks/fit_vote.py`` fitted them; docs/method.md says on which pages.

Bird's-eye view: one number for each name in :data:`ocrfix.readings.vote.FEATURE_NAMES`, in its order. German
example: a reading that has ``Maßnahmen`` where the text has ``Mallnahmen`` adds the fifth of them.
"""

WEIGHTS = (
    -2.17, 0.718, 3.048, 0.292, 0.867, 0.871, -0.375, 0.0, 0.084, 0.0, 0.046, 0.729, 1.225, -0.657, 0.253, 0.071,
    0.179, 0.623, 0.694, 0.32, -0.296, 0.48, 0.334, -1.076, 0.08, 1.52, -1.238,
)  # fmt: skip
