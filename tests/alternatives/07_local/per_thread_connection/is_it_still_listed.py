"""A thread's connection is good as long as it is among the open ones."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Connections:
    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._mine = threading.local()
        self._guard = threading.Lock()
        self._open: dict[int, Any] = {}

    def get(self) -> Any:
        connection = getattr(self._mine, "connection", None)
        with self._guard:
            if connection is not None and id(connection) in self._open:
                return connection
        connection = self._connect()
        with self._guard:
            self._open[id(connection)] = connection
        self._mine.connection = connection
        return connection

    def close_all(self) -> None:
        while True:
            with self._guard:
                if not self._open:
                    return
                _, connection = self._open.popitem()
            connection.close()
