"""The threads are joined from the last to the first, and only as long as time is left."""

import time


def wait_for(thread, seconds):
    return join_all([thread], seconds) == []


def join_all(threads, seconds):
    deadline = time.monotonic() + seconds
    for thread in reversed(threads):
        remaining = deadline - time.monotonic()
        if remaining < 0:
            remaining = 0
        thread.join(remaining)
    alive = list(threads)
    for thread in threads:
        if not thread.is_alive():
            alive.remove(thread)
    return alive
