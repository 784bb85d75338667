"""An executor's thread profiles itself; what is open is counted on a stack of names."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import FrameType


def time_calls(function: Callable[[], object], clock: Callable[[], float]) -> dict[str, float]:
    times: Counter[str] = Counter()
    stack: list[tuple[str, float | None]] = []

    def profile(frame: FrameType, event: str, arg: object) -> None:
        name = frame.f_code.co_qualname
        if event == "call":
            is_open = any(other == name for other, _ in stack)
            stack.append((name, None if is_open else clock()))
        elif event == "return" and stack:
            name, begun = stack.pop()
            if begun is not None:
                times[name] += clock() - begun

    def profiled() -> None:
        sys.setprofile(profile)
        try:
            function()
        finally:
            sys.setprofile(None)

    with ThreadPoolExecutor(max_workers=1) as executor:
        executor.submit(profiled).result()
    return dict(times)
