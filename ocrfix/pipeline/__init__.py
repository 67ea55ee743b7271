"""The one place that names the order of the stages: text in, decisions out.

Bird's-eye view: :func:`correct` reads each page of a document as tokens, estimates what damage it shows,
lists the readings of every token (:mod:`ocrfix.pipeline.readings`), lets channel and context rank them and
turns the winners into decisions (:mod:`ocrfix.pipeline.decisions`). Start reading at :func:`correct`.
German example: ``fir Heimat`` becomes one APPLY decision, ``fir`` -> ``für``.
"""

from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.correct import correct
from ocrfix.pipeline.stages import analyse_page

__all__ = ["PageAnalysis", "analyse_page", "correct"]
