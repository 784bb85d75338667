"""A dict by the thread objects, which forgets a thread that nobody else knows any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary


class RequestContext:
    def __init__(self) -> None:
        self._users: WeakKeyDictionary[threading.Thread, str | None] = WeakKeyDictionary()

    @property
    def user(self) -> str | None:
        return self._users.get(threading.current_thread())

    @contextmanager
    def as_user(self, name: str) -> Iterator[None]:
        me, former = threading.current_thread(), self.user
        self._users[me] = name
        try:
            yield
        finally:
            self._users[me] = former
