"""Which containers a thread is about to turn into text.

A container that contains itself is shown as `[...]` inside itself, and for that CPython keeps, for
each real thread, the containers that are just being shown. Virtual threads are all in one real
thread; where two of them show one list, neither is inside the other.
"""

from __future__ import annotations

import ctypes
import dataclasses
import reprlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace
from typing import Final

from threadkata.model.replacement import Place, replaced

_dict_of_thread: Final = ctypes.pythonapi.PyThreadState_GetDict
# As an address, because what is returned is not the caller's to let go of.
_dict_of_thread.restype = ctypes.c_void_p


def shown_by_real_thread() -> list[object]:
    """The containers that the real thread which calls this is showing, outermost first.

    It is the list itself, as `Py_ReprEnter` and `Py_ReprLeave` have it, and not a copy.
    """
    # There is none before the first container is shown.
    repr([0])
    variables = ctypes.cast(_dict_of_thread(), ctypes.py_object).value
    shown: list[object] = variables["Py_Repr"]
    return shown


def by_virtual_thread(get_ident: Callable[[], int]) -> AbstractContextManager[None]:
    """While this lasts, what is written in Python for the same purpose goes by virtual threads.

    Arguments:
        get_ident: tells the identity number of the current thread, virtual or real.
    """
    places: list[Place] = [(reprlib, "get_ident", get_ident)]
    if hasattr(dataclasses, "_thread"):
        places.append((dataclasses, "_thread", SimpleNamespace(get_ident=get_ident)))
    return replaced(places)
