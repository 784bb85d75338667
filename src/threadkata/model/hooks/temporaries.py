"""What statements outside of functions remember for a moment, beside their frames."""

from __future__ import annotations

import sys
from types import FrameType, SimpleNamespace
from typing import Any, final


@final
class Temporaries:
    """Keeps temporary values by the frame of the module's or class's body that is running."""

    def __init__(self) -> None:
        self._by_frame: dict[FrameType, SimpleNamespace] = {}

    def forget(self) -> None:
        """Let go of all values."""
        self._by_frame.clear()

    def beside(self) -> SimpleNamespace:
        """Where the body that calls this has its values."""
        return self._of(sys._getframe(1))

    def put_beside(self, name: str, value: Any) -> Any:
        """Keep a value there, and return it."""
        setattr(self._of(sys._getframe(1)), name, value)
        return value

    def _of(self, frame: FrameType) -> SimpleNamespace:
        values = self._by_frame.get(frame)
        if values is None:
            values = self._by_frame[frame] = SimpleNamespace()
        return values
