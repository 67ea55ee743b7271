"""Many files: what is read, what is written where, and by how many workers.

Bird's-eye view: :mod:`~ocrfix.batch.discovery` turns arguments into ordered :class:`~ocrfix.batch.sources.Sources`,
:mod:`~ocrfix.batch.targets` says which files each of them will write and which of those may be replaced,
:mod:`~ocrfix.batch.single` carries one source from bytes to written files, :mod:`~ocrfix.batch.workers` does
that for many, in processes, and hands back one small :class:`~ocrfix.batch.outcome.Outcome` each in the order
of the input. Start reading at :func:`ocrfix.batch.workers.run_batch`.

German example: ``Anfragen/2013/a.pdf`` in the folder ``Anfragen`` is written to ``ocrfix-out/2013/a.txt``.
"""
