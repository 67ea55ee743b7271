"""Carries one source from its bytes to the estimate of its damage; nothing is written.

Bird's-eye view: the same reading and correcting as for ``ocrfix fix`` (:mod:`ocrfix.batch.single`), then
:mod:`ocrfix.quality` instead of files. Start reading at :func:`inspect_job`.

German example: ``a.pdf`` is read, ``fir`` is found, and the outcome says 2.1 % damaged.
"""

from __future__ import annotations

from dataclasses import replace

from ocrfix.batch.outcome import Outcome, RunSettings, outcome_of_error
from ocrfix.batch.single import Job, Progress, correct_source, count_outcome, resources_of, trace_of


def inspect_job(job: Job, settings: RunSettings, progress: Progress | None = None) -> Outcome:
    """Judge one source, whatever happens: every error becomes an outcome."""
    from ocrfix.quality.inspect import inspect_result

    config = settings.config.correct
    try:
        result = correct_source(job.source.path, job.source.name, settings, progress)
        resources = resources_of(settings.data_folder, config.lexicon_files, config.profile_file)
        quality = inspect_result(result, config, resources)
        return replace(count_outcome(job.source.label, result, ()), quality=quality)
    except Exception as error:
        return outcome_of_error(job.source.label, error, trace_of(settings))
