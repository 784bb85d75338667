"""Whatever happens in between, the lock is free afterwards.

Several threads write into the same spreadsheet, one at a time. One of the writing functions comes
upon a bad cell and raises. If that leaves the lock taken, all other threads wait for ever, far
away from the error, and the program hangs without a word.

    row_count = guarded(sheet_lock, append_rows)         # what append_rows returned
    guarded(sheet_lock, fill_in_totals)                  # raises? then here, with the lock free

There are two ways to write this, and you should know both. The second one is what the first one
does for you; it is needed where taking and releasing do not stand around one block, and for old
libraries whose locks do not know `with`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

T = TypeVar("T")


def guarded(lock: AbstractContextManager[object], function: Callable[[], T]) -> T:
    """Call `function()` once while this thread has `lock`, and return what it returned.

    Waits until the lock is free, and for nothing else. If `function` raises, whatever it is, the
    same exception is raised here. Either way the lock has been released, once, when the caller
    goes on.

    To be written with the `with` statement. Of `lock` it uses nothing else: anything that `with`
    accepts will do. If `lock` cannot be taken and raises, `function` is not called.
    """
    raise NotImplementedError


def guarded_by_hand(lock: threading.Lock, function: Callable[[], T]) -> T:
    """The same without `with`.

    Of `lock` it uses nothing but `acquire()`, without arguments, and `release()`: anything that
    has these two methods will do. If `acquire()` raises, the lock was not taken: that exception is
    raised here, `function` is not called, and nothing is released.
    """
    raise NotImplementedError
