"""Tells what was changed and why: JSON, diff, CSV, HTML and a table for the terminal.

Bird's-eye view: every report is a pure function of a ``CorrectionResult``; it shows nothing that the
core did not record. Start reading at :mod:`ocrfix.report.json`, the complete record; :mod:`ocrfix.report.html`
is the one for people.

German example: the change ``"fir" -> "für"`` is a record in ``antrag.report.json``, two lines in
``antrag.diff`` and a marked word in ``antrag.report.html``.
"""
