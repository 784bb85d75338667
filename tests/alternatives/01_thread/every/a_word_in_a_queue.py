"""The pause is an attempt to get something out of a queue, into which only cancel() puts a word."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable


class Every:
    def __init__(self, interval: float, function: Callable[[], object]) -> None:
        self.words: queue.Queue[str] = queue.Queue()
        self.interval = interval
        self.function = function
        self.thread = threading.Thread(target=self.run)

    def start(self) -> None:
        self.thread.start()

    def told_by(self, due: float) -> bool:
        left = due - time.monotonic()
        try:
            if left > 0:
                self.words.get(timeout=left)
            else:
                self.words.get_nowait()
        except queue.Empty:
            return False
        return True

    def run(self) -> None:
        begin, calls = time.monotonic(), 0
        while not self.told_by(begin + (calls + 1) * self.interval):
            calls += 1
            self.function()

    def cancel(self) -> None:
        self.words.put("enough")
        if self.thread.is_alive() and threading.current_thread() is not self.thread:
            self.thread.join()
