"""The hook is a function in `__enter__`, and an ExitStack puts the former one back."""

from __future__ import annotations

import queue
import threading
from contextlib import ExitStack


def forget(error: BaseException | None, seen: list[BaseException]) -> None:
    if error is None or any(error is other for other in seen):
        return
    seen.append(error)
    error.with_traceback(None)
    forget(error.__cause__, seen)
    forget(error.__context__, seen)


class CrashReport:
    __slots__ = ("_noted", "_stack")

    def __init__(self) -> None:
        self._noted: queue.SimpleQueue[tuple[str, BaseException]] = queue.SimpleQueue()
        self._stack = ExitStack()

    def __enter__(self) -> CrashReport:
        noted = self._noted

        def hook(args: threading.ExceptHookArgs, /) -> None:
            if not isinstance(args.exc_value, SystemExit):
                forget(args.exc_value, [])
                noted.put((threading.current_thread().name, args.exc_value))

        self._stack.callback(setattr, threading, "excepthook", threading.excepthook)
        threading.excepthook = hook
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stack.close()

    @property
    def crashes(self) -> list[tuple[str, BaseException]]:
        # Taken out and put in again: whoever dies meanwhile comes last, as is right.
        found = []
        for _ in range(self._noted.qsize()):
            found.append(self._noted.get())
            self._noted.put(found[-1])
        return found
