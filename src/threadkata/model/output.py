"""What the program prints, kept until it is known whether anybody will want to read it."""

from __future__ import annotations

import io
import sys
from typing import Final, final

#: Characters of output that are kept of one run.
LIMIT: Final = 20_000


@final
class Output(io.TextIOBase):
    """Standard output and standard error of one run, up to a limit."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = LIMIT
        self._lost = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def fileno(self) -> int:
        """That of the terminal: what is written there goes past this."""
        return sys.__stderr__.fileno() if sys.__stderr__ is not None else super().fileno()

    def write(self, text: str, /) -> int:
        """Keep `text`, or count it where there is no room."""
        size = len(text)
        if size <= self._room:
            self._room -= size
            self._parts.append(text)
        else:
            self._lost += size
        return size

    def clear(self) -> None:
        """Forget the last run."""
        if self._parts or self._lost:
            self._parts.clear()
            self._room, self._lost = LIMIT, 0

    @property
    def text(self) -> str:
        """What was printed, and how much more there would have been."""
        text = "".join(self._parts)
        if self._lost:
            text += f"\n[{self._lost:,} more characters were printed]\n"
        return text
