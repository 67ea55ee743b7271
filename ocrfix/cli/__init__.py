"""The command line: parses, calls the library, prints.

Bird's-eye view: :func:`ocrfix.cli.app.main` is the entry point and the only place that turns errors into
messages and exit codes; one module per command does the rest. This is the only room that reads the environment
and prints. Start reading at :mod:`ocrfix.cli.app`.

German example: ``ocrfix fix anfrage.pdf`` writes ``ocrfix-out/anfrage.txt`` and says so in German when the
locale is German.
"""
