"""How an attribute of an object is found: in the object itself, on its class, by code."""

from __future__ import annotations

import functools
import types
import weakref
from collections.abc import Iterable
from types import FunctionType, MethodType, ModuleType
from typing import Any, Final, final

from threadkata.model.hooks.discovery import Discovery
from threadkata.model.hooks.ownership import LIBRARY_MODULES, Ownership
from threadkata.model.kinds import Kind
from threadkata.model.stdlib import Library
from threadkata.model.values import is_one, module_of_class, of_class

#: How an attribute is read from the objects of a class: nothing shared is read ...
NOTHING: Final = 0
#: ... or the object itself ...
OWN: Final = 1
#: ... or the whole object, by code of the library ...
WHOLE: Final = 2
#: ... or it is computed when it is read first, and kept ...
CACHED: Final = 3
#: ... or the object is a module, a class or a function, whose attributes hardly ever change.
CODE: Final = 4

#: Objects that outlast a run if their module does.
CODE_CLASSES: Final = (type, ModuleType, FunctionType)
#: Of objects that stand for another one: as whose attributes those count.
PROXIES: Final = (weakref.ProxyType, weakref.CallableProxyType)

#: Lookups after which those of classes that are gone take up too much.
_MANY: Final = 2_000


@final
class Lookup:
    """Tells for the objects of each class how their attributes are read and written.

    Attributes:
        found: what has been told of reading, by class and name.
    """

    __slots__ = ("_discovery", "_library", "_own_writes", "_ownership", "found")

    def __init__(self, library: Library, discovery: Discovery, ownership: Ownership) -> None:
        self._library = library
        self._discovery = discovery
        self._ownership = ownership
        self.found: Final[dict[tuple[type, str], int | tuple[type, ...]]] = {}
        self._own_writes: dict[tuple[type, str], bool] = {}

    def forget(self) -> None:
        """Forget what was told of each class."""
        self.found.clear()
        self._own_writes.clear()

    def is_large(self) -> bool:
        """Whether it is time to forget, so as not to keep the classes of every run."""
        return len(self.found) > _MANY

    def find(self, cls: type, name: str) -> int | tuple[type, ...]:
        """How an attribute is read: one of the constants, or OWN and on one of some classes."""
        how: int | tuple[type, ...] = self._classify(cls, name)
        changes = self._discovery.classes_change or self._discovery.is_code_written(name)
        if how in (NOTHING, OWN) and changes:
            # It may be, or come to be, an attribute of the class, or what `__getattr__` says.
            how = changeable(cls.__mro__ or ())
        self.found[cls, name] = how
        return how

    def is_own_write(self, cls: type, name: str) -> bool:
        """Whether to bind an attribute is an access of its own."""
        is_own = self._own_writes.get((cls, name))
        if is_own is None:
            is_own = self._own_writes[cls, name] = self._is_own_write(cls, name)
        return is_own

    def _is_own_write(self, cls: type, name: str) -> bool:
        if self._is_local(cls):
            return False
        found = of_class(cls, name)
        if is_one(found, property) and self._ownership.kind_of(cls) is Kind.INSTANCE:
            # The setter's own code says what it does.
            return type(found.fset) is not FunctionType or not self._ownership.is_ours(found.fset)
        return True

    def _classify(self, cls: type, name: str) -> int:
        if issubclass(cls, (*CODE_CLASSES, MethodType, super, *PROXIES)):
            return CODE
        kind = self._ownership.kind_of(cls)
        if kind is Kind.PLAIN and not cls.__dictoffset__:
            return NOTHING
        if self._is_local(cls) or name == "__dict__":
            return NOTHING
        if name == "__class__":
            return self._of_class()
        found, owner = _found(cls, name)
        if owner is None:
            return NOTHING if kind is Kind.CONTAINER and module_of_class(cls) == "builtins" else OWN
        if is_one(found, property):
            if module_of_class(owner) in LIBRARY_MODULES:
                return WHOLE
            is_ours = type(found.fget) is FunctionType and self._ownership.is_ours(found.fget)
            return self._of_class() if is_ours else WHOLE
        if is_one(found, functools.cached_property):
            return CACHED
        if kind is Kind.PRIMITIVE or kind is Kind.CONTAINER:
            if is_one(found, (FunctionType, types.MethodDescriptorType)):
                return NOTHING
        if is_one(found, (types.MemberDescriptorType, types.GetSetDescriptorType)):
            return OWN
        if (
            hasattr(type(found), "__set__")
            and module_of_class(type(found)) in self._ownership.own_modules
        ):
            # A descriptor that goes before the object's own attributes, with hooks of its own.
            return self._of_class()
        return OWN

    def _of_class(self) -> int:
        """How an attribute is read that is a matter of the object's class alone."""
        return OWN if self._discovery.classes_change else NOTHING

    def _is_local(self, cls: type) -> bool:
        return issubclass(cls, self._library.threading.local)


def _found(cls: type, name: str) -> tuple[Any, type | None]:
    for owner in cls.__mro__ or ():
        if name in vars(owner):
            return vars(owner)[name], owner
    return None, None


def changeable(classes: Iterable[type]) -> tuple[type, ...]:
    """Those classes whose attributes can be assigned to."""
    return tuple(cls for cls in classes if module_of_class(cls) != "builtins")


def referent(proxy: Any) -> Any:
    """What a weak proxy stands for. Raises ReferenceError if it is gone."""
    return proxy.__init__.__self__
