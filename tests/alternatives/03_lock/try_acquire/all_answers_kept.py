"""All answers are kept and added up, instead of two counters."""

from __future__ import annotations

import threading
from collections.abc import Callable


def acquire_times(lock: threading.Lock, wanted: int, pause: Callable[[], object]) -> int:
    answers: list[bool] = []

    def one_more_try() -> None:
        taken = lock.acquire(blocking=0)  # type: ignore[arg-type]
        answers.append(taken)
        if taken:
            lock.release()

    while sum(answers) < wanted:
        if answers:
            pause()
        one_more_try()
    return len(answers)
