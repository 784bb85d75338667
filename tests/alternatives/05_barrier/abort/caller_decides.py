"""Every part reports to the caller's thread, which counts, decides, and lets go or calls off."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    reports: queue.Queue[BaseException | None] = queue.Queue()
    decided = threading.Event()
    called_off = False
    results: dict[int, T] = {}

    def ready() -> None:
        reports.put(None)
        decided.wait()
        if called_off:
            raise threading.BrokenBarrierError

    def run_part(index: int, part: Callable[[Callable[[], None]], T]) -> None:
        try:
            results[index] = part(ready)
        except BaseException as error:
            reports.put(error)

    threads = [
        threading.Thread(target=run_part, args=(index, part)) for index, part in enumerate(parts)
    ]
    for thread in threads:
        thread.start()
    first = None
    for _ in parts:
        first = reports.get()
        if first is not None:
            called_off = True
            break
    decided.set()
    for thread in threads:
        thread.join()
    while first is None and not reports.empty():
        first = reports.get()
    if first is not None:
        raise first
    return [results[index] for index in range(len(parts))]
