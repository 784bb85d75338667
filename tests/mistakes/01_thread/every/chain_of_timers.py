from __future__ import annotations

import threading
from collections.abc import Callable


class Every:
    def __init__(self, interval: float, function: Callable[[], object]) -> None:
        self._interval = interval
        self._function = function
        self._timer = threading.Timer(interval, self._call)

    def start(self) -> None:
        self._timer.start()

    def _call(self) -> None:
        self._timer = threading.Timer(self._interval, self._call)
        self._timer.start()
        self._function()

    def cancel(self) -> None:
        self._timer.cancel()
