"""One buffer is appended to another, and is emptied between the look at its length and the copy.

Ported from mc-imperial/sctbench, conc-bugs/stringbuffer-jdk1.4, as translated in
cmu-pasta/fray-benchmark, StringBufferJDK.java. Each call is locked, but only for itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Buffer:
    def __init__(self, text: str = "") -> None:
        self.lock = threading.Lock()
        self.text = text

    def length(self) -> int:
        with self.lock:
            return len(self.text)

    def characters(self, end: int) -> str:
        with self.lock:
            assert end <= len(self.text)
            return self.text[:end]

    def append_text(self, text: str) -> None:
        with self.lock:
            self.text += text

    def append(self, other: Buffer) -> None:
        with self.lock:
            end = other.length()
            self.text += other.characters(end)

    def erase(self, start: int, end: int) -> None:
        with self.lock:
            self.text = self.text[:start] + self.text[end:]


class StringBuffer:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.buffer = Buffer("abc")
        self.other = Buffer()

    def erase_and_append(self) -> None:
        self.buffer.erase(0, 3)
        self.buffer.append_text("abc")

    def copy(self) -> None:
        self.other.append(self.buffer)

    def threads(self) -> list[Callable[[], None]]:
        return [self.erase_and_append, self.copy]

    def check(self) -> None:
        pass
