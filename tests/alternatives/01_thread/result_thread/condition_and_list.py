"""A condition, and a list that stays empty until there is something to say. A daemon, besides."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread
from typing import Any


class ResultThread(Thread):
    def __init__(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
        Thread.__init__(self, daemon=True)
        self.work = (function, args, kwargs)
        self.changed = Condition()
        self.outcome: list[tuple[bool, Any]] = []

    def run(self) -> None:
        function, args, kwargs = self.work
        try:
            outcome = (True, function(*args, **kwargs))
        except BaseException as error:
            outcome = (False, error)
        with self.changed:
            self.outcome.append(outcome)
            self.changed.notify_all()

    def result(self, timeout: float | None = None) -> Any:
        Thread.join(self, 0)  # refuses a thread that was not started
        with self.changed:
            if not self.changed.wait_for(lambda: self.outcome, timeout):
                raise TimeoutError("not yet")
            good, value = self.outcome[0]
        if good:
            return value
        raise value
