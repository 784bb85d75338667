"""Named between the making and the start; a context manager notes the name."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def run_named(jobs: dict[str, Callable[[], None]]) -> list[str]:
    book: deque[str] = deque()

    @contextmanager
    def noting() -> Iterator[None]:
        try:
            yield
        finally:
            book.appendleft(threading.current_thread().name)

    def run(job: Callable[[], None]) -> None:
        with noting():
            job()

    threads = []
    for name, job in jobs.items():
        thread = threading.Thread(target=run, args=(job,))
        thread.name = name
        thread.start()
        threads.append(thread)
    for thread in reversed(threads):
        thread.join()
    return list(reversed(book))
