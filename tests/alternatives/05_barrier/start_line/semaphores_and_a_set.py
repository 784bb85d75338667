"""Each reports that it is there, the caller lets all go, and who empties the set tidies up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    if not runners:
        raise ValueError(runners)
    there = threading.Semaphore(0)
    start = threading.Semaphore(0)
    guard = threading.Lock()
    running = set(range(len(runners)))
    errors: list[BaseException] = []

    @contextmanager
    def noting() -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            errors.append(error)

    def run(index: int) -> None:
        there.release()
        start.acquire()
        with noting():
            runners[index]()
        with guard:
            running.discard(index)
            last = not running
        if last:
            with noting():
                cleanup()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(runners))]
    for thread in threads:
        thread.start()
    for _ in threads:
        there.acquire()
    start.release(len(threads))
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
