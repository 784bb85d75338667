"""A lock is taken a second time and never given back.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/phase01_bad.c: whichever thread
comes second waits for ever, in every interleaving.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Phase01:
    expected: ClassVar[str] = "lock left held"

    def __init__(self) -> None:
        self.x = threading.Lock()
        self.y = threading.Lock()

    def phases(self) -> None:
        self.x.acquire()
        self.x.release()
        self.x.acquire()
        with self.y:
            pass
        with self.y:
            pass

    def threads(self) -> list[Callable[[], None]]:
        return [self.phases, self.phases]

    def check(self) -> None:
        pass
