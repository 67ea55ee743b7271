"""Decision trees whose leaves are added up: what a sum of weighted figures cannot say.

Bird's-eye view: a tree asks one figure after another whether it is above a threshold and ends in a leaf; the leaves of
all trees are added to log odds. The trees are small and know all kinds of change together, so that a rare kind profits
from what a frequent one shows. They are fitted by :mod:`ocrfix.lexicon.build.trees` and stand in ``judge.json``. Start
reading at :meth:`Trees.log_odds`. German example: that a document prints ``Städte`` elsewhere says much about
``Stadte`` while the ranking is unsure of it, and little where it is sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ocrfix.records import dataclass

Tree = float | tuple[int, float, Any, Any]
"""A leaf (log odds), or: number of a figure, threshold, the tree for figures up to it, the tree for those above."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees for the kinds of change in ``groups``; ``base`` is the log odds that all of them start from.

    The figures that a tree may ask are those of :func:`with_kind`.
    """

    groups: tuple[str, ...] = ()
    base: float = 0.0
    trees: tuple[Tree, ...] = ()

    def log_odds(self, group: str, figures: Sequence[float]) -> float | None:
        """Return ln(p / (1 - p)) of a change of one kind, None where no tree knows the kind."""
        if group not in self.groups:
            return None
        asked = with_kind(figures, group, self.groups)
        total = self.base
        for tree in self.trees:
            node = tree
            while isinstance(node, tuple):
                figure, threshold, below, above = node
                node = below if asked[figure] <= threshold else above
            total += node
        return total

    def as_json(self) -> dict[str, object]:
        """Return what :func:`read_trees` reads."""
        return {"groups": self.groups, "base": self.base, "trees": self.trees}


def with_kind(figures: Sequence[float], group: str, groups: Sequence[str]) -> tuple[float, ...]:
    """Return the figures of a change, and behind them one for each kind of change: 1 for its own, else 0.

    >>> with_kind((0.5, 2.0), "letter", ("comma", "letter"))
    (0.5, 2.0, 0.0, 1.0)
    """
    return (*figures, *[float(known == group) for known in groups])


def read_trees(content: Mapping[str, Any]) -> Trees:
    """Read trees from JSON data.

    Raises:
        KeyError: a part is missing.
        TypeError: a leaf or a figure is no number at all.
        ValueError: a node has not four parts, or a text is no number.
    """
    return Trees(tuple(content["groups"]), float(content["base"]), tuple(_tree(tree) for tree in content["trees"]))


def _tree(content: Any) -> Tree:  # noqa: ANN401
    if not isinstance(content, list):
        return float(content)
    figure, threshold, below, above = content
    return int(figure), float(threshold), _tree(below), _tree(above)
