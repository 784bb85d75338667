"""A Future carries the result; the thread sets the limit itself; an ExitStack puts all back."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")


def run_deep(function: Callable[[], T], stack_bytes: int, recursion: int) -> T:
    future: Future[T] = Future()

    def body() -> None:
        try:
            sys.setrecursionlimit(recursion)
            future.set_result(function())
        except BaseException as error:
            future.set_exception(error)

    with ExitStack() as settings:
        settings.callback(sys.setrecursionlimit, sys.getrecursionlimit())
        try:
            settings.callback(threading.stack_size, threading.stack_size(stack_bytes))
        except OverflowError as error:
            raise ValueError(stack_bytes) from error
        thread = threading.Thread(target=body, daemon=True)
        thread.start()
        thread.join()
    return future.result()
