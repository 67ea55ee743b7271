from __future__ import annotations

import pytest

from ocrfix.text.enumerations import counts_up, ends_item


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Schutz:\n2. Hilfe", True),
        ("3. auf den Schutz\n\nder Natur:\n\n4. auf Hilfe", True),
        ("a) Schutz:\nb) Hilfe", True),
        ("• Schutz:\n* Hilfe", True),
        ("e Schutz:\n® Hilfe", True),
        ("- Schutz:\n– Hilfe", True),
        ("1. Schutz:\n1. Hilfe", False),
        ("1. Schutz:\na) Hilfe", False),
        ("- so der Bund - gilt:\n• Hilfe", False),
        ("• Schutz\n\nDaraus folgt:\n• Hilfe", False),
        ("Es gilt:\n1. Hilfe", False),
        ("1. Schutz: Hilfe", False),
    ],
)
def test_an_item_ends_where_the_next_of_its_level_begins(text: str, expected: bool) -> None:
    assert ends_item(text, text.index(":") + 1) is expected
