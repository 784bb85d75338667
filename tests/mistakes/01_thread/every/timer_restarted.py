from __future__ import annotations

import threading
from collections.abc import Callable


class Every:
    def __init__(self, interval: float, function: Callable[[], object]) -> None:
        self._function = function
        self._timer = threading.Timer(interval, self._call)

    def start(self) -> None:
        self._timer.start()

    def _call(self) -> None:
        self._function()
        self._timer.start()

    def cancel(self) -> None:
        self._timer.cancel()
