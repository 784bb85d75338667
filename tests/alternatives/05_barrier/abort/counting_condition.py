"""A barrier by hand: a count, a failure and a condition for both."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    changed = threading.Condition()
    missing = len(parts)
    first: BaseException | None = None
    results: dict[int, T] = {}

    def ready() -> None:
        nonlocal missing
        with changed:
            missing -= 1
            changed.notify_all()
            # That all were ready counts for more than that somebody has failed since.
            changed.wait_for(lambda: missing == 0 or first is not None)
            if missing > 0:
                raise threading.BrokenBarrierError

    class Part(threading.Thread):
        def __init__(self, index: int, part: Callable[[Callable[[], None]], T]) -> None:
            super().__init__()
            self.index = index
            self.part = part

        def run(self) -> None:
            nonlocal first
            try:
                results[self.index] = self.part(ready)
            except BaseException as error:
                with changed:
                    if first is None:
                        first = error
                    changed.notify_all()

    threads = [Part(index, part) for index, part in enumerate(parts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if first is not None:
        raise first
    return [result for _, result in sorted(results.items())]
