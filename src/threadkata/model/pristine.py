"""Modules that keep state, made as good as new without executing them again.

`logging` knows its loggers and handlers, and a pool counts the pools before it. To execute such a
module for each run would take longer than most runs. Instead, what it holds right after it has been
executed is written down, and put back.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from types import ModuleType
from typing import Any, final

from threadkata.model.locks import VirtualLock

_WEAK = (weakref.WeakValueDictionary, weakref.WeakKeyDictionary, weakref.WeakSet)


@final
class Pristine:
    """What some modules hold, and all that can be reached from there, at one moment.

    Classes and functions are not looked after: who assigns to those is noticed elsewhere.

    Arguments:
        modules: the modules. Objects of their classes are looked into, and of those of `threading`.
    """

    def __init__(self, modules: Iterable[ModuleType]) -> None:
        modules = list(modules)
        self._owners = {module.__name__ for module in modules}
        self._seen: dict[int, Any] = {}
        self._dicts: list[tuple[dict[Any, Any], dict[Any, Any]]] = []
        self._lists: list[tuple[list[Any], list[Any]]] = []
        self._sets: list[tuple[set[Any], set[Any]]] = []
        self._locks: list[VirtualLock] = []
        for module in modules:
            self._write_down(vars(module))

    def _write_down(self, subject: Any) -> None:
        if id(subject) in self._seen:
            return
        self._seen[id(subject)] = subject
        if isinstance(subject, type):
            if subject.__module__ in self._owners:
                for value in list(vars(subject).values()):
                    self._write_down(value)
        elif isinstance(subject, dict):
            copy = dict(subject)
            self._dicts.append((subject, copy))
            for name, value in copy.items():
                if name != "__builtins__":
                    self._write_down(value)
        elif isinstance(subject, list):
            self._lists.append((subject, list(subject)))
            for value in list(subject):
                self._write_down(value)
        elif isinstance(subject, set):
            self._sets.append((subject, set(subject)))
        elif isinstance(subject, VirtualLock):
            self._locks.append(subject)
        elif isinstance(subject, _WEAK) or type(subject).__module__ in (*self._owners, "threading"):
            if hasattr(subject, "__dict__"):
                self._write_down(vars(subject))

    def restore(self) -> None:
        """Put everything back."""
        for subject, copy in self._dicts:
            subject.clear()
            subject.update(copy)
        for items, former in self._lists:
            items[:] = former
        for members, those in self._sets:
            members.clear()
            members.update(those)
        for lock in self._locks:
            lock.locked_now = lock.watched = False
            lock.holder = None
