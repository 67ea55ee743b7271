"""Several readings of one page: what each has where, how well it explains what may be printed, whom to believe.

Bird's-eye view: :mod:`ocrfix.readings.align` finds for every token of the page's text what a witness has in its
place, :mod:`ocrfix.readings.channel` says how probable it is that a model reads one word for another, and
:mod:`ocrfix.readings.vote` how sure a witnessed change is. Pure functions, no file and no engine; the pipeline
(:mod:`ocrfix.pipeline.witnessed`) puts them into its order. German example: the text has ``Mallnahmen``, the model
``Latin`` reads ``Maßnahmen`` in the same place.
"""
