"""Joins somebody, looks again, joins somebody, until nobody is left; keeps a set of who it met."""

from __future__ import annotations

import threading


def join_others() -> int:
    spared = {threading.get_ident(), threading.main_thread().ident}
    met: set[threading.Thread] = set()
    while True:
        alive = filter(threading.Thread.is_alive, threading.enumerate())
        others = {thread for thread in alive if thread.ident not in spared}
        if not others:
            return len(met)
        met |= others
        others.pop().join()
