"""No `run` at all: each thread's target is a function made for it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any


class Square(threading.Thread):
    def __init__(self, n: int) -> None:
        super().__init__(target=self._square, args=(n,), name="square-" + str(n))
        self._value: int | None = None

    def _square(self, n: int) -> None:
        self._value = n**2

    @property
    def value(self) -> int | None:
        return self._value


class Call(threading.Thread):
    def __init__(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
        super().__init__(target=functools.partial(function, *args, **kwargs))
        self._given = (args, kwargs)

    @property
    def args(self) -> tuple[Any, ...]:
        return self._given[0]

    @property
    def kwargs(self) -> dict[str, Any]:
        return self._given[1]
