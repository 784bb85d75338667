"""A thread that knows its number, started from the last to the first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


class Worker(Thread):
    def __init__(self, number: int, work: Callable[[int], object]) -> None:
        super().__init__(name=f"worker {number}")
        self.number = number
        self.work = work

    def run(self) -> None:
        self.work(self.number)


def start_workers(count: int, work: Callable[[int], object]) -> list[Thread]:
    workers: list[Thread] = [Worker(number, work) for number in range(count)]
    for worker in reversed(workers):
        worker.start()
    return workers
