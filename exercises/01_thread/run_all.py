"""Run several jobs at the same time, and go on when all of them have ended.

Before a train leaves, the doors are checked, the brakes are tested and the lights are switched on,
by three people. Nobody waits for the others before beginning, and it is not known who will be done
first. But the train must not leave before the last of them has come back.

    run_all(check_doors, test_brakes, switch_on_lights)
    depart()    # here all three have come back
"""

from __future__ import annotations

from collections.abc import Callable


def run_all(*jobs: Callable[[], object]) -> None:
    """Call each job, without arguments, in a new thread of its own, all at the same time.

    Returns as soon as the threads of all jobs have ended, and not before, in whatever order and
    after however long a time they end. It waits for these threads only: what other threads of the
    program do, and how long they live, makes no difference. While it waits it uses no processor.

    Every argument is one job: a function that is given twice is called twice, in two threads.
    Without any jobs there is nothing to do.

    What a job returns is not used. A job that raises an exception ends its own thread, nothing
    else: Python reports the exception, as it does for any thread, to `threading.excepthook`, which
    prints it. `run_all` waits for the others all the same, and raises nothing.
    """
    raise NotImplementedError
