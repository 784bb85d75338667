"""The dying thread is asked for its name itself, and a queue carries the news."""

from __future__ import annotations

import queue
import threading


class CrashReport:
    def __init__(self) -> None:
        self._news: queue.SimpleQueue[tuple[str, BaseException]] = queue.SimpleQueue()
        self._lock = threading.RLock()
        self._crashes: list[tuple[str, BaseException]] = []

    def __enter__(self) -> CrashReport:
        self._before = threading.excepthook

        def on_death(args: threading.ExceptHookArgs) -> None:
            if not isinstance(args.exc_value, SystemExit):
                self._forget(args.exc_value)
                self._news.put((threading.current_thread().name, args.exc_value))

        threading.excepthook = on_death
        return self

    def __exit__(self, *exc_info: object) -> bool:
        threading.excepthook = self._before
        return False

    @property
    def crashes(self) -> list[tuple[str, BaseException]]:
        with self._lock:
            while not self._news.empty():
                self._crashes.append(self._news.get())
            return self._crashes.copy()

    def _forget(self, error: BaseException | None, *before: BaseException) -> None:
        if error is not None and all(error is not other for other in before):
            error.__traceback__ = None
            self._forget(error.__cause__, error, *before)
            self._forget(error.__context__, error, *before)
