"""Ping and pong: two threads take turns, strictly.

One thread reads a page from a scanner, another sends that page over the net. There is room for one
page only: the next one may not be read before the last has been sent, and none may be sent twice.

    ping_pong(12, scanner.read_page, line.send_page)     # read, send, read, send, ...
"""

from __future__ import annotations

from collections.abc import Callable


def ping_pong(rounds: int, ping: Callable[[], object], pong: Callable[[], object]) -> None:
    """Call `ping()` and `pong()` in turn, `rounds` times each, in two threads; `ping` comes first.

    All calls of `ping` are made in one thread, all calls of `pong` in another, and neither of them
    is the caller's. A call begins only when the one before it has returned: two calls never
    overlap, and never do two calls of the same function follow each other.

    Returns when both threads have ended: at once, without any call, if `rounds` is 0. A thread
    whose turn it is not waits, and uses no processor. `ping` and `pong` do not raise.
    """
    raise NotImplementedError
