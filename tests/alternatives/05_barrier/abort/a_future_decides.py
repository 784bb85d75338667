"""One future for all: a result means that all are ready, an exception that one has failed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    decision: Future[None] = Future()
    guard = threading.Lock()
    missing = len(parts)
    errors: list[BaseException] = []
    results: dict[int, T] = {}

    def ready() -> None:
        nonlocal missing
        with guard:
            missing -= 1
            if missing == 0:
                decision.set_result(None)
        decision.result()

    def run_part(index: int) -> None:
        try:
            results[index] = parts[index](ready)
        except BaseException as error:
            with guard:
                errors.append(error)
                if not decision.done():
                    decision.set_exception(threading.BrokenBarrierError())

    threads = [threading.Thread(target=run_part, args=(index,)) for index in range(len(parts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [results[index] for index in range(len(parts))]
