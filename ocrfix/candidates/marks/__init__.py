"""Marks that engines misread: section signs, dashes, quotation marks, brackets, strokes, bullets, full stops.

Bird's-eye view: :mod:`~ocrfix.candidates.marks.rules` knows which kinds of marks a token may be of and asks them in
their order what may have been printed there, and how likely what was read is. Each kind has a module of its own, with
its readings and its odds; :mod:`~ocrfix.candidates.marks.place` is what all of them look at. Start reading at
:func:`ocrfix.candidates.marks.rules.sign_readings`. German example: in ``nach 8 5 Absatz 2`` the ``8`` may be a ``§``.
"""
