"""What an import does in the model: what is virtual is imported as that."""

from __future__ import annotations

import builtins
import functools
import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, Final, TypeAlias, final

from threadkata.model.builtin_function import BuiltinFunction

Names: TypeAlias = Mapping[str, Any]

#: Modules that threads have no way to reach in the model.
UNREACHABLE: Final = frozenset({"_queue"})


@final
class Imports:
    """The built-in functions that make imports, for programs and for the library itself.

    Attributes:
        on_import: called with the name when a program imports a module that is not virtual.
    """

    def __init__(
        self,
        is_virtual: Callable[[str], bool],
        load: Callable[[str], ModuleType],
        private: Mapping[str, ModuleType],
    ) -> None:
        """Take what the library knows.

        Arguments:
            is_virtual: whether a module of this name has a virtual counterpart.
            load: the virtual module of this name.
            private: modules that the library finds in place of others, by their names.
        """
        self._is_virtual = is_virtual
        self._load = load
        self._private = private
        self.on_import: Callable[[str], None] = lambda name: None

    def put_into(self, names: dict[str, Any], *, privately: bool = False) -> None:
        """Let code with these built-in names make its imports here.

        Arguments:
            names: the built-in names.
            privately: whether it is the library's code.
        """
        function = functools.partial(self._import, privately=True) if privately else self._import
        names["__import__"] = BuiltinFunction.of(function, "__import__", "builtins")
        if sys.version_info >= (3, 15):
            lazily = self._lazily(names)
            names["__lazy_import__"] = BuiltinFunction.of(lazily, "__lazy_import__", "builtins")

    def _import(
        self,
        name: str,
        globals: Names | None = None,  # noqa: A002
        locals: Names | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
        *,
        privately: bool = False,
    ) -> ModuleType:
        name = _absolute(name, globals, level)
        if privately and name in UNREACHABLE:
            raise ImportError(f"{name} has no virtual counterpart")
        if privately and name in self._private:
            return self._private[name]
        if not self._is_virtual(name):
            # No package that is real has virtual modules in it.
            self.on_import(name)
            return builtins.__import__(name, globals, locals, fromlist or (), 0)
        module = self._load(name)
        if not fromlist:
            return self._load(name.partition(".")[0]) if "." in name else module
        for part in fromlist:
            if self._is_virtual(f"{name}.{part}"):
                setattr(module, part, self._load(f"{name}.{part}"))
        return module

    def _lazily(self, names: dict[str, Any]) -> Callable[..., Any]:
        """`__lazy_import__` for code with these built-in names.

        What is virtual is imported at once: CPython would take the real module, if there is one in
        `sys.modules`.
        """

        def lazily(
            name: str,
            globals: Names | None = None,  # noqa: A002
            locals: Names | None = None,  # noqa: A002
            fromlist: Sequence[str] | None = (),
            level: int = 0,
        ) -> Any:
            arguments = (name, globals, locals, fromlist, level)
            if self._is_virtual(_absolute(name, globals, level)):
                return names["__import__"](*arguments)
            # CPython wants to be called from a module, and looks there for `__import__`.
            lazy_import = functools.partial(builtins.__lazy_import__, *arguments)  # type: ignore[attr-defined]
            return eval("lazy_import()", {"__builtins__": names, "lazy_import": lazy_import})

        return lazily


def _absolute(name: str, globals: Names | None, level: int) -> str:  # noqa: A002
    """The full name of a module that is imported in one with these globals."""
    if not level:
        return name
    package = str((globals or {}).get("__package__") or "")
    return importlib.util.resolve_name("." * level + name, package)
