"""Each thread has a box, known to its local and to the list; closing takes out what is in it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class _Box:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.connection: Any = None

    def take(self) -> Any:
        with self.lock:
            connection, self.connection = self.connection, None
            return connection


class Connections:
    def __init__(self, connect: Callable[[], Any]) -> None:
        connections = self
        self._connect = connect
        self._guard = threading.RLock()
        self._boxes: list[_Box] = []

        class Own(threading.local):
            def __init__(self) -> None:
                self.box = _Box()
                with connections._guard:
                    connections._boxes.append(self.box)

        self._own = Own()

    def get(self) -> Any:
        box = self._own.box
        with box.lock:
            if box.connection is not None:
                return box.connection
        made = self._connect()
        with box.lock:
            box.connection = made
        return made

    def close_all(self) -> None:
        with self._guard:
            for box in self._boxes:
                connection = box.take()
                if connection is not None:
                    connection.close()
