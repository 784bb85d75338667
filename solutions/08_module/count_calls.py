"""Count calls: a trace function for one new thread, and the former one put back."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from types import FrameType


def count_calls(function: Callable[..., object], *args: object) -> Counter[str]:
    """Call `function(*args)` in a thread of its own, and count the calls of Python functions."""
    calls: Counter[str] = Counter()
    errors: list[BaseException] = []
    counted: int | None = None  # the ident of the thread that counts, while it does

    def trace(frame: FrameType, event: str, arg: object) -> None:
        # Every thread that is started meanwhile has this trace function, too. Returns None: what
        # it returned would be called for each line of this call, each return and each exception.
        if event == "call" and threading.get_ident() == counted:
            calls[frame.f_code.co_qualname] += 1

    def body() -> None:
        nonlocal counted
        # From here on, and not from the beginning of the thread: that has Thread.run() and this
        # function in it.
        counted = threading.get_ident()
        try:
            function(*args)
        except BaseException as error:
            errors.append(error)
        finally:
            counted = None

    thread = threading.Thread(target=body)
    former = threading.gettrace()
    # Not sys.settrace(): that is for the thread that calls it, and here that is the wrong one.
    threading.settrace(trace)
    try:
        # A new thread looks for its trace function when it begins, which may be after start() has
        # returned. So the former one is put back when it has ended, and not between the two.
        thread.start()
        thread.join()
    finally:
        threading.settrace(former)
    if errors:
        raise errors[0]
    return calls
