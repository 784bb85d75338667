"""An object is the trace function; the executor's thread sets it for itself and takes it off."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import FrameType


class _Count(Counter[str]):
    def __call__(self, frame: FrameType, event: str, arg: object) -> None:
        if event == "call":
            self[frame.f_code.co_qualname] += 1


def count_calls(function: Callable[..., object], *args: object) -> Counter[str]:
    count = _Count()

    def traced() -> None:
        former = sys.gettrace()
        sys.settrace(count)
        try:
            function(*args)
        finally:
            sys.settrace(former)

    with ThreadPoolExecutor(max_workers=1) as executor:
        future = executor.submit(traced)
    future.result()
    return count
