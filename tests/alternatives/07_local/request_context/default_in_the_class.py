"""A subclass of local: its class attribute is what a thread reads that has set nothing."""

from __future__ import annotations

from contextlib import ExitStack
from threading import local


class _Local(local):
    user: str | None = None


class _Block:
    def __init__(self, data: _Local, name: str) -> None:
        self.data = data
        self.name = name
        self.undo = ExitStack()

    def __enter__(self) -> None:
        self.undo.callback(setattr, self.data, "user", self.data.user)
        self.data.user = self.name

    def __exit__(self, *details: object) -> None:
        self.undo.close()


class RequestContext:
    def __init__(self) -> None:
        self._data = _Local()

    @property
    def user(self) -> str | None:
        return self._data.user

    def as_user(self, name: str) -> _Block:
        return _Block(self._data, name)
