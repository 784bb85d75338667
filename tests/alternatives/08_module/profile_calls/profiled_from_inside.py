"""The new thread sets the profile function for itself; a stack has the calls that are open."""

from __future__ import annotations

import sys
import threading
from collections import defaultdict
from collections.abc import Callable


class _Outermost(threading.Thread):
    def __init__(self, function, clock):
        super().__init__(daemon=True)
        self.function, self.clock = function, clock
        self.times = defaultdict(float)
        self.open = []
        self.error = None

    def profile(self, frame, event, arg):
        name = frame.f_code.co_qualname
        if event == "call":
            self.open.append((name, self.clock()))
        elif event == "return" and self.open:
            name, begun = self.open.pop()
            if all(name != other for other, _ in self.open):
                self.times[name] += self.clock() - begun

    def run(self):
        sys.setprofile(self.profile)
        try:
            self.function()
        except BaseException as error:
            self.error = error
        finally:
            sys.setprofile(None)


def time_calls(function: Callable[[], object], clock: Callable[[], float]) -> dict[str, float]:
    thread = _Outermost(function, clock)
    thread.start()
    thread.join()
    if thread.error is not None:
        raise thread.error
    return thread.times
