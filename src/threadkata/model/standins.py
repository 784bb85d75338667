"""Stand-ins for what the library wants and no run needs: they take no steps and keep nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import ModuleType
from typing import final


@final
class Unneeded:
    """Stands for what `threading` keeps in vain: a lock, a set, or a dictionary.

    Nobody is interrupted inside the library, and no run lasts to the end of the process.
    """

    __slots__ = ()

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exc_info: object) -> None:
        pass

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __setitem__(self, key: object, value: object) -> None:
        pass

    def __delitem__(self, key: object) -> None:
        pass

    def values(self) -> tuple[()]:
        """Nothing."""
        return ()

    def add(self, item: object) -> None:
        """Nothing."""

    def clear(self) -> None:
        """Nothing."""


@final
class Started:
    """Stands for the Event by which `Thread.start` waits until the new thread is registered.

    A virtual thread has always done so when the call that starts it returns.
    """

    __slots__ = ("_set",)

    def __init__(self) -> None:
        self._set = False

    def is_set(self) -> bool:
        """Whether the thread has been started."""
        return self._set

    def set(self) -> None:
        """Note that it has been."""
        self._set = True

    def wait(self, timeout: float | None = None) -> bool:
        """Nothing: there is nothing to wait for."""
        return True


def quiet_os() -> ModuleType:
    """`os` for the library's own use, without the registration of what to do after a fork."""
    module = ModuleType("os")
    module.__dict__.update(vars(os))
    module.__dict__.pop("register_at_fork", None)
    return module


def quiet_atexit() -> ModuleType:
    """`atexit`, which takes what it is given and never calls it."""
    module = ModuleType("atexit")
    module.register = lambda function, *args, **kwargs: function  # type: ignore[attr-defined]
    module.unregister = lambda function: None  # type: ignore[attr-defined]
    return module
