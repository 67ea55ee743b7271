r"""What the user told us to leave alone: words of an ignore list, and whatever a pattern matches.

Bird's-eye view: :func:`waivers_of` compiles the settings once per run, :meth:`Waivers.reasons` gives every token of a
page the code ``waived-word`` or ``waived-pattern``, or "". Start reading there.

German example: with the pattern ``Az\. \d+ [A-Z]+`` the tokens of ``Az. 12 KLs`` stay as they are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ocrfix.errors import ConfigurationError
from ocrfix.model import Token
from ocrfix.records import dataclass

WAIVED_WORD, WAIVED_PATTERN = "waived-word", "waived-pattern"
WAIVED = frozenset((WAIVED_WORD, WAIVED_PATTERN))


@dataclass(frozen=True, slots=True)
class Waivers:
    """The words and compiled patterns that waive every finding."""

    words: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def reasons(self, text: str, tokens: Sequence[Token]) -> list[str]:
        """Return for each token why it is waived, or ""."""
        reasons = [WAIVED_WORD if token.text in self.words else "" for token in tokens]
        for pattern in self.patterns:
            first = 0
            for match in pattern.finditer(text):
                if not match[0]:
                    continue  # as ``\d*`` does between any two letters
                while first < len(tokens) and tokens[first].span.end <= match.start():
                    first += 1
                place = first
                while place < len(tokens) and tokens[place].span.start < match.end():
                    reasons[place] = reasons[place] or WAIVED_PATTERN
                    place += 1
        return reasons


@lru_cache(maxsize=8)
def waivers_of(words: tuple[str, ...], patterns: tuple[str, ...]) -> Waivers:
    """Compile the ignore words and patterns.

    Raises:
        ConfigurationError: a pattern is no regular expression.
    """
    compiled = []
    for pattern in patterns:
        try:
            compiled.append(re.compile(pattern))
        # Repeated too often, or nested too deeply: Python calls that by names of its own.
        except (re.error, OverflowError, RecursionError) as error:
            hint = "write it like \\bAz\\. \\d+, as Python's re module reads it"
            raise ConfigurationError(f"{pattern} is no regular expression: {error}", hint) from error
    return Waivers(frozenset(words), tuple(compiled))
