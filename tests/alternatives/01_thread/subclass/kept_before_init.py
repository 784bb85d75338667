"""The attributes first and `super().__init__()` last: right, as long as the names are one's own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any


class Square(Thread):
    def __init__(self, n: int) -> None:
        self.factors = (n, n)
        self.value: int | None = None
        super().__init__(name=f"square-{n}")

    def run(self) -> None:
        left, right = self.factors
        self.value = left * right
        super().run()


class Call(Thread):
    def __init__(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
        self.args = args
        self.kwargs = kwargs
        self.call = lambda: function(*args, **kwargs)
        Thread.__init__(self)

    def run(self) -> None:
        self.call()
