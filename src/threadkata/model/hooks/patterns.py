"""The `match` statement, when it runs: what its patterns look at; see `matching.py`."""

from __future__ import annotations

import types
from typing import Any, final

from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.calls import Calls
from threadkata.model.hooks.discovery import Discovery
from threadkata.model.hooks.items import Items
from threadkata.model.hooks.iteration import Iteration
from threadkata.model.hooks.operators import Operators
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.hooks.touching import Touching
from threadkata.model.kinds import Kind
from threadkata.model.matching import (
    class_matcher,
    is_mapping,
    is_sequence,
    key_matcher,
    parts_of_sequence,
)
from threadkata.model.scheduler import Scheduler


@final
class Patterns:
    """Announces what patterns look at, and looks."""

    __slots__ = (
        "_announcer",
        "_calls",
        "_discovery",
        "_items",
        "_iteration",
        "_operators",
        "_ownership",
        "_scheduler",
        "_touching",
    )

    def __init__(
        self,
        scheduler: Scheduler,
        discovery: Discovery,
        ownership: Ownership,
        touching: Touching,
        announcer: Announcer,
        items: Items,
        operators: Operators,
        iteration: Iteration,
        calls: Calls,
    ) -> None:
        self._scheduler = scheduler
        self._discovery = discovery
        self._ownership = ownership
        self._touching = touching
        self._announcer = announcer
        self._items = items
        self._operators = operators
        self._iteration = iteration
        self._calls = calls

    def match_length(self, subject: Any, count: int, star: int) -> bool:
        """Whether a sequence has as many items as a pattern asks for."""
        if not is_sequence(subject):
            return False
        if star >= 0 and count == 1:
            return True
        length = self._calls.call(len, subject)
        return bool(length == count if star < 0 else length >= count - 1)

    def match_item(self, subject: Any, count: int, star: int, position: int) -> Any:
        """The item of a sequence for the pattern at a position."""
        if position > star:
            position += self._calls.call(len, subject) - count
        return self._items.getitem(subject, position)

    def match_items(self, subject: Any, count: int, star: int) -> tuple[Any, ...]:
        """The items of a sequence for each pattern."""
        items = self._iteration.unpack(subject, count if star < 0 else -1)
        return parts_of_sequence(list(items), count, star)

    def match_mapping(self, subject: Any, count: int) -> bool:
        """Whether a mapping has as many keys as a pattern asks for."""
        return is_mapping(subject) and (not count or bool(self._calls.call(len, subject) >= count))

    def match_keys(self, subject: Any, keys: tuple[Any, ...]) -> Any:
        """The values of a mapping for some keys, or None."""
        names = types.SimpleNamespace(**{f"k{i}": key for i, key in enumerate(keys)})
        return self._operators.unary(
            lambda mapping: key_matcher(len(keys))(mapping, names), subject
        )

    def match_rest(self, subject: Any, keys: tuple[Any, ...]) -> dict[Any, Any]:
        """What a mapping has beside some keys."""
        rest: dict[Any, Any] = self._calls.call(dict, subject)
        for key in keys:
            del rest[key]
        return rest

    def match_class(self, subject: Any, cls: Any, count: int, names: tuple[str, ...]) -> Any:
        """The attributes for each part of a class pattern, or None."""
        finder = class_matcher(count, names)
        kind = self._ownership.kind_of(type(subject))
        looks = count or names or self._discovery.classes_change
        if self._scheduler.alone or kind is Kind.PLAIN or not looks:
            return finder(subject, cls)
        accesses = self._touching.inside(subject, False)
        if self._discovery.code_written or self._discovery.code_everything:
            accesses += self._touching.of_bases(subject)
        accesses += self._touching.of_members(cls)
        self._announcer.point("read", accesses, subject, "")
        return self._announcer.inside_call(accesses, finder, subject, cls)
