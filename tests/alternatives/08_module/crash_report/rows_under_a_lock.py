"""A function instead of a method, a lock around the list, and contextlib does the rest."""

from __future__ import annotations

import threading
from contextlib import ExitStack


class CrashReport:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: tuple[tuple[str, BaseException], ...] = ()
        self._stack = ExitStack()

    def __enter__(self) -> CrashReport:
        former, threading.excepthook = threading.excepthook, self._hook()
        self._stack.callback(setattr, threading, "excepthook", former)
        return self

    def __exit__(self, exc_type, exc, traceback) -> None:
        self._stack.close()

    def _hook(self):
        def note(args) -> None:
            kind, error, _, thread = args
            if kind is SystemExit:
                return
            chain = [error]
            while chain:
                each = chain.pop().with_traceback(None)
                chain += [e for e in (each.__cause__, each.__context__) if e is not None]
            with self._lock:
                self._rows += ((thread.name, error),)

        return note

    @property
    def crashes(self) -> list[tuple[str, BaseException]]:
        with self._lock:
            return [*self._rows]
