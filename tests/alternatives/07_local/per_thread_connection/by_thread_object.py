"""No local: a dict by Thread objects, which, unlike identities, are not used again."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread, current_thread
from typing import Any


class Connections:
    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._lock = Lock()
        self._by_thread: dict[Thread, Any] = {}

    def get(self) -> Any:
        me = current_thread()
        with self._lock:
            if me in self._by_thread:
                return self._by_thread[me]
        connection = self._connect()
        with self._lock:
            self._by_thread[me] = connection
            return connection

    def close_all(self) -> None:
        with self._lock:
            everything = list(self._by_thread.values())
            self._by_thread.clear()
        for connection in everything:
            connection.close()
