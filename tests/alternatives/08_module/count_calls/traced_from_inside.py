"""The new thread sets the trace function itself, for itself alone: nothing has to be put back."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable


def count_calls(function: Callable[..., object], *args: object) -> Counter[str]:
    calls: Counter[str] = Counter()
    outcome: list[BaseException | None] = []

    def trace(frame, event, arg):
        calls.update([frame.f_code.co_qualname])

    def body():
        former = sys.gettrace()
        error = None
        sys.settrace(trace)
        try:
            function(*args)
        except BaseException as raised:
            error = raised
        finally:
            sys.settrace(former)
        outcome.append(error)

    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    if outcome[0] is not None:
        raise outcome[0]
    return calls
