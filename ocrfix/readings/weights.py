"""The weights of :mod:`ocrfix.readings.vote`, fitted by ``benchmarks/witnesses.py``; do not edit by hand."""

WEIGHTS = {
    "word": (-3.0, 2.0, 0.0, 3.0, 1.5, 0.0, -2.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "mark": (-3.0, 2.0, 0.0, 3.0, 1.5, 0.0, -2.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
}
