"""Where a kind of change is safe on the pages of one engine: the confidence from which it is applied.

Bird's-eye view: the judge states how sure a change is, and its borders hold for all engines. A profile that was
learned from pairs knows how many changes of a kind were right, wrong and harmful at each stated confidence; from that
:func:`learned_borders` moves the border of a kind: up where changes broke words, down where enough were seen
and hardly any did. Start reading there.

German example: on pages that keep their commas, ``.`` for ``,`` broke nine right marks of fifty: its border rises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

STEPS = 20
"""Stated confidences are counted in twentieths."""
LOWEST_STEP = 10
"""No border goes below this step (0.5): what is more likely wrong than right is not applied unasked."""
HARM_COST, WRONG_COST = 6.0, 0.5
"""What a broken word and a wrong change of a word that was wrong before cost, in words made right."""
HARM_PRIOR, PRIOR_CHANGES = 0.3, 3.0
"""The shipped border is believed: as if so many broken words had been seen below it in so many changes."""
MOST_HARM = 0.05
"""Share of harmful changes, prior included, up to which a border may go down."""
LEAST_RIGHT = 0.6
LEAST_GAIN = 4.0
"""A border goes up when at least so much is gained."""
LOWERED = ("umlaut-unknown",)
"""Kinds whose border may go down: lost umlauts of words that no list knows. Other letters of such words may be a slip
of the print (``Drittsaaten``), a known word may be what was printed, and marks follow the layout of the pages seen."""

UNPROVEN_BORDER = 0.85
"""The lowest border where nobody has told right changes from wrong ones, or on too few pages."""

Outcomes = tuple[int, int, int]
"""Changes that were right, wrong on a wrong word, and harmful: wrong on a right word."""
Kind = tuple[str, int]
"""Group of changes and twentieth (0..19) of their stated confidence."""


def step_of(confidence: float) -> int:
    """Return the twentieth that a confidence (0..1) lies in.

    >>> step_of(0.75), step_of(0.7499), step_of(1.0)
    (15, 14, 19)
    """
    return min(STEPS - 1, int(STEPS * confidence + 1e-9))


def learned_borders(kinds: Mapping[Kind, Outcomes], usual: Callable[[str], float]) -> dict[str, float]:
    """Return the border (0..1) of each kind of change that has another one than the usual.

    >>> learned_borders({("umlaut-unknown", 12): (9, 1, 0), ("comma", 16): (3, 0, 4)}, lambda group: 0.75)
    {'comma': 0.85, 'umlaut-unknown': 0.6}
    """
    found = {}
    for group in sorted({group for group, _ in kinds}):
        seen = [kinds.get((group, step), (0, 0, 0)) for step in range(STEPS)]
        border = step_of(usual(group))
        step = _raised(seen, border)
        if step == border and group in LOWERED:
            step = _lowered(seen, border)
        if step != border:
            found[group] = step / STEPS
    return found


def strict_borders(kinds: Iterable[str], usual: Callable[[None, str], float]) -> dict[str, float]:
    """Return the border (0..1) of each kind where learned confusions are not proven.

    >>> strict_borders(["noise-unknown"], lambda _, group: 0.75)
    {'noise-unknown': 0.85}
    """
    return {group: max(usual(None, group), UNPROVEN_BORDER) for group in sorted(kinds)}


def _raised(seen: Sequence[Outcomes], border: int) -> int:
    """Find the step from which changes are worth most; above all steps none is applied."""
    best, most = border, LEAST_GAIN
    for step in range(border + 1, STEPS + 1):
        gain = -_worth(seen[border:step])
        if gain >= most:
            best, most = step, gain + 1e-9
    return best


def _lowered(seen: Sequence[Outcomes], border: int) -> int:
    best = border
    for step in range(border - 1, LOWEST_STEP - 1, -1):
        right, wrong, harmed = (sum(column) for column in zip(*seen[step:border], strict=True))
        changes = right + wrong + harmed
        is_harmless = (harmed + HARM_PRIOR) / (changes + PRIOR_CHANGES) <= MOST_HARM
        if is_harmless and (right + 1) / (changes + 2) >= LEAST_RIGHT and sum(seen[step]):
            best = step
    return best


def _worth(seen: Sequence[Outcomes]) -> float:
    return sum(right - WRONG_COST * wrong - HARM_COST * harmed for right, wrong, harmed in seen)
