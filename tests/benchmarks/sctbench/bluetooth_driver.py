"""A driver is stopped between a request's look at the flag and its entry in the count.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/bluetooth_driver_bad.c: one thread
stops the device, the other adds a request. The counter's changes are atomic there, and under a lock
here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class BluetoothDriver:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.atomic = threading.Lock()
        self.pending = 1
        self.stopping = False
        self.nothing_pending = False
        self.stopped = False

    def enter(self) -> bool:
        if self.stopping:
            return False
        with self.atomic:
            self.pending += 1
        return True

    def leave(self) -> None:
        with self.atomic:
            self.pending -= 1
            pending = self.pending
        if pending == 0:
            self.nothing_pending = True

    def stop(self) -> None:
        self.stopping = True
        self.leave()
        if self.nothing_pending:
            self.stopped = True

    def add_request(self) -> None:
        if self.enter():
            assert not self.stopped
        self.leave()

    def threads(self) -> list[Callable[[], None]]:
        return [self.stop, self.add_request]

    def check(self) -> None:
        pass
