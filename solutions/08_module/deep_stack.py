"""Deep down: both settings are changed for as long as one thread lives, and put back."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def run_deep(function: Callable[[], T], stack_bytes: int, recursion: int) -> T:
    """Call `function()` in a new thread that has plenty of stack, and return what it returns."""
    results: list[T] = []
    errors: list[BaseException] = []

    def body() -> None:
        try:
            results.append(function())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=body)
    former_limit = sys.getrecursionlimit()
    # stack_size(n) returns what it was before, and refuses a bad size before changing anything.
    try:
        former_size = threading.stack_size(stack_bytes)
    except OverflowError:
        raise ValueError(f"size not valid: {stack_bytes} bytes") from None
    # From here on something has been changed: whatever raises below, it is put back. A limit that
    # is refused raises below, and so does a thread for which there is no memory.
    try:
        sys.setrecursionlimit(recursion)
        # The size counts at this moment. A thread that runs already has the stack it has.
        thread.start()
        thread.join()
    except threading.ThreadError as error:  # RuntimeError, by the name it has in `threading`
        error.add_note(f"asked for: {stack_bytes:,} bytes of stack, {recursion:,} calls")
        raise
    finally:
        sys.setrecursionlimit(former_limit)
        threading.stack_size(former_size)
    if errors:
        raise errors[0]
    return results[0]
