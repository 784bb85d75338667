"""Objects looked at from outside, and values as text. None of the program's code is run for it.

What an object says of itself, `__class__` and `__dict__` included, may be the program's code. If
that ran while a run is written down, it would be another run.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Mapping
from types import (
    BuiltinFunctionType,
    ClassMethodDescriptorType,
    FunctionType,
    GetSetDescriptorType,
    MappingProxyType,
    MemberDescriptorType,
    MethodDescriptorType,
    MethodType,
    MethodWrapperType,
    ModuleType,
    WrapperDescriptorType,
)
from typing import Any, Final

from threadkata.model.builtin_function import BuiltinFunction

#: Characters of a value that are shown.
VALUE_WIDTH: Final = 40
#: The same of an exception that has ended a thread.
ERROR_WIDTH: Final = 100
#: What has a name of its own and is called.
_CALLED: Final = (
    BuiltinFunction,
    BuiltinFunctionType,
    ClassMethodDescriptorType,
    FunctionType,
    MethodDescriptorType,
    MethodWrapperType,
    WrapperDescriptorType,
)

#: The attributes of an object that can have none.
_NO_ATTRIBUTES: Final[Mapping[str, Any]] = MappingProxyType({})

_bases: Final[Callable[[type], tuple[type, ...]]] = vars(type)["__mro__"].__get__
_namespace: Final[Callable[[type], Mapping[str, Any]]] = vars(type)["__dict__"].__get__
#: What a class is called.
name_of_class: Final[Callable[[type], str]] = vars(type)["__name__"].__get__
_module: Final[Callable[[type], object]] = vars(type)["__module__"].__get__
#: Changes in which module it says it was made.
set_module_of_class: Final[Callable[[type, object], None]] = vars(type)["__module__"].__set__


def module_of_class(cls: type) -> str:
    """In which module a class says it was made; nothing if it says something else."""
    name = _module(cls)
    return name if type(name) is str else ""


def name_of_module(module: ModuleType) -> str:
    """What a module is called; nothing if it has not been made whole."""
    name = attributes_of(module).get("__name__")
    return name if type(name) is str else ""


def is_one(subject: object, classes: type | tuple[type, ...]) -> bool:
    """`isinstance`, but for objects that say they were of another class."""
    return issubclass(type(subject), classes)


def of_class(cls: type, name: str) -> Any:
    """What a class or one of its bases has under a name, as it stands there; None for nothing."""
    # A class that is still being made has no bases yet.
    for base in _bases(cls) or ():
        namespace = _namespace(base)
        if name in namespace:
            return namespace[name]
    return None


def dict_of(subject: object) -> dict[str, Any] | None:
    """The dictionary in which an object keeps its attributes; None if it has none."""
    attributes = attributes_of(subject)
    return attributes if type(attributes) is dict else None


def attributes_of(subject: object) -> Mapping[str, Any]:
    """The attributes that an object, or a class, has for itself."""
    for base in _bases(type(subject)):
        found: Any = _namespace(base).get("__dict__")
        if type(found) in (GetSetDescriptorType, MemberDescriptorType):
            attributes: Mapping[str, Any] = found.__get__(subject)
            return attributes
    return _NO_ATTRIBUTES


def printable(line: str) -> str:
    """A line in which nothing can move the cursor, colour the terminal or turn the text round."""
    if line.isprintable():
        return line
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)


def shown(value: object, width: int = VALUE_WIDTH) -> str:
    """A value as text, in at most `width` characters."""
    text = _shown(value, 2)
    return text if len(text) <= width else text[: width - 1] + "…"


def _shown(value: Any, depth: int) -> str:
    cls = type(value)
    if cls in (int, float, bool, str, bytes, type(None), complex):
        return repr(value)
    if (depth and cls in (list, tuple, set, frozenset)) or cls is deque:
        if cls in (set, frozenset):
            # Their own order depends on the hashes of texts, which differ between processes.
            items = sorted(_shown(item, depth - 1) for item in value)[:6]
        else:
            items = [_shown(item, depth - 1) for item in itertools.islice(value, 6)]
        if len(value) > 6:
            items[5] = "…"
        inside = ", ".join(items)
        if cls is tuple:
            return f"({inside},)" if len(items) == 1 else f"({inside})"
        if cls is list:
            return f"[{inside}]"
        if cls is deque:
            return f"deque([{inside}])"
        return f"{{{inside}}}" if items else f"{name_of_class(cls)}()"
    if depth and cls is dict:
        pairs = [
            f"{_shown(key, depth - 1)}: {_shown(item, depth - 1)}"
            for key, item in itertools.islice(value.items(), 5)
        ]
        return "{" + ", ".join(pairs) + ("}" if len(value) <= 5 else ", …}")
    if issubclass(cls, BaseException):
        arguments: tuple[object, ...] = vars(BaseException)["args"].__get__(value)
        return f"{name_of_class(cls)}({', '.join(_shown(item, 0) for item in arguments)})"
    if cls is MethodType:
        return _shown(value.__func__, depth)
    if issubclass(cls, type):
        return name_of_class(value)
    return str(value.__name__) if cls in _CALLED else f"<{name_of_class(cls)}>"
