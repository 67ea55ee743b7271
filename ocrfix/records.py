"""Data classes with slots, made in a sixth of the time.

Bird's-eye view: :data:`dataclass` makes the same classes as that of the standard library, which compiles up to ten
methods for each of them: of the eighty that one page of text needs, a fifth of a cold start. Here the fields are the
standard library's (``fields``, ``replace`` and ``asdict`` know them), the other methods are shared by all classes,
and ``__init__`` is compiled when the first object is made. The lowest room: every other one may use it. Start reading
at :func:`record`.

German example: ``Span(start=0, end=9)`` of ``Verfugung`` is shown, compared and hashed as ever, and refuses changes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

Kind = TypeVar("Kind", bound=type[Any])
_Values = Callable[[object], tuple[object, ...]]
_ABSENT = object()


def record(*, slots: bool, frozen: bool = False, eq: bool = True, order: bool = False) -> Callable[[Kind], Kind]:
    """Make a class a data class with slots; the arguments mean what they mean in the standard library.

    Raises:
        TypeError: the class shall have no slots.
    """
    if not slots:
        raise TypeError("a record has slots; the data classes of the standard library may have none")

    def made(kind: Kind) -> Kind:
        # The standard library writes a text where there is none, which takes as long as all that is spared here.
        kind.__doc__ = kind.__doc__ or kind.__name__
        result: Any = dataclasses.dataclass(kind, init=False, repr=False, eq=False, slots=True)
        fields = dataclasses.fields(result)
        methods: dict[str, Any] = {"__repr__": _shown}
        if eq:
            compared = _values_of([field.name for field in fields if field.compare])
            methods |= _comparisons(compared, is_ordered=order)
            methods["__hash__"] = (lambda self: hash(compared(self))) if frozen else None
        if frozen:
            methods |= _FROZEN
        for name, method in methods.items():
            if name not in kind.__dict__:
                setattr(result, name, method)
        result.__init__ = _first_init(result, is_frozen=frozen)
        done: Kind = result
        return done

    return made


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = record


def _first_init(kind: type[Any], *, is_frozen: bool) -> Callable[..., None]:
    """Return an ``__init__`` that makes room for a compiled one when it is called."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807, ANN401
        kind.__init__ = _compiled_init(kind, is_frozen=is_frozen)
        kind.__init__(self, *given, **named)

    return __init__


def _compiled_init(kind: type[Any], *, is_frozen: bool) -> Callable[..., None]:
    scope: dict[str, Any] = {"ABSENT": _ABSENT}
    parameters, lines = ["self"], []
    for field in dataclasses.fields(kind):
        name, value = field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            scope[f"make_{name}"] = field.default_factory
            value = f"make_{name}() if {name} is ABSENT else {name}" if field.init else f"make_{name}()"
            parameters += [f"{name}=ABSENT"] if field.init else []
        elif field.default is not dataclasses.MISSING:
            scope[f"default_{name}"] = field.default
            parameters.append(f"{name}=default_{name}")
        else:
            parameters.append(name)
        if is_frozen:
            scope[f"set_{name}"] = getattr(kind, name).__set__
            lines.append(f" set_{name}(self, {value})")
        else:
            lines.append(f" self.{name} = {value}")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    source = "\n".join((f"def __init__({', '.join(parameters)}):", *(lines or [" pass"])))
    exec(source, scope)
    scope["__init__"].__qualname__ = f"{kind.__qualname__}.__init__"
    init: Callable[..., None] = scope["__init__"]
    return init


def _values_of(names: list[str]) -> _Values:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


def _shown(self: Any) -> str:  # noqa: ANN401
    shown = [f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr]
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _comparisons(values: _Values, *, is_ordered: bool) -> dict[str, Any]:
    """Return the methods that compare two objects of one class by their values."""

    def is_equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def is_less(self: object, other: object) -> bool:
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def is_at_most(self: object, other: object) -> bool:
        return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

    def is_greater(self: object, other: object) -> bool:
        return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

    def is_at_least(self: object, other: object) -> bool:
        return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented

    ordered = {"__lt__": is_less, "__le__": is_at_most, "__gt__": is_greater, "__ge__": is_at_least}
    return {"__eq__": is_equal} | (ordered if is_ordered else {})


def _refuse_value(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deletion(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:  # noqa: ANN401
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:  # noqa: ANN401
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FROZEN = {
    "__setattr__": _refuse_value,
    "__delattr__": _refuse_deletion,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
"""What keeps an object as it was made, and lets it be sent to another process all the same."""
