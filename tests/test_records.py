"""Records are the data classes of the standard library: shown, compared, hashed, ordered, sent and kept like them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from ocrfix.model import Span
from ocrfix.records import dataclass, record


def drawers() -> tuple[type[Any], type[Any]]:
    class Drawer:
        """A drawer of index cards."""

        number: int
        label: str = "A-Ä"
        cards: list[str] = field(default_factory=list, hash=False, compare=False)
        key: object = field(default=None, repr=False, compare=False)
        seen: dict[str, int] = field(default_factory=dict, init=False, compare=False)

    own = record(frozen=True, slots=True, order=True)(type("Drawer", (), dict(Drawer.__dict__)))
    standard: Any = dataclasses.dataclass(frozen=True, slots=True, order=True)
    known: type[Any] = standard(type("Drawer", (), dict(Drawer.__dict__)))
    return own, known


def test_a_record_is_shown_and_made_like_a_data_class() -> None:
    own, known = drawers()
    for arguments in ((1,), (2, "Ö"), (3, "Ü", ["Übergang"])):
        assert repr(own(*arguments)) == repr(known(*arguments))
        assert hash(own(*arguments)) == hash(known(*arguments))
    assert repr(own(number=4, key="x")) == repr(known(number=4, key="x"))
    assert own.__match_args__ == known.__match_args__
    assert own(1).cards is not own(1).cards
    assert dataclasses.asdict(own(5)) == dataclasses.asdict(known(5))
    assert dataclasses.replace(own(6), label="Z") == own(6, "Z")


@pytest.mark.parametrize("arguments", [(), (1, "A", [], None, {}), (1, 2, 3, 4, 5, 6)])
def test_a_record_refuses_arguments_like_a_data_class(arguments: tuple[object, ...]) -> None:
    for kind in drawers():
        with pytest.raises(TypeError):
            kind(*arguments)
        with pytest.raises(TypeError):
            kind(1, nothing=2)


def test_records_are_compared_by_what_they_hold_and_only_among_their_own() -> None:
    own, known = drawers()
    one, two = own(1, "a"), own(1, "b")
    assert one == own(1, "a", ["not compared"])
    assert one != two
    assert one != known(1, "a")
    assert one < two <= two < own(2, "a")
    assert two > one >= own(1, "a")
    for compare in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__"):
        assert getattr(one, compare)(known(1, "a")) is NotImplemented


def test_a_frozen_record_refuses_changes_from_its_first_object_on() -> None:
    own, _ = drawers()
    drawer = own(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'label'"):
        drawer.label = "B"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'label'"):
        del drawer.label
    assert not hasattr(drawer, "__dict__")


def test_a_frozen_record_can_be_copied_and_sent() -> None:
    span = Span(2, 5)
    assert pickle.loads(pickle.dumps(span)) == span
    assert copy.deepcopy([span]) == [span]


def test_what_is_checked_after_making_is_checked_every_time() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="not a span"):
            Span(3, 2)


@dataclass(slots=True)
class Counted:
    number: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Lone:
    number: int = 0

    def __repr__(self) -> str:
        return "lone"


def test_a_record_that_may_change_has_no_hash() -> None:
    counted = Counted()
    counted.number += 1
    assert counted == Counted(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(counted)


def test_a_record_keeps_its_own_methods_and_is_itself_where_values_do_not_count() -> None:
    lone = Lone()
    assert repr(lone) == "lone"
    assert lone == lone
    assert lone != Lone()
    assert len({lone, Lone()}) == 2


def test_records_have_slots() -> None:
    with pytest.raises(TypeError, match="has slots"):
        record(slots=False)
