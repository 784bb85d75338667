"""Let every line of a log say which thread it comes from: the record knows, the format shows it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TextIO


def make_handler(stream: TextIO) -> logging.Handler:
    """A handler that writes each record to `stream`, as a line that tells the thread's name."""
    handler = logging.StreamHandler(stream)
    # `-10s`: at least ten characters, filled up on the right.
    handler.setFormatter(logging.Formatter("[%(levelname)s] (%(threadName)-10s) %(message)s"))
    return handler


def run_logged(logger: logging.Logger, jobs: dict[str, Callable[[], object]]) -> None:
    """Run every job in a thread that bears the job's name and logs when it begins and ends."""

    def run(job: Callable[[], object]) -> None:
        # These messages say what happens and not to whom: a record takes the name of the thread
        # that logs it, so it is this function, in the new thread, that has to log. And it logs to
        # the logger that was given; `logging.debug()` would go to the root logger, past all that
        # the caller has set up.
        logger.debug("Starting")
        # `finally`, not `except`, which would have to name what it catches and to raise it again.
        try:
            job()
        finally:
            logger.debug("Exiting")

    threads = [threading.Thread(target=run, args=(job,), name=name) for name, job in jobs.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
