"""A stack of names for each thread, made when a thread first needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local


class RequestContext:
    def __init__(self) -> None:
        self._stacks = local()

    @property
    def _stack(self) -> list[str]:
        if not hasattr(self._stacks, "names"):
            self._stacks.names = []
        return self._stacks.names

    @property
    def user(self) -> str | None:
        return self._stack[-1] if self._stack else None

    @contextmanager
    def as_user(self, name: str) -> Iterator[None]:
        self._stack.append(name)
        try:
            yield
        finally:
            self._stack.pop()
