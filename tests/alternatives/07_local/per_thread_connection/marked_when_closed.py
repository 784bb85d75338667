"""Each thread keeps its connection with a mark beside it, which whoever closes it sets first."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass
class _Marked:
    connection: Any
    closed: bool = False


class Connections:
    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._own = threading.local()
        self._open: deque[_Marked] = deque()

    def get(self) -> Any:
        own = getattr(self._own, "marked", None)
        if own is None or own.closed:
            own = self._own.marked = _Marked(self._connect())
            self._open.append(own)
        return own.connection

    def close_all(self) -> None:
        while True:
            # One step: what one caller takes out no other one finds.
            try:
                marked = self._open.popleft()
            except IndexError:
                return
            marked.closed = True
            marked.connection.close()
