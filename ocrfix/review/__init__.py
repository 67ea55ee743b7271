"""What people decide about a result: verdicts, their file, the round through the series, the way back into the text.

Bird's-eye view: the HTML report and ``ocrfix review`` write the same lines (:mod:`ocrfix.review.verdicts`);
:mod:`ocrfix.review.session` is the round through the series that the terminal shows, :mod:`ocrfix.review.record` reads
the result it goes through, :mod:`ocrfix.review.replay` puts verdicts into a result, and
:mod:`ocrfix.review.words` gathers the words that were called right. Start reading at :mod:`ocrfix.review.verdicts`.

German example: ``{"action": "edit", "id": "3f…", "text": "Führung", ...}`` makes „Fuhrting“ „Führung“ on every replay.
"""
