"""Two classes of your own that are threads: `__init__` keeps, `run` works."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


class Square(Thread):
    """A thread that multiplies a number by itself."""

    value: int | None

    def __init__(self, n: int) -> None:
        # First of all: it makes the object a thread. Until then even `self.name = ...` fails, and
        # what is put into attributes that Thread has as well is overwritten afterwards.
        super().__init__(name=f"square-{n}")
        self.n = n
        self.value = None

    # `run` is what the new thread does. `start` belongs to whoever starts it: overridden, it would
    # compute in that thread. `run` cannot return anything to anybody, so the result is kept.
    def run(self) -> None:
        self.value = self.n * self.n


class Call(Thread):
    """A thread that calls a function with given arguments, once."""

    args: tuple[object, ...]
    kwargs: dict[str, object]

    # The slash: without it `Call(f, function=1)` would be a TypeError.
    def __init__(self, function: Callable[..., object], /, *args: object, **kwargs: object) -> None:
        # Without `**kwargs`: a `name` or a `daemon` in there is the function's and not ours.
        super().__init__()
        self.function = function
        # Thread has `_args` and `_kwargs` of its own, for its target. They are private, and it
        # deletes them when the target has been called.
        self.args = args
        self.kwargs = kwargs

    def run(self) -> None:
        self.function(*self.args, **self.kwargs)
