"""The user of a request: one attribute of one `local`, which is another one in each thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class RequestContext:
    """Knows, for each thread, on behalf of which user it is working."""

    def __init__(self) -> None:
        # Made once and used by all threads: the object is shared, what is in it is not. Setting
        # `self._local.user = None` here as well would be of use to this one thread alone.
        self._local = threading.local()

    @property
    def user(self) -> str | None:
        # In a thread that has set nothing yet there is no such attribute.
        return getattr(self._local, "user", None)

    @contextmanager
    def as_user(self, name: str) -> Iterator[None]:
        # No lock anywhere: no other thread can see what is written here. The former user is kept in
        # a variable of this call, so that nested blocks each have their own.
        former = self.user
        self._local.user = name
        try:
            yield
        finally:
            self._local.user = former
