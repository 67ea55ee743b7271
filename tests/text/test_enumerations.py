from __future__ import annotations

import pytest

from ocrfix.text.enumerations import counts_up


@pytest.mark.parametrize(
    ("text", "read", "item"),
    [
        ("la. Wer?\n1b. Wie?", "la", "1a"),
        ("Frage la und lb", "la", "1a"),
        ("Ic) Wann?\n1b) Wo?", "Ic", "1c"),
        ("l. Teil\n2. Teil", "l", "1"),
        ("l. Teil\nII. Teil", "l", "I"),
        ("I) Teil\n2) Teil", "I", "1"),
    ],
)
def test_what_goes_on_counts_up(text: str, read: str, item: str) -> None:
    assert counts_up(text, text.index(read) + len(read), item)


@pytest.mark.parametrize(
    ("text", "read", "item"),
    [
        ("la grande nation", "la", "1a"),
        ("l. Teil\n2) Teil", "l", "1"),
        ("2. Teil\nl. Teil", "l", "1"),
        ("l. Teil\n3. Teil", "l", "1"),
        ("xb. Wer?", "xb", "xb"),
    ],
)
def test_what_stands_alone_does_not(text: str, read: str, item: str) -> None:
    assert not counts_up(text, text.index(read) + len(read), item)
