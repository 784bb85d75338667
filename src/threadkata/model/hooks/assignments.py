"""What a run assigns to modules and classes that are not the program's, undone when it is over.

The next run must find them as this one did, and so must everybody else in the process.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from types import ModuleType
from typing import Any, final

from threadkata.model.hooks.ownership import Ownership
from threadkata.model.values import attributes_of, dict_of, is_one, module_of_class, name_of_module


@final
class Assignments:
    """Writes down what modules and classes were like before.

    Attributes:
        happened: whether this run has assigned to a module, a class or a function, the program's
            own included.
    """

    __slots__ = ("_before", "_ownership", "happened")

    def __init__(self, ownership: Ownership) -> None:
        self._ownership = ownership
        self._before: dict[int, tuple[Any, Mapping[str, Any]]] = {}
        self.happened = False

    def begin_run(self) -> None:
        """Forget the last run."""
        self.happened = False

    def note(self, subject: Any) -> None:
        """Note that a module, a class or a function may be assigned to next."""
        self.happened = True
        if id(subject) not in self._before and self._outlasts_the_run(subject):
            self._before[id(subject)] = subject, dict(attributes_of(subject))

    def _outlasts_the_run(self, subject: Any) -> bool:
        if is_one(subject, type):
            name = module_of_class(subject)
        elif is_one(subject, ModuleType):
            name = name_of_module(subject)
        else:
            return False
        return name not in self._ownership.own_modules

    def undo(self) -> None:
        """Put everything back."""
        for subject, before in self._before.values():
            put_back = _put_back_class if is_one(subject, type) else _put_back_module
            put_back(subject, before)
        self._before.clear()


def _put_back_module(module: ModuleType, before: Mapping[str, Any]) -> None:
    names = dict_of(module) or {}
    for name in names.keys() - before.keys():
        # A package gets the modules in it when they are imported, and that lasts.
        if not is_one(names[name], ModuleType):
            del names[name]
    names.update(before)


def _put_back_class(cls: type, before: Mapping[str, Any]) -> None:
    now = dict(attributes_of(cls))
    # Python itself may have added something that nobody can change.
    with contextlib.suppress(AttributeError, TypeError):
        for name in now.keys() - before.keys():
            type.__delattr__(cls, name)
    for name, value in before.items():
        if now.get(name) is not value:
            type.__setattr__(cls, name, value)
