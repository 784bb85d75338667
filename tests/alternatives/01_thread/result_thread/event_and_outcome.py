"""An event tells that there is an outcome: a function that gives the result or raises."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class ResultThread(threading.Thread):
    _outcome: Callable[[], Any]

    def __init__(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
        self._done = threading.Event()
        self._begun = False
        super().__init__(target=self._compute, args=(function, args, kwargs))

    def start(self) -> None:
        self._begun = True
        super().start()

    def _compute(
        self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        try:
            value = function(*args, **kwargs)
            self._outcome = lambda: value
        except BaseException as error:
            self._outcome = self._raising(error)
        finally:
            self._done.set()

    def _raising(self, error: BaseException) -> Callable[[], Any]:
        def outcome() -> Any:
            raise error

        return outcome

    def result(self, timeout: float | None = None) -> Any:
        if not self._begun:
            raise RuntimeError("not started")
        if not self._done.wait(timeout):
            raise TimeoutError
        return self._outcome()
