"""A Square is a Call; Thread itself keeps the function and a second copy of the arguments."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Call(threading.Thread):
    def __init__(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
        threading.Thread.__init__(self, None, function, None, args, kwargs)
        self.args, self.kwargs = args, dict(kwargs)


class Square(Call):
    value: int | None = None

    def __init__(self, n: int) -> None:
        Call.__init__(self, self.multiply, n)
        self.name = f"square-{n}"

    def multiply(self, n: int) -> None:
        self.value = n * n
