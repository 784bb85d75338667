"""What is made under the lock is complete before it can be seen without it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.settings: dict[str, int] | None = None
        self.made = 0

    def get(self) -> None:
        if self.settings is None:
            with self.lock:
                if self.settings is None:
                    settings = {"size": 1}
                    self.made += 1
                    self.settings = settings
        assert self.settings["size"] == 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.get, self.get, self.get]

    def check(self) -> None:
        assert self.made == 1
