"""A dict with the thread's identity as key, from which each thread takes out what it put in."""

from __future__ import annotations

import threading


class _Block:
    def __init__(self, names: dict[int, list[str]], name: str) -> None:
        self._names = names
        self._name = name

    def __enter__(self) -> None:
        self._names.setdefault(threading.get_ident(), []).append(self._name)

    def __exit__(self, *details: object) -> None:
        mine = self._names[threading.get_ident()]
        mine.pop()
        if not mine:
            # Identities are used again: the next thread must not find anything here.
            del self._names[threading.get_ident()]


class RequestContext:
    def __init__(self) -> None:
        self._names: dict[int, list[str]] = {}

    @property
    def user(self) -> str | None:
        names = self._names.get(threading.get_ident())
        return names[-1] if names else None

    def as_user(self, name: str) -> _Block:
        return _Block(self._names, name)
