"""A flag and a condition, and subclasses of Thread as runners."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence


class _Runner(threading.Thread):
    def __init__(self, race: Race, runner: Callable[[], object]) -> None:
        super().__init__()
        self._race = race
        self._runner = runner

    def run(self) -> None:
        with self._race.changed:
            self._race.changed.wait_for(lambda: self._race.fired)
        self._runner()


class Race:
    def __init__(self, runners: Sequence[Callable[[], object]]) -> None:
        self.changed = threading.Condition()
        self.fired = False
        self._runners = [_Runner(self, runner) for runner in runners]

    def line_up(self) -> None:
        for runner in self._runners:
            runner.start()

    def fire(self) -> None:
        with self.changed:
            self.fired = True
            self.changed.notify_all()

    def finish(self, timeout: float | None = None) -> bool:
        end = None if timeout is None else time.monotonic() + timeout
        while alive := [runner for runner in self._runners if runner.is_alive()]:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                return False
            alive[0].join(left)
        return True
