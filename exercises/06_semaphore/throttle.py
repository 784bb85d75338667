"""No more than so many in a certain time, however many threads want to.

A service that tells the weather answers ten questions a second and no more; whoever asks the
eleventh is locked out for an hour. The program has many threads that ask. Each of them waits for
its turn before it asks, and at no time have more than ten been let through within one second: not
within a second of the clock on the wall, but within any second, whenever it begins.

    throttle = Throttle(10, period=1.0)
    ...                              # in each thread, before each question:
    throttle.wait()                  # returns when it is allowed
    answer = ask(city)

A semaphore limits how many do something at the same time. This limits how many begin it in a
certain time, and it does not matter how long it takes them.
"""

from __future__ import annotations


class Throttle:
    """Lets at most `calls` calls of `wait` through in any `period` seconds.

    In any: the call number k + `calls` is let through `period` seconds after the call number k, or
    later. Nothing can be saved up: after a long rest it is `calls` at once, and no more.
    """

    def __init__(self, calls: int, period: float) -> None:
        """Nobody has been let through yet, so that the first `calls` need not wait.

        Raises ValueError if `calls` is less than 1, or `period` is not more than 0.
        """
        raise NotImplementedError

    def wait(self) -> None:
        """Block until this call may go through.

        Any number of threads may call it. It does not wait longer than it must: whenever the rule
        allows one more call, one of those that wait is let through, no matter which. It uses no
        processor meanwhile, and starts no threads.

        To be let through counts when `wait` returns, by `time.monotonic()`. (That a thread is held
        up between two lines of its program, here or elsewhere, is not `wait`'s affair.)
        """
        raise NotImplementedError
