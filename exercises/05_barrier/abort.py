"""All or none: several threads get ready, and they go on together or not at all.

A new version of a program goes to three servers. Each server unpacks it and tries it out, which
may take a while and may fail. Only when all three are ready do they switch over. If one of them
cannot, none may switch, and whoever ordered it wants to know what went wrong first.

    def update(server: Server, ready: Callable[[], None]) -> str:
        server.unpack()          # may raise
        ready()                  # returns when every server has come this far, or raises
        server.switch_over()
        return server.version

    versions = run_or_abort([partial(update, server) for server in servers])
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    """Run every part in a thread of its own, all at the same time, and return their results.

    Each part is called with one argument, `ready`. It prepares, for as long as it needs, then
    calls `ready()` once, without arguments, and goes on. `ready()` blocks until every part has
    called it.

    If a part raises an exception before it has come past its `ready()`, nobody goes on: `ready()`
    raises `threading.BrokenBarrierError` in every part that is waiting there, and in every part
    that calls it later.

    If a part raises after that, the others are not disturbed: they all come past their `ready()`
    and go on to their end.

    Returns when all parts have ended: the list of what they returned, in the order of `parts`.
    If any part raised, no matter when, the first exception that was raised (first in time, not in
    the order of `parts`) is raised here instead, the same object, once all parts have ended.
    "Exception" means any `BaseException`: a part that calls `sys.exit()` has failed as well.

    With no parts the result is the empty list.
    """
    raise NotImplementedError
