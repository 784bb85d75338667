"""Each thread starts the next one before it works, and waits for it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


def run_all(*jobs: Callable[[], object]) -> None:
    def run_from(index: int) -> None:
        following = None
        if index + 1 < len(jobs):
            following = Thread(target=run_from, args=(index + 1,))
            following.start()
        try:
            jobs[index]()
        finally:
            if following is not None:
                following.join()

    if jobs:
        first = Thread(target=run_from, args=(0,))
        first.start()
        first.join()
