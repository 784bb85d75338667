"""A connection for each thread, in a dict by the threads' names."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Connections:
    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._by_name: dict[str, Any] = {}

    def get(self) -> Any:
        name = threading.current_thread().name
        with self._lock:
            if name in self._by_name:
                return self._by_name[name]
        connection = self._connect()
        with self._lock:
            self._by_name[name] = connection
        return connection

    def close_all(self) -> None:
        with self._lock:
            connections = list(self._by_name.values())
            self._by_name.clear()
        for connection in connections:
            connection.close()
