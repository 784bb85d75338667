"""A connection for each thread. A new local and a new list, but they are not filled in one step."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Connections:
    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._own = threading.local()
        self._lock = threading.Lock()
        self._open: list[Any] = []

    def get(self) -> Any:
        if not hasattr(self._own, "connection"):
            connection = self._connect()
            with self._lock:
                self._open.append(connection)
            self._own.connection = connection
        return self._own.connection

    def close_all(self) -> None:
        with self._lock:
            connections, self._open = self._open, []
            self._own = threading.local()
        for connection in connections:
            connection.close()
