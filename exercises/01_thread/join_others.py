"""Wait for every other thread, without having kept a list of them.

A photo album starts threads here and there: one for each picture to shrink, one to write an index,
and some of them start further threads themselves. Nobody keeps a list. Before the album is copied
to a disk, all of them must have ended. `threading` knows which threads there are.

    for picture in pictures:
        Thread(target=shrink, args=(picture,), daemon=True).start()
    Thread(target=write_index).start()
    ...
    print("waited for", join_others(), "threads")
    copy_to_disk()                                  # nobody is writing any more
"""

from __future__ import annotations


def join_others() -> int:
    """Wait until all other threads have ended; return how many had to be waited for.

    "All other threads" means every thread that is alive, daemon or not, except two: the thread
    that calls this function, and the main thread. The call may come from any thread. From the
    main thread those two are one and the same; from another thread, the main thread goes on with
    what it does, and is neither waited for nor counted.

    Counted is every thread that is alive when the function is called, once. A thread that has not
    been started yet, or has ended before, is no live thread. Whether one counts that ends at the
    very moment of the call is not promised.

    Threads that are started while this function waits are waited for as well: when it returns,
    there are no other threads left. Whether these count is not promised.

    Blocks as long as it takes, and uses no processor meanwhile.

    Nothing is promised when two threads call this function at the same time (each would wait for
    the other), when the main thread starts others meanwhile, or when there are threads that
    `threading.Thread` has not started.
    """
    raise NotImplementedError
