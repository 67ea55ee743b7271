"""The scorer of ``ocrfix evaluate``, under the name that the benchmarks use.

Start reading at :mod:`ocrfix.quality.scoring`. German example: ``fir`` made ``für`` is one word fixed.
"""

from __future__ import annotations

from ocrfix.quality.scoring import Score, score_page, score_pages, share, words_of

__all__ = ["Score", "score_page", "score_pages", "share", "words_of"]
