"""A connection for each thread that is still there; the others are forgotten with their threads."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Any


class Connections:
    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._by_thread: weakref.WeakKeyDictionary[threading.Thread, Any]
        self._by_thread = weakref.WeakKeyDictionary()

    def get(self) -> Any:
        me = threading.current_thread()
        with self._lock:
            if me in self._by_thread:
                return self._by_thread[me]
        connection = self._connect()
        with self._lock:
            self._by_thread[me] = connection
        return connection

    def close_all(self) -> None:
        with self._lock:
            connections = list(self._by_thread.values())
            self._by_thread.clear()
        for connection in connections:
            connection.close()
