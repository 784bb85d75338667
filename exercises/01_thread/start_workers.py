"""Start some workers, each in a thread of its own.

A shop photographs its goods with five cameras. Each camera's pictures lie in a folder of their own
and have to be made smaller. No folder has to wait for another, so each of them gets a worker, and
the worker is told the number of its folder. The one who starts them has other things to do in the
meantime.

    def shrink(number: int) -> None:
        for picture in folders[number]:
            picture.make_smaller()

    workers = start_workers(5, shrink)    # shrink(0), shrink(1), ..., shrink(4) are on their way
    print_price_list()
    for worker in workers:
        worker.join()                     # waits until this one has ended
    print("all pictures are small")
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


def start_workers(count: int, work: Callable[[int], object]) -> list[Thread]:
    """Call `work(0)`, `work(1)`, ..., `work(count - 1)`, each once, in a thread of its own.

    All of these threads can run at the same time: none is kept waiting until another has ended.
    In which order the calls begin and end is not promised. None of them happens in the thread
    that calls `start_workers`. Called from an ordinary thread, it makes ordinary threads, no
    daemons: the program does not end before they have.

    Returns the threads, all of them started, in the order of the numbers: the thread at index `k`
    calls `work(k)`. Does not wait for any of them; they may still be at work, or have ended.

    `count` is 0 or more. What `work` returns is not used.
    """
    raise NotImplementedError
