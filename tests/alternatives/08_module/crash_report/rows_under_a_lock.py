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
            for each in chain:  # it grows meanwhile
                each.with_traceback(None)
                for former in (each.__cause__, each.__context__):
                    if former is not None and not any(former is known for known in chain):
                        chain.append(former)
            with self._lock:
                self._rows += ((thread.name, error),)

        return note

    @property
    def crashes(self) -> list[tuple[str, BaseException]]:
        with self._lock:
            return [*self._rows]
