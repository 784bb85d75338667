"""A common start, and one who tidies up when the last has come in.

You want to know how a server behaves when many clients come at the same moment. Threads that are
started one after another do not do that: the first may be done before the last one exists. So they
gather at a line first, and set off together. Behind them they leave a scratch folder that all of
them used. It must be deleted, by one of them, and not while another still writes into it.

    def client() -> None:
        answers.append(fetch(server))

    start_together([client] * 20, cleanup=lambda: shutil.rmtree(scratch))

Here `threading.Barrier` is all you need, if you look at what its `wait()` returns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    """Call every runner in a thread of its own, all at the same time, and then `cleanup`, once.

    No runner is called before the threads of all of them are there: running, and ready to call
    theirs.

    When all runners have ended, `cleanup()` is called, exactly once, in one of the threads that
    called a runner. Which one is not promised. A runner that raises an exception has ended too: it
    holds nobody up, and `cleanup` is called all the same.

    Returns when `cleanup` has returned and all the threads have ended. If a runner or `cleanup`
    raised an exception (any `BaseException`), the first one that was raised, first in time, is
    raised here then, the same object.

    Raises ValueError if there are no runners.
    """
    raise NotImplementedError
