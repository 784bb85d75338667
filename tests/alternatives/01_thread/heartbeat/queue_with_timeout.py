"""The pause is an attempt to get something out of a queue that stays empty until stop()."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable


class Heartbeat:
    def __init__(self, beat: Callable[[], object], interval: float) -> None:
        self._orders: queue.Queue[str] = queue.Queue()

        def beat_on() -> None:
            while True:
                try:
                    self._orders.get(timeout=interval)
                except queue.Empty:
                    beat()
                else:
                    return

        self._thread = threading.Thread(target=beat_on, name="heartbeat", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._orders.put("stop")
        if self._thread.is_alive():
            self._thread.join()
