"""Every runner has an event of its own, made before its thread is started."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event, Thread
from time import monotonic


class Race:
    def __init__(self, runners: Sequence[Callable[[], object]]) -> None:
        self._runners = list(runners)
        self._signals = [Event() for _ in runners]
        self._ends = [Event() for _ in runners]

    def line_up(self) -> None:
        for index in range(len(self._runners)):
            Thread(target=self._run, args=(index,)).start()

    def fire(self) -> None:
        for signal in reversed(self._signals):
            signal.set()

    def finish(self, timeout: float | None = None) -> bool:
        if timeout is None:
            return all(end.wait() for end in self._ends)
        deadline = monotonic() + timeout
        return all(end.wait(max(0.0, deadline - monotonic())) for end in self._ends)

    def _run(self, index: int) -> None:
        self._signals[index].wait()
        try:
            self._runners[index]()
        finally:
            self._ends[index].set()
