"""A semaphore that opens for all: the last to be ready lets everybody through, a failure too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    total = len(parts)
    guard = threading.Lock()
    turnstile = threading.Semaphore(0)
    arrived = 0
    open_for_all = False
    errors: list[BaseException] = []
    outcomes: list[list[T]] = [[] for _ in parts]

    def ready() -> None:
        nonlocal arrived, open_for_all
        with guard:
            arrived += 1
            if arrived == total:
                open_for_all = True
                turnstile.release(total)
        turnstile.acquire()
        with guard:
            if not open_for_all:
                raise threading.BrokenBarrierError("a part has failed")

    def run_part(part: Callable[[Callable[[], None]], T], outcome: list[T]) -> None:
        try:
            outcome.append(part(ready))
        except BaseException as error:
            with guard:
                errors.append(error)
                if not open_for_all:
                    turnstile.release(total)

    threads = [
        threading.Thread(target=run_part, args=arguments)
        for arguments in zip(parts, outcomes, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        raise error
    return [outcome[0] for outcome in outcomes]
