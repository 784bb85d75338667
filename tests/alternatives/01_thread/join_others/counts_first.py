"""Counts those who are there, and waits for later ones without counting them. Recursive."""

from __future__ import annotations

import threading


def _is_other(thread: threading.Thread) -> bool:
    if thread is threading.main_thread() or thread is threading.current_thread():
        return False
    return thread.is_alive()


def join_others() -> int:
    others = list(filter(_is_other, threading.enumerate()))
    if others:
        for thread in reversed(others):
            thread.join()
        join_others()
    return len(others)
