"""A timer is cancelled, and its function has begun already."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.closed = False
        self.written_after_close = False

    def flush(self) -> None:
        closed = self.closed
        if closed:
            self.written_after_close = True

    def close_in_time(self) -> None:
        timer = threading.Timer(1.0, self.flush)
        timer.start()
        time.sleep(1.0)
        timer.cancel()
        self.closed = True

    def threads(self) -> list[Callable[[], None]]:
        return [self.close_in_time]

    def check(self) -> None:
        assert not self.written_after_close
