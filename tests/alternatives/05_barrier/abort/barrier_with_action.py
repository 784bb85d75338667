"""The barrier's action notes, once and before anybody goes on, that all are ready."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    if len(parts) == 0:
        return []
    all_ready = threading.Event()
    barrier = threading.Barrier(len(parts), action=all_ready.set)
    guard = threading.Lock()
    failures: list[BaseException] = []
    results: list[T | None] = [None] * len(parts)

    def ready() -> None:
        barrier.wait()

    def call(index: int) -> None:
        try:
            results[index] = parts[index](ready)
        except BaseException as failure:
            with guard:
                failures.append(failure)
                if not all_ready.is_set():
                    barrier.abort()

    threads = []
    for index in range(len(parts)):
        thread = threading.Thread(target=call, args=[index], name=f"part {index}")
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    if failures:
        raise failures.pop(0)
    return results  # type: ignore[return-value]
