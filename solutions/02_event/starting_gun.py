"""A starting gun: one event for all the runners, set once and never cleared."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence


class Race:
    """Runs every runner in a thread of its own, and none of them before `fire`."""

    def __init__(self, runners: Sequence[Callable[[], object]]) -> None:
        # An event remembers that it has been set. That is all it takes for those who come late:
        # wait() returns at once, and nobody has to know how many have lined up already.
        self._gun = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(runner,)) for runner in runners]

    def line_up(self) -> None:
        for thread in self._threads:
            thread.start()

    def fire(self) -> None:
        # Not followed by clear(). Set and cleared, it would wake those who are waiting at this
        # moment, and whoever comes a moment later would wait for a second signal.
        self._gun.set()

    def finish(self, timeout: float | None = None) -> bool:
        # One deadline for all. join(timeout) in a loop would give each thread the whole time anew.
        deadline = None if timeout is None else time.monotonic() + timeout
        for thread in self._threads:
            thread.join(None if deadline is None else max(0, deadline - time.monotonic()))
        # join() returns None whether the thread has ended or the time is over.
        return not any(thread.is_alive() for thread in self._threads)

    def _run(self, runner: Callable[[], object]) -> None:
        self._gun.wait()
        runner()
