"""A local tells in which thread a call is counted, and from when until when."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Here(threading.local):
    counting = False


@contextmanager
def tracing(function) -> Iterator[None]:
    former = threading.gettrace()
    threading.settrace(function)
    try:
        yield
    finally:
        threading.settrace(former)


def count_calls(function: Callable[..., object], *args: object) -> Counter[str]:
    here, calls = _Here(), Counter()
    raised = []

    def trace(frame, event, arg):
        if here.counting and event == "call":
            calls[frame.f_code.co_qualname] += 1

    class Counted(threading.Thread):
        def run(self):
            here.counting = True
            try:
                function(*args)
            except BaseException as error:
                raised.append(error)
            finally:
                here.counting = False

    with tracing(trace):
        thread = Counted()
        thread.start()
        thread.join()
    for error in raised:
        raise error
    return calls
