"""Building ``dictionaries/build`` from the corpora that ``dictionaries/sources.toml`` names.

Bird's-eye view: :mod:`corpus` cleans and counts, :mod:`words` chooses the lexicon, :mod:`language`
trains the models with KenLM's ``lmplz``, :mod:`confusions` learns what is read for what, :mod:`make` puts all
together and seals it. Nothing here is imported when text is corrected. Start reading at
:mod:`ocrfix.lexicon.build.make`.
"""

from ocrfix.lexicon.build.make import build_all

__all__ = ["build_all"]
