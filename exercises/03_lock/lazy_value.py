"""A value that is made when it is first needed, and only once.

A program may need a dictionary of a hundred thousand words. To load it takes two seconds and a lot
of memory, and many runs of the program never look up a word: so it is loaded by the first thread
that needs it. Others that need it in the meantime wait for that one dictionary. They do not load
it a second time, and they do not get half of it.

    words = Lazy(load_dictionary)            # loads nothing yet
    ...                                      # in any thread, at any time:
    if word in words.get():                  # loads it if nobody has, or waits, or has it at hand
        ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that `factory` makes at the first call of `get`, for any number of threads.

    Every lazy value stands for itself: while one is being made, others can be got and made, by
    other threads and by its factory as well.
    """

    def __init__(self, factory: Callable[[], T]) -> None:
        """A value to be made by `factory`, which takes no arguments and is not called yet.

        Any object can be the value, None too. `factory` does not call `get` of this very object.
        """
        raise NotImplementedError

    def get(self) -> T:
        """The value: the same object for everybody, always.

        If there is none yet, calls `factory()` in this thread. If another thread is doing that at
        the moment, sleeps until there is an outcome. `factory` is never called by two threads at
        the same time, and it is not called again once it has returned a value.

        If `factory` raises, whatever it is, this call raises that exception, and there is still no
        value: the next call of `get`, or one that has been waiting meanwhile, calls `factory` once
        more. An exception is seen by the one call whose `factory()` raised it, and by no other.
        """
        raise NotImplementedError
