"""Items that are taken one after the other: loops, `next`, `yield from`, unpacking."""

from __future__ import annotations

import itertools
import types
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, final

from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.discovery import Discovery
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.hooks.touching import Touching
from threadkata.model.hooks.variables import Variables
from threadkata.model.kinds import ATOMS, PLAIN, Kind
from threadkata.model.operation import Access
from threadkata.model.scheduler import Scheduler
from threadkata.model.values import of_class


@final
class Iteration:
    """Announces each step of what goes through something."""

    __slots__ = ("_announcer", "_discovery", "_ownership", "_scheduler", "_touching", "_variables")

    def __init__(
        self,
        scheduler: Scheduler,
        discovery: Discovery,
        ownership: Ownership,
        touching: Touching,
        announcer: Announcer,
        variables: Variables,
    ) -> None:
        self._scheduler = scheduler
        self._discovery = discovery
        self._ownership = ownership
        self._touching = touching
        self._announcer = announcer
        self._variables = variables

    def unpack(self, subject: Any, count: int) -> Any:
        """Something that has the items of `subject`, announced.

        Arguments:
            subject: what is unpacked.
            count: how many items there should be; no more than one more is taken. All if negative.
        """
        cls = type(subject)
        if cls is tuple or cls in ATOMS or self._scheduler.alone:
            return subject
        is_container = self._ownership.kind_of(cls) is Kind.CONTAINER
        if is_container:
            find = partial(self._touching.of_container, subject, False)
        else:
            find = partial(self._touching.looking, subject)
        accesses = find()
        if not accesses:
            return subject
        accesses = self._announcer.point("read", accesses, subject, "", find)
        if is_container or of_class(cls, "__next__") is None:
            return subject
        return self._announcer.inside_call(accesses, _taken, subject, count)

    def each(self, iterable: Any, cell: object = None, name: str = "", shape: Any = None) -> Any:
        """An iterator over `iterable` that announces each step, and what it is bound to.

        Arguments:
            iterable: where the items come from.
            cell: where the variable belongs that an item is bound to, if it is shared.
            name: its name.
            shape: how an item is unpacked, if it is unpacked right away.
        """
        cls = type(iterable)
        if cls in PLAIN:
            iterator = iter(iterable)
            if cell is None and shape is None:
                return iterator
            return self._steps(iterator, iterable, None, cell, name, shape)
        is_container = self._ownership.kind_of(cls) is Kind.CONTAINER
        if not self._scheduler.alone:
            if is_container:
                find = partial(self._touching.of_container, iterable, False)
                self._announcer.point("read", find(), iterable, "", find)
            elif accesses := self._touching.of_class(iterable):
                self._announcer.point("read", accesses, iterable, "")
        iterator = iter(iterable)
        through: Any = None
        if is_container:
            through = iterable
        elif self._ownership.kind_of(type(iterator)) is Kind.FOREIGN:
            through = iterator
        return self._steps(iterator, iterable, through, cell, name, shape)

    def call_next(self, function: Any, iterator: Any, *default: Any) -> Any:
        """`next(iterator)`."""
        find = partial(self._touching.looking, iterator)
        return self._announcer.perform("call", find, iterator, "next", function, iterator, *default)

    def delegate(self, iterable: Any) -> Any:
        """What `yield from iterable` takes its items from; a generator has hooks of its own."""
        cls = type(iterable)
        if cls in PLAIN or cls is types.CoroutineType:
            return iterable
        if self._ownership.kind_of(cls) in (Kind.INSTANCE, Kind.PRIMITIVE):
            return iterable
        if cls is not types.GeneratorType:
            return self.each(iterable)
        return self._delegated(iterable) if self._discovery.is_shared(iterable) else iterable

    def _delegated(self, generator: Any) -> Any:
        """What `yield from generator` does, in steps that are announced."""
        step: Callable[..., Any] = generator.send
        args: tuple[Any, ...] = (None,)
        while True:
            find = partial(self._touching.looking, generator)
            accesses = find()
            if not self._scheduler.alone:
                accesses = self._announcer.point("read", accesses, generator, "next", find)
            try:
                item = self._announcer.inside_call(accesses, step, *args)
            except StopIteration as stop:
                return stop.value
            try:
                step, args = generator.send, ((yield item),)
            except GeneratorExit:
                generator.close()
                raise
            except BaseException as error:
                step, args = generator.throw, (error,)

    def _steps(
        self,
        iterator: Iterator[Any],
        iterable: Any,
        through: Any,
        cell: object,
        name: str,
        shape: Any,
    ) -> Iterator[Any]:
        if through is iterable and through is not iterator:
            find = partial(self._touching.of_container, through, False)
        else:
            find = partial(self._touching.looking, through)
        while True:
            accesses: tuple[Access, ...] = ()
            if through is not None and not self._scheduler.alone:
                accesses = self._announcer.point("read", find(), iterable, "next", find)
            try:
                item = self._announcer.inside_call(accesses, next, iterator)
            except StopIteration:
                return
            if cell is not None:
                self._variables.rebind(cell, name, None)
            if shape is not None:
                item = self._taken_apart(item, shape)
            yield item

    def _taken_apart(self, item: Any, shape: tuple[Any, ...]) -> Any:
        """What a target of this shape is bound to, its parts taken apart as well."""
        star = next((i for i, part in enumerate(shape) if part and part[0] == "*"), -1)
        item = self.unpack(item, len(shape) if star < 0 else -1)
        if not any(part and part[0] != "*" for part in shape):
            return item
        parts = list(item)
        if len(parts) != len(shape) if star < 0 else len(parts) < len(shape) - 1:
            return parts
        for position, part in enumerate(shape):
            if part and part[0] != "*":
                index = position if star < 0 or position < star else position - len(shape)
                parts[index] = self._taken_apart(parts[index], part)
        return parts


def _taken(iterator: Iterator[Any], count: int) -> list[Any]:
    """What is left of an iterator, or no more than one item more than `count`."""
    return list(iterator) if count < 0 else list(itertools.islice(iterator, count + 1))
