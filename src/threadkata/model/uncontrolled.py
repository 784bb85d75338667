"""Keeps a run from starting threads and processes that nobody controls.

A module of the standard library that is not among the virtual ones, as `asyncio`, starts real
threads. There the program's code would run beside the model: in one order, which nobody chose.
"""

from __future__ import annotations

import _thread
import functools
import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final

from threadkata.model.replacement import replaced

#: Where threads and processes are started: (a module or a class, a name).
_STARTS: Final[list[tuple[Any, str]]] = [
    (owner, name)
    for owner, name in [
        (threading.Thread, "start"),
        (_thread, "start_new_thread"),
        (_thread, "start_new"),
        (_thread, "start_joinable_thread"),
        (os, "fork"),
        (os, "forkpty"),
    ]
    if hasattr(owner, name)
]


def none_started(refuse: Callable[[], None]) -> AbstractContextManager[None]:
    """While this lasts, ask before the current thread starts another one, or a process.

    Arguments:
        refuse: called before that; it raises what is to be raised instead.
    """
    current = _thread.get_ident()

    def asking_first(start: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(start)
        def asked(*args: Any, **kwargs: Any) -> Any:
            if _thread.get_ident() == current:
                refuse()
            return start(*args, **kwargs)

        return asked

    return replaced([(owner, name, asking_first(getattr(owner, name))) for owner, name in _STARTS])
