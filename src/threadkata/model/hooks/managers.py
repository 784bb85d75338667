"""Context managers that are not ours: what it does to enter and to leave them is announced."""

from __future__ import annotations

import contextlib
import sys
from functools import partial
from typing import Any, Final, final

from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.attributes import Attributes
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.hooks.touching import Touching
from threadkata.model.kinds import Depth, Kind
from threadkata.model.scheduler import Scheduler
from threadkata.model.values import is_one, module_of_class, of_class

#: Context managers that run code of the program, which has hooks of its own.
_RUNS_OURS: Final = (
    contextlib._GeneratorContextManager,
    contextlib._AsyncGeneratorContextManager,
)
#: Context managers that change what `print` writes to.
_REDIRECTING: Final = (contextlib.redirect_stdout, contextlib.redirect_stderr)
#: Modules whose context managers have to do with no other thread.
_BYSTANDERS: Final = frozenset({"_pytest.raises", "_pytest.python_api", "unittest.case"})


@final
class Managers:
    """Announces the steps of context managers."""

    __slots__ = ("_announcer", "_attributes", "_ownership", "_scheduler", "_touching")

    def __init__(
        self,
        scheduler: Scheduler,
        ownership: Ownership,
        touching: Touching,
        announcer: Announcer,
        attributes: Attributes,
    ) -> None:
        self._scheduler = scheduler
        self._ownership = ownership
        self._touching = touching
        self._announcer = announcer
        self._attributes = attributes

    def manager(self, manager: Any) -> Any:
        """A context manager that announces what it does, if it is not ours."""
        if not self._scheduler.alone and (accesses := self._touching.of_class(manager)):
            self._announcer.point("read", accesses, manager, "")
        cls = type(manager)
        if self._ownership.kind_of(cls) is not Kind.FOREIGN and cls is not memoryview:
            return manager
        if module_of_class(cls) in _BYSTANDERS:
            return manager
        if issubclass(cls, _RUNS_OURS):
            return manager
        if not (of_class(cls, "__enter__") and of_class(cls, "__exit__")):
            return manager  # Python will say so.
        return _Announcing(self, manager)

    def pass_through(self, manager: Any, name: str, *args: object) -> Any:
        """Enter a context manager that is not ours, or leave it, as `name` says."""
        function = _special_method(manager, name)
        if self._scheduler.alone:
            return function(*args)
        stream = getattr(manager, "_stream", None)
        if is_one(manager, _REDIRECTING) and type(stream) is str:
            self._attributes.write(sys, stream)
        find = partial(self._touching.by_call, (manager,), Depth.CHANGES)
        return self._announcer.perform("call", find, manager, name, function, *args)


def _special_method(subject: Any, name: str) -> Any:
    """A method as Python finds it for a statement: on the class, past the object's attributes."""
    cls = type(subject)
    found = of_class(cls, name)
    bind = of_class(type(found), "__get__")
    return found if bind is None else bind(found, subject, cls)


@final
class _Announcing:
    """A context manager of the library's, entered and left in steps that are announced."""

    __slots__ = ("_manager", "_managers")

    def __init__(self, managers: Managers, manager: Any) -> None:
        self._managers = managers
        self._manager = manager

    def __enter__(self) -> Any:
        return self._managers.pass_through(self._manager, "__enter__")

    def __exit__(self, *error: object) -> Any:
        return self._managers.pass_through(self._manager, "__exit__", *error)
