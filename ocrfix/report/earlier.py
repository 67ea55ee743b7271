"""Tells a report of ``ocrfix check`` from any other file, so that a job that runs daily replaces its own only.

Bird's-eye view: every format has a beginning, or in the case of plain text an end, that nothing else has by chance.
Start reading at :func:`is_check_report`.

German example: a file that ends with ``2 Dateien: keine schlechter als erlaubt.`` is a report for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocrfix.messages import Language, wording, wordings

HEAD_BYTES = TAIL_BYTES = 4096
_LANGUAGES: tuple[Language, ...] = ("en", "de")
_HEADS = re.compile(
    rb"""\s*(?:
        \{\s*"format":\s*"ocrfix-check"                                          # JSON
      | \{\s*"\$schema":[^{]{,300}"runs":\s*\[\s*\{\s*"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"ocrfix"   # SARIF
      | <\?xml[^>]{,100}\?>\s*<testsuites\ name="ocrfix"                         # JUnit
      | \[\s*(?:\]\s*\Z | \{\s*"description":[^\n]*\n\s*"check_name":)           # GitLab
      | \xef\xbb\xbffile,page,origin,words,damage,                               # CSV
      | <!DOCTYPE\ html>.{,2000}?<title>ocrfix:                                  # the page
      | ::(?:error|warning)\ file=                                               # GitHub
      | \Z                                                                       # nothing, as GitHub's of good files
    )""",
    re.DOTALL | re.VERBOSE,
)


def is_check_report(head: bytes, tail: bytes) -> bool:
    r"""Say whether a file is a report of ``ocrfix check``, by its first and its last bytes.

    >>> text = b"a.txt: 0.0% of 2 words damaged\n1 file: none worse than allowed.\n"
    >>> is_check_report(text, text), is_check_report(b"Wort\n", b"Wort\n")
    (True, False)
    """
    if _HEADS.match(head):
        return True
    last = tail.decode("utf-8", "replace").rstrip("\n").rpartition("\n")[2]
    return any(pattern.fullmatch(last) for pattern in _last_lines())


def _last_lines() -> Iterator[re.Pattern[str]]:
    """Give what the last line of the report for people can be."""
    for language in _LANGUAGES:
        some = wording("{files}: {bad} worse than allowed.", language)
        none = wording("{files}: none worse than allowed.", language)
        for files in wordings("{n} file", "{n} files", language):
            for line in (some.replace("{files}", files), none.replace("{files}", files)):
                yield re.compile(re.sub(r"\\{(?:n|bad)\\}", r"[\\d.,]+", re.escape(line)))
