"""`dict.setdefault` looks and writes in one step: the first to sign does the work."""

from __future__ import annotations

from collections.abc import Callable


class Refresher:
    """Runs one piece of work, never twice at the same time."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._at_work: dict[str, object] = {}

    def refresh(self) -> bool:
        me = object()
        if self._at_work.setdefault("name", me) is not me:
            return False
        try:
            self._work()
        finally:
            del self._at_work["name"]
        return True
