"""Decides how a list of sources is worked on and keeps their order.

Bird's-eye view: :func:`work_on` checks each source's targets just before its turn, then hands it to this
process or to workers. Start reading there.

German example: of ``a.txt`` (its target exists and is not ours) and ``b.txt`` the first gives an outcome with
code 7 without being read, the second is corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ocrfix.batch.discovery import Source
from ocrfix.batch.outcome import Outcome, RunSettings, outcome_of_error
from ocrfix.batch.single import Job
from ocrfix.batch.targets import InputIdentities, Marker, check_targets, target_names
from ocrfix.batch.workers import (
    end_children,
    run_alone,
    run_batch,
    runs_alone,
    temporary_folder,
    useful_workers,
)
from ocrfix.errors import OcrfixError


def work_on(
    sources: tuple[Source, ...],
    settings: RunSettings,
    marker: Marker,
    workers: int | None,
    on_page: Callable[[int, int], None] | None = None,
) -> Iterator[Outcome]:
    """Give one outcome for each source, in order; ``workers`` None takes as many as pay off.

    Raises:
        DataError: the data files are missing; told once instead of once a file.
    """
    inputs = InputIdentities.of(sources)
    jobs = (prepare(source, settings, marker, inputs) for source in sources)
    is_alone = runs_alone(sources, workers)
    with temporary_folder(is_for_workers=not is_alone) as folder:
        settings = replace(settings, temporary_folder=folder)
        if not is_alone:
            yield from run_batch(jobs, settings, workers or useful_workers(sources))
            return
        try:
            yield from run_alone(jobs, settings, on_page)
        finally:
            end_children()


def prepare(source: Source, settings: RunSettings, marker: Marker, inputs: InputIdentities) -> Job | Outcome:
    """Refuse a source before it is read, when there is nothing to read or nowhere to write."""
    if source.problem is not None:
        return outcome_of_error(source.label, source.problem)
    names = target_names(source.target, settings.reports)
    try:
        replaceable = check_targets(source, names, marker, inputs, force=settings.force)
        marker.begin(source, names, replaceable)
        return Job(source, replaceable)
    except OcrfixError as error:
        return outcome_of_error(source.label, error)
    except OSError as error:
        from ocrfix.errors import OutputError

        return outcome_of_error(source.label, OutputError(f"{names[0]} cannot be looked at: {error.strerror}"))
