"""The weights of :mod:`ocrfix.readings.vote`, set by hand: a vote for a change, its posterior, and votes against it."""

WEIGHTS = {
    "word": (-3.0, 2.0, 0.0, 3.0, 1.5, 0.0, -2.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "mark": (-3.0, 2.0, 0.0, 3.0, 1.5, 0.0, -2.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
}
