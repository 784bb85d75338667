"""A thread that notes its own name at the end of run(), under a lock."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Baker(threading.Thread):
    def __init__(
        self, name: str, job: Callable[[], None], book: list[str], lock: threading.Lock
    ) -> None:
        super().__init__(name=name)
        self.job = job
        self.book = book
        self.lock = lock

    def run(self) -> None:
        try:
            self.job()
        finally:
            with self.lock:
                self.book[len(self.book) :] = [self.name]


def run_named(jobs: dict[str, Callable[[], None]]) -> list[str]:
    book: list[str] = []
    lock = threading.Lock()
    bakers = [Baker(name, job, book, lock) for name, job in jobs.items()]
    for baker in bakers:
        baker.start()
    for baker in bakers:
        baker.join()
    return book
