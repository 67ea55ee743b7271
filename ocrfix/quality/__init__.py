"""How good a text is: against ground truth, and without one.

Bird's-eye view: :mod:`ocrfix.quality.evaluate` measures a text against ground truth (``ocrfix evaluate``). Start
reading there.

German example: ``fir Heimat`` against ``für Heimat`` has a character error rate of 10 % and a word error rate of 50 %.
"""
