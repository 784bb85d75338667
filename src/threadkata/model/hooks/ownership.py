"""Whose an object or a function is: the program's, the library's, or neither."""

from __future__ import annotations

from types import FunctionType
from typing import Final, final

from threadkata.model.kinds import PLAIN, Kind, kind_of_type
from threadkata.model.reach import is_native
from threadkata.model.scheduler import Scheduler
from threadkata.model.stdlib import CLIENTS, PRIMITIVES, VIRTUAL_MARK

#: Names of the modules of the virtual library.
LIBRARY_MODULES: Final = PRIMITIVES | CLIENTS | {"_thread"}


@final
class Ownership:
    """Tells what comes from the modules that are instrumented.

    Attributes:
        own_modules: their names.
    """

    __slots__ = ("_kinds", "_natives", "_scheduler", "own_modules")

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.own_modules: set[str] = set()
        self._natives: dict[type, bool] = {}
        self.forget()

    def forget(self) -> None:
        """Forget what is known of each class."""
        self._kinds: dict[type, Kind] = dict.fromkeys(PLAIN, Kind.PLAIN)
        self._natives.clear()

    def kind_of(self, cls: type) -> Kind:
        """The kind of the objects of a class."""
        kind = self._kinds.get(cls)
        if kind is None:
            kind = kind_of_type(cls, self.own_modules, LIBRARY_MODULES)
            self._kinds[cls] = kind
        return kind

    def is_native(self, cls: type) -> bool:
        """Whether code that is not ours looks at the attributes of such objects by itself."""
        native = self._natives.get(cls)
        if native is None:
            native = is_native(cls, self.own_modules, LIBRARY_MODULES)
            self._natives[cls] = native
        return native

    def is_ours(self, function: FunctionType) -> bool:
        """Whether a function has hooks of its own, or calls one that has and does no more."""
        code, names = function.__code__, function.__globals__
        if code.co_filename in self._scheduler.own_files or "@tick" in code.co_names:
            return True
        if VIRTUAL_MARK in names or hasattr(function, "__covered__"):
            return True
        inner = getattr(function, "__wrapped__", None)
        if type(inner) is FunctionType and names.get("__name__") == "contextlib":
            return self.is_ours(inner)
        return False
