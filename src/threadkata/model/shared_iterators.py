"""Iterators of `threading` for several threads, which Python has from 3.15 on.

They call the program's own iterator while they hold a lock, so a call on one is not one step, as
one on a Condition is. Those that `concurrent_tee` makes look at what they share before they take
their lock, and can find an item there without a single operation: each look is one here.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from threadkata.model.callbacks import HOOK
from threadkata.model.inner import with_globals
from threadkata.model.locks import LIBRARY_MARK
from threadkata.model.operation import Operation
from threadkata.model.scheduler import Scheduler


def fit_iterators(namespace: dict[str, Any], scheduler: Scheduler) -> None:
    """Let them announce what they do.

    Arguments:
        namespace: the globals of the virtual `threading`, which may have none of them.
        scheduler: that of the runs.
    """
    if "serialize_iterator" not in namespace:
        return
    for cls in (namespace["serialize_iterator"], namespace["_concurrent_tee"]):
        for name, function in list(vars(cls).items()):
            if isinstance(function, FunctionType):
                as_a_client = with_globals(function)
                # So its locks are taken as those of a program are.
                del as_a_client.__globals__[LIBRARY_MARK]
                setattr(cls, name, as_a_client)
    _announce_items(namespace, scheduler)


def _announce_items(namespace: dict[str, Any], scheduler: Scheduler) -> None:
    names = namespace["__builtins__"]

    def announce(subject: object, *, changes: bool = False) -> None:
        if not scheduler.alone:
            kind = "write" if changes else "read"
            accesses = ((scheduler.keep(subject), None, changes),)
            scheduler.point(Operation(kind, accesses, subject, "next item"))
            if changes:
                scheduler.changed()

    def next_item(self: Any) -> Any:
        # As in CPython: an item and, once that is there, the link to the next one.
        announce(self)
        link = self.link
        announce(link)
        if link[1] is None:
            with self.lock:
                if link[1] is None:
                    item = names[HOOK](next, self.iterator)
                    announce(link, changes=True)
                    link[:] = item, [None, None]
        announce(self, changes=True)
        item, self.link = link
        return item

    namespace["_concurrent_tee"].__next__ = next_item
