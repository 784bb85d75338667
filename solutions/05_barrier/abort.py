"""All or none: a barrier that whoever fails on the way to it breaks for all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    """Run every part in a thread of its own, all at the same time, and return their results."""
    if not parts:
        return []  # a barrier for nobody is an error in newer Pythons

    # As many parties as parts: this thread waits for the end, in join(), and not at the barrier.
    barrier = threading.Barrier(len(parts))
    results: dict[int, T] = {}
    # Appending to a list is one step, and the list is in order of time.
    errors: list[BaseException] = []

    def run_part(index: int, part: Callable[[Callable[[], None]], T]) -> None:
        past_ready = False

        def ready() -> None:
            nonlocal past_ready
            # No try around it: BrokenBarrierError is what keeps the part from going on. And no
            # timeout: it would break the barrier for all because one is slow.
            barrier.wait()
            past_ready = True

        try:
            results[index] = part(ready)
        # Not `except Exception`: whatever ends a part early, the others must not wait for it.
        except BaseException as error:
            # First noted, then passed on. The other way round, somebody woken by abort() could
            # note the exception that follows from this one, and be taken for the first.
            errors.append(error)
            # Before the barrier has opened, abort() is the only way to tell the others. Once this
            # part is past it, they are free too, but may not all have woken yet, and abort()
            # would still turn their wait() into a BrokenBarrierError.
            if not past_ready:
                barrier.abort()

    threads = [
        threading.Thread(target=run_part, args=(index, part)) for index, part in enumerate(parts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    if errors:
        raise errors[0]
    return [results[index] for index in range(len(parts))]
