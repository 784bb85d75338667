"""The size is changed around start() alone, and the thread looks after the limit itself."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class _Diver(threading.Thread):
    def __init__(self, function, recursion):
        super().__init__(daemon=True)
        self.function = function
        self.recursion = recursion
        self.came_up = None

    def run(self):
        former = sys.getrecursionlimit()
        try:
            sys.setrecursionlimit(self.recursion)
            result = self.function()
            self.came_up = lambda: result
        except BaseException as error:
            self.came_up = error
        finally:
            sys.setrecursionlimit(former)


def run_deep(function: Callable[[], T], stack_bytes: int, recursion: int) -> T:
    diver = _Diver(function, recursion)
    if stack_bytes > sys.maxsize:
        raise ValueError("there is no such size")
    former = threading.stack_size(stack_bytes)
    try:
        diver.start()
    finally:
        threading.stack_size(former)
    diver.join()
    if isinstance(diver.came_up, BaseException):
        raise diver.came_up
    return diver.came_up()
