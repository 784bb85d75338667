"""Give the threads names, and let each one say who it is when it is done.

Several bakers work in a bakery at the same time, and each writes his name into the book when his
bread is done. In the evening the book tells in which order they were ready. Each writes for
himself: whoever wanted to do it for all of them would have to watch all of them at once.

    book = run_named({"rye": bake_rye, "wheat": bake_wheat, "rolls": bake_rolls})
    print(book)    # ['rolls', 'wheat', 'rye'], if the rolls were ready first

Every thread has a name, which reports, logs and debuggers show. One that nobody has named is called
`Thread-3 (bake_rye)` or the like.
"""

from __future__ import annotations

from collections.abc import Callable


def run_named(jobs: dict[str, Callable[[], None]]) -> list[str]:
    """Run every job in a thread that bears the job's name; return the names as the jobs ended.

    Each job is called once, without arguments, in a new thread of its own, all at the same time.
    From the moment the job begins, the name of its thread, `threading.current_thread().name`, is
    the key of the job in `jobs`.

    When a job has ended, its thread notes its own name: the one it has at that moment, which is
    another one if the job has given its thread a new name.

    Returns when all threads have ended: the list of the names they noted, one for each job. A job
    that ends only after the thread of another one has ended comes later in the list. The order of
    two that end at the same moment is not promised. With no jobs the list is empty.

    A job that raises an exception, be it SystemExit, has ended as well, and its name is noted. The
    exception goes to `threading.excepthook`, as from any thread. `run_named` raises nothing.
    """
    raise NotImplementedError
