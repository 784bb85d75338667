"""A subclass of Timer. Who is first to enter a word into a dict decides: setdefault is one step."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Reminder(threading.Timer):
    def __init__(self, seconds: float, function: Callable[..., object], *args: Any) -> None:
        self.decided: dict[str, str] = {}
        super().__init__(seconds, self.call_unless_cancelled, (function, args))

    def call_unless_cancelled(self, call: Callable[..., object], args: tuple[Any, ...]) -> None:
        if self.decided.setdefault("it is", "called") == "called":
            call(*args)

    def cancel(self) -> bool:  # type: ignore[override]
        cancelled = self.decided.setdefault("it is", "cancelled") == "cancelled"
        if cancelled:
            super().cancel()
        return cancelled
