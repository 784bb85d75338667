"""Wait for every other thread: ask who is there, join them, and ask again."""

from __future__ import annotations

import threading


def join_others() -> int:
    """Wait until all other threads have ended; return how many had to be waited for."""
    # The caller cannot join itself: that is a RuntimeError. The main thread is no error, but it
    # may well be waiting for the caller, and then the two would wait for each other for ever.
    spared = (threading.current_thread(), threading.main_thread())
    joined = 0
    # enumerate() returns a new list: who is alive at that moment. While the threads in it are
    # joined they may start others, which are not in it. So it is asked again until nobody is left.
    # A thread that has been joined is in no later list, so nobody is counted twice.
    while others := [
        thread
        for thread in threading.enumerate()
        # The list has threads, too, that somebody is starting at this moment. They are not alive
        # yet, and join() would refuse them. Whoever starts one is in the list as well, or main.
        if thread not in spared and thread.is_alive()
    ]:
        for thread in others:
            thread.join()
        joined += len(others)
    return joined
