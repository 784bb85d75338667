"""What gets at the program by names and texts: `getattr`, `vars`, `exec`, ..."""

from __future__ import annotations

import builtins
import contextlib
import types
from collections.abc import Callable
from typing import Any, Final, final

from threadkata.model.hooks.attributes import Attributes
from threadkata.model.instrument import instrumented_text
from threadkata.model.values import is_one

#: Special methods that get the name of an attribute.
_REFLECTING: Final = frozenset(
    {"__setattr__", "__delattr__", "__getattribute__", "__set__", "__delete__", "__get__"}
)
#: How those of the built-in classes come: bound, or not.
BUILTIN_METHODS: Final = (types.MethodWrapperType, types.WrapperDescriptorType)


@final
class Reflection:
    """Announces what is done to attributes by their names; has hooks put into texts.

    Attributes:
        calls: how a built-in function is called that gets the name of an attribute, or a text.
    """

    __slots__ = ("_attributes", "calls")

    def __init__(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self.calls: Final[dict[Any, Callable[..., Any]]] = {
            getattr: self._call_getattr,
            hasattr: self._call_getattr,
            setattr: self._call_setattr,
            delattr: self._call_setattr,
            vars: self._call_vars,
            compile: _call_compile,
        }

    def _call_getattr(self, function: Any, subject: Any, name: str, *default: Any) -> Any:
        """`getattr` and `hasattr`."""
        if is_one(name, str):
            self._attributes.read(subject, name)
        return function(subject, name, *default)

    def _call_setattr(self, function: Any, subject: Any, name: str, *value: Any) -> Any:
        """`setattr` and `delattr`."""
        if is_one(name, str):
            self._attributes.write(subject, name)
        return function(subject, name, *value)

    def _call_vars(self, function: Any, *subject: Any) -> Any:
        """`vars(subject)`."""
        if subject:
            self._attributes.note_alias(subject[0], "__dict__")
        return function(*subject)

    def announce_method(self, function: Any, args: tuple[Any, ...]) -> bool:
        """Announce an access that is made by a special method of a built-in class.

        Returns whether the call of `function` is one.
        """
        if function.__name__ not in _REFLECTING:
            return False
        subject, name = _attribute_of(function, args)
        if not is_one(name, str):
            return False
        reads = function.__name__ in ("__get__", "__getattribute__")
        (self._attributes.read if reads else self._attributes.write)(subject, name)
        return True


def with_hooks(text: Any, name: str) -> Any:
    """What `eval` or `exec`, as `name` says, is to run in place of a text."""
    if type(text) in (str, bytes):
        try:
            source = text.lstrip(" \t") if name == "eval" else text
            return instrumented_text(source, "<string>", name)
        except (SyntaxError, ValueError):
            pass  # They will find out.
    return text


def within_reach(hooks: dict[str, Any], namespace: Any) -> Any:
    """The global variables in which a text is run, once it can find the hooks there.

    It finds them among the built-in names, but for a namespace that brings its own, as in
    `eval(text, {"__builtins__": {}})`.
    """
    if type(namespace) is dict and "__builtins__" in namespace:
        names = namespace["__builtins__"]
        names = vars(names) if isinstance(names, types.ModuleType) else names
        if type(names) is not dict or names is vars(builtins):
            names = namespace
        if "@call" not in names:
            names.update(hooks)
    return namespace


def _call_compile(function: Any, *args: Any, **kwargs: Any) -> Any:
    """`compile(text, path, mode)`."""
    if len(args) == 3 and not kwargs and args[2] in ("eval", "exec"):
        text, path, mode = args
        if type(text) in (str, bytes) and type(path) is str:
            with contextlib.suppress(SyntaxError, ValueError):
                return instrumented_text(text, path, mode)
    return function(*args, **kwargs)


def without_hooks(names: Any) -> Any:
    """What `locals()` or `dir()` tells, without what the hooks have put there."""
    if type(names) is list:
        return [name for name in names if not name.startswith("@")]
    if "@call" in names:
        return names
    return {name: value for name, value in names.items() if not name.startswith("@")}


def _attribute_of(function: Any, args: tuple[Any, ...]) -> tuple[Any, Any]:
    """The object and the name of the attribute that a special method is called for."""
    if type(function) is types.MethodWrapperType:
        args = (function.__self__, *args)
    if len(args) < 2:
        return None, None
    if type(args[0]) in (types.MemberDescriptorType, types.GetSetDescriptorType):
        return args[1], args[0].__name__
    return args[0], args[1]
