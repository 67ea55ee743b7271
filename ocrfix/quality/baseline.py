"""An earlier state of a set of files, so that only what got worse is an alarm.

Bird's-eye view: for each file the baseline keeps its estimated damage and the ids of its findings. Ids depend on the
words around a place, not on its line, so moved lines change nothing. Start reading at :func:`read_baseline`.

German example: ``antrag.txt`` with 3 % damage in the baseline may keep its 3 %, but not get a new ``fir``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ocrfix.errors import ConfigurationError
from ocrfix.quality.inspect import FileQuality
from ocrfix.records import dataclass
from ocrfix.settings import share_of

FORMAT = "ocrfix-baseline"
VERSION = 1
_MAKE_ONE = "write one with --write-baseline"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the baseline knows of a file: damage (share of words) and ids of findings."""

    share: float
    words: int
    findings: frozenset[str]


Baseline = Mapping[str, KnownFile]


def read_baseline(path: Path) -> dict[str, KnownFile]:
    """Read a baseline.

    Raises:
        ConfigurationError: it cannot be read, is no baseline, or has another version.
    """
    try:
        content: Any = json.loads(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"the baseline {path.name} cannot be read", _MAKE_ONE) from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path.name} is no baseline of ocrfix", _MAKE_ONE) from error
    try:
        if content["format"] != FORMAT:
            raise ValueError(FORMAT)
        if content["version"] != VERSION:
            version = content["version"]
            message = f"the baseline has format version {version}, this ocrfix reads version {VERSION}"
            raise ConfigurationError(message, _MAKE_ONE)
        return {
            str(name): KnownFile(share_of(entry["damage"]), int(entry["words"]), frozenset(map(str, entry["findings"])))
            for name, entry in content["files"].items()
        }
    except (ValueError, OverflowError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"{path.name} is no baseline of ocrfix", _MAKE_ONE) from error


def baseline_bytes(files: Iterable[tuple[str, FileQuality]], kept: Baseline | None = None) -> bytes:
    """Write the state of files as JSON, sorted, so that it can be reviewed and committed.

    ``kept`` is what an earlier baseline knows of other files, which stays as it is.
    """
    entries = {
        name: {"damage": known.share, "words": known.words, "findings": sorted(known.findings)}
        for name, known in (kept or {}).items()
    }
    entries |= {
        name: {
            "damage": quality.estimate.share,
            "words": quality.words,
            "findings": sorted(finding.id for finding in quality.findings),
        }
        for name, quality in files
    }
    content = {"format": FORMAT, "version": VERSION, "files": dict(sorted(entries.items()))}
    return json.dumps(content, indent=1, ensure_ascii=True).encode("ascii") + b"\n"
