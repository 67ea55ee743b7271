"""Weights of the vote, as ``benchmarks/fit_vote.py`` fitted them; docs/method.md says on which pages.

Bird's-eye view: one number for each name in :data:`ocrfix.readings.vote.FEATURE_NAMES`, in its order. German
example: a reading that has ``Maßnahmen`` where the text has ``Mallnahmen`` adds the fifth of them.
"""

WEIGHTS = (
    1.394, 0.711, 1.283, -1.37, 0.516, 0.335, -0.173, 1.047, -0.369, 0.115, -0.211, 0.408, 0.875, -0.62, 0.015, -0.245, -0.254, 0.399, -1.504, 0.056, -0.428, 0.603, 0.299, -0.524, -0.1,
    0.0, 0.0,
)  # fmt: skip
