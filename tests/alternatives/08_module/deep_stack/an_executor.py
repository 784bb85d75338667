"""An executor has the thread, the result and the exception; a stack of contexts puts back."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")


def run_deep(function: Callable[[], T], stack_bytes: int, recursion: int) -> T:
    with ExitStack() as stack:
        stack.callback(sys.setrecursionlimit, sys.getrecursionlimit())
        stack.callback(threading.stack_size, _with_size(stack_bytes))
        sys.setrecursionlimit(recursion)
        with ThreadPoolExecutor(max_workers=1) as executor:
            future = executor.submit(function)
        return future.result()


def _with_size(stack_bytes: int) -> int:
    try:
        return threading.stack_size(stack_bytes)
    except OverflowError as error:
        raise ValueError(str(error)) from error
