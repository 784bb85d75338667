"""Functions of ours that stand for those that CPython has in C."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any, final


@final
class BuiltinFunction(functools.partial[Any]):
    """A function that is called the same wherever it is kept.

    In a class, a function in Python becomes a method of its objects, and one in C does not:
    `clock = time.monotonic` in the body of a class is called as `self.clock()`.
    """

    __name__: str
    __qualname__: str

    @classmethod
    def of(cls, function: Callable[..., Any], name: str, module: str) -> BuiltinFunction:
        """Make one.

        Arguments:
            function: what it does.
            name: what it is called.
            module: the name of the module in which it is found.
        """
        if type(function) is FunctionType:
            # What Python calls it when it is given too few arguments.
            function.__qualname__ = function.__name__
        made = cls(function)
        made.__name__ = made.__qualname__ = name
        made.__module__ = module
        made.__doc__ = function.__doc__
        return made

    def __get__(self, instance: object, owner: type | None = None) -> BuiltinFunction:
        return self

    def __repr__(self) -> str:
        return f"<built-in function {self.__name__}>"

    def __reduce__(self) -> str:
        return self.__name__
