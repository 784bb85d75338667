"""Every meeting has two events of its own, which nobody has to clear."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Meeting:
    left: threading.Event = field(default_factory=threading.Event)
    right: threading.Event = field(default_factory=threading.Event)


class Rendezvous:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.meetings: defaultdict[int, Meeting] = defaultdict(Meeting)
        self.lefts = self.rights = 0

    def left(self, f: Callable[[], None]) -> None:
        with self.lock:
            self.lefts += 1
            meeting = self.meetings[self.lefts]
        meeting.left.set()
        meeting.right.wait()
        f()

    def right(self, f: Callable[[], None]) -> None:
        with self.lock:
            self.rights += 1
            meeting = self.meetings[self.rights]
        meeting.right.set()
        meeting.left.wait()
        f()
