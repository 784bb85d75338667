"""Where the time goes: a profile function for one new thread, and the former one put back."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from types import FrameType


def time_calls(function: Callable[[], object], clock: Callable[[], float]) -> dict[str, float]:
    """Call `function()` in a thread of its own, and tell how long each Python function took."""
    times: dict[str, float] = {}
    begun: dict[str, float] = {}  # when the earliest call that has not ended began, by name
    depth: Counter[str] = Counter()  # how many calls have not ended, by name
    errors: list[BaseException] = []
    measured: int | None = None  # the ident of the thread that is measured, while it is

    def profile(frame: FrameType, event: str, arg: object) -> None:
        # Every thread that is started meanwhile has this profile function, too. Without the
        # second test its calls would end calls of the measured thread.
        if threading.get_ident() != measured:
            return
        # Not the other three events, "c_call", "c_return" and "c_exception": they are about
        # functions in C, and `frame` is that of the caller.
        name = frame.f_code.co_qualname
        if event == "call":
            if not depth[name]:
                begun[name] = clock()
            depth[name] += 1
        elif event == "return" and depth[name]:
            # Comes for a call that raises as well. Only the outermost call of a function is
            # measured: it contains those that the function made of itself.
            depth[name] -= 1
            if not depth[name]:
                times[name] = times.get(name, 0.0) + clock() - begun[name]

    def body() -> None:
        nonlocal measured
        # From here on: the thread begins with Thread.run() and this function.
        measured = threading.get_ident()
        try:
            function()
        except BaseException as error:
            errors.append(error)
        finally:
            measured = None

    thread = threading.Thread(target=body)
    former = threading.getprofile()
    # Not sys.setprofile(): that is for the thread that calls it, and here that is the wrong one.
    threading.setprofile(profile)
    try:
        thread.start()
        thread.join()
    finally:
        threading.setprofile(former)
    if errors:
        raise errors[0]
    return times
