"""What is made under the lock can be seen without it before it is complete."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Settings:
    def __init__(self) -> None:
        self.loaded = False

    def load(self) -> None:
        self.loaded = True


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.settings: Settings | None = None

    def get(self) -> None:
        if self.settings is None:
            with self.lock:
                if self.settings is None:
                    self.settings = Settings()
                    self.settings.load()
        assert self.settings.loaded

    def threads(self) -> list[Callable[[], None]]:
        return [self.get, self.get]

    def check(self) -> None:
        pass
