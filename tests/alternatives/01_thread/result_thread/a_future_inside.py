"""The standard library has it: a Future, whose exception is raised by whoever asks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class ResultThread(threading.Thread):
    def __init__(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        self._future: Future[Any] = Future()
        self._work = lambda: function(*args, **kwargs)

    def run(self) -> None:
        try:
            value = self._work()
        except BaseException as error:
            self._future.set_exception(error)
        else:
            self._future.set_result(value)

    def result(self, timeout: float | None = None) -> Any:
        if self.ident is None:
            raise RuntimeError("start it first")
        return self._future.result(timeout)
