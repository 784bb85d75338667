"""Operators, tests and formatted texts, which look into their operands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, final

from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.touching import Touching
from threadkata.model.kinds import ATOMS, Depth
from threadkata.model.operation import Access
from threadkata.model.rewriting.operators import OPERATIONS
from threadkata.model.scheduler import Scheduler

#: The operations that look for something in a container.
_CONTAINS: Final = (OPERATIONS["@in"], OPERATIONS["@not in"])
#: What is done to a value in a formatted text before it is formatted.
_CONVERSIONS: Final[dict[int, Callable[[Any], Any]]] = {
    ord("s"): str,
    ord("r"): repr,
    ord("a"): ascii,
}


@final
class Operators:
    """Announces what operations look into or change, and does them."""

    __slots__ = ("_announcer", "_linked", "_scheduler", "_touching")

    def __init__(self, scheduler: Scheduler, touching: Touching, announcer: Announcer) -> None:
        self._scheduler = scheduler
        self._touching = touching
        self._announcer = announcer
        self._linked: Any = None

    def value(self, subject: Any) -> Any:
        """Announce that `subject` is looked into as a whole: by a test, for example."""
        if type(subject) in ATOMS or self._scheduler.alone:
            return subject
        find = partial(self._touching.looking, subject)
        accesses = find()
        if accesses:
            self._announcer.point("read", accesses, subject, "", find)
        return subject

    def binary(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """An operation with two operands that are looked into."""
        if (type(left) in ATOMS and type(right) in ATOMS) or self._scheduler.alone:
            return operation(left, right)
        touching = self._touching
        if operation in _CONTAINS and type(left) in ATOMS:
            # Of what is in the container, nothing is looked into.
            find = partial(touching.looking_shallowly, right)
            return self._announcer.perform("read", find, right, "", operation, left, right)
        of_left = touching.looking(left)
        accesses = of_left + touching.looking(right)
        if not accesses:
            return operation(left, right)
        subject, find = left if of_left else right, partial(touching.looking_at_both, left, right)
        accesses = self._announcer.point("read", accesses, subject, "", find)
        return self._announcer.inside_call(accesses, operation, left, right)

    def link(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """A comparison in a chain, such as `a < b` in `a < b < c`."""
        result = self.binary(operation, left, right)
        self._linked = right
        return result

    def linked(self) -> Any:
        """The right operand of the last comparison in a chain."""
        right, self._linked = self._linked, None
        return right

    def unary(self, operation: Callable[[Any], Any], operand: Any) -> Any:
        """An operation with one operand that is looked into."""
        if type(operand) in ATOMS or self._scheduler.alone:
            return operation(operand)
        find = partial(self._touching.looking, operand)
        return self._announcer.perform("read", find, operand, "", operation, operand)

    def format(self, subject: Any, conversion: int, spec: str) -> str:
        """A value in a formatted text."""
        convert = _CONVERSIONS.get(conversion)
        if convert is None:
            return str(self.unary(lambda value: format(value, spec), subject))
        return str(self.unary(lambda value: format(convert(value), spec), subject))

    def inplace(self, operation: Callable[[Any, Any], Any], target: Any, operand: Any) -> Any:
        """`target += operand`, which changes a container where it is."""
        if (type(target) in ATOMS and type(operand) in ATOMS) or self._scheduler.alone:
            return operation(target, operand)
        touching = self._touching

        def find() -> tuple[Access, ...]:
            return touching.by_call((target,), Depth.CHANGES) + touching.looking(operand)

        return self._announcer.perform("write", find, target, "", operation, target, operand)
