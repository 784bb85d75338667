"""A pool whose threads are used again, with nothing left over from one job to the next.

A clinic's program prints letters, each for a patient, and a few threads do it in turn. What belongs
to the letter at hand (the patient's name, the language) stands in a `threading.local`, so that
threads do not disturb each other. But a thread that has printed one letter prints the next one, and
what the last patient left in there is still there. Nobody's name may turn up in another's letter.

    context = threading.local()

    def print_letter(patient):
        if patient.wants_french:
            context.language = "fr"      # the next patient may not get French from this
        ...

    pages = run_jobs(4, [partial(print_letter, patient) for patient in patients], context)

Pools that are ready to be used, such as `concurrent.futures.ThreadPoolExecutor`, do not clear up
after a job either. Here you build one from threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_jobs(workers: int, jobs: Sequence[Callable[[], T]], context: threading.local) -> list[T]:
    """Call every job once, in `workers` threads, and return the results in the order of `jobs`.

    At most `workers` threads are started, whatever the number of jobs, and none of them is the
    caller's. They all work at the same time: whenever one of them has ended a job, it takes
    another one that nobody has begun. In which order the jobs begin, and which thread runs which,
    is not promised.

    Every job finds `context` without attributes. Whatever it sets there is seen by this job alone,
    and gone when the next job of that thread begins, also if the job has raised. What the caller's
    thread has in `context` is neither seen by the jobs nor touched. `context` is a plain
    `threading.local()`.

    Returns when all threads have ended. A job that raises does not keep the others from being run.
    If any have raised, the exception of the first of them in the order of `jobs` is raised here,
    the same object, when all threads have ended. Jobs raise subclasses of `Exception` only.

    With no jobs the result is the empty list. Raises ValueError if `workers` is less than 1.
    """
    raise NotImplementedError
