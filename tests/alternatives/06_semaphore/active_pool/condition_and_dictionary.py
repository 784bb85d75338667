"""One condition for all: the dictionary of who is in is the count as well."""

from __future__ import annotations

import threading
from types import TracebackType


class _Working:
    def __init__(self, pool: ActivePool) -> None:
        self._pool = pool

    def __enter__(self) -> None:
        pool, me = self._pool, threading.current_thread()
        with pool.changed:
            while len(pool.inside) >= pool.limit:
                pool.changed.wait()
            pool.inside[me] = me.name

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        pool = self._pool
        with pool.changed:
            del pool.inside[threading.current_thread()]
            pool.changed.notify()


class ActivePool:
    def __init__(self, limit: int) -> None:
        if limit <= 0:
            raise ValueError("nobody could ever work")
        self.limit = limit
        self.changed = threading.Condition()
        self.inside: dict[threading.Thread, str] = {}

    def working(self) -> _Working:
        return _Working(self)

    def active(self) -> list[str]:
        with self.changed:
            return list(self.inside.values())
