r"""Shows characters that would hide or reorder text: control, bidirectional and zero-width ones.

Bird's-eye view: every report that a person reads sends document text through here, so that a document
cannot drive a terminal, turn a line around or hide letters. Start reading at :func:`visible_text`.

German example: ``"Be\N{SOFT HYPHEN}schluss"`` is shown as ``"Be<U+00AD>schluss"``.
"""

from __future__ import annotations

import re

LINE_END_SIGN = "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"

# Listed by number, for this is a table of code points: controls (tab and line feed stay), soft hyphen,
# format characters, fillers and selectors without a shape of their own, surrogates, private use, tags.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def code_point(character: str) -> str:
    """Name a character by its number.

    >>> code_point("§")
    'U+00A7'
    """
    return f"U+{ord(character):04X}"


def visible_text(text: str) -> str:
    r"""Show hidden characters as ``<U+202E>``; tabs and line feeds stay.

    >>> visible_text("a\N{RIGHT-TO-LEFT OVERRIDE}b")
    'a<U+202E>b'
    """
    return HIDDEN.sub(lambda match: f"<{code_point(match.group())}>", text)


def visible_line(text: str) -> str:
    r"""Show text on one line: line ends become a sign, tabs a space.

    >>> visible_line("Rick-\nmeldung")
    'Rick-↵meldung'
    """
    ends = text.replace("\r\n", LINE_END_SIGN).replace("\n", LINE_END_SIGN)
    return visible_text(ends.replace("\t", " "))
