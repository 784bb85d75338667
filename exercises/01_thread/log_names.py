"""Let every line of a log say which thread it comes from.

At night a bank sends letters, makes a backup and counts the money, all at the same time. In the
morning somebody reads the log and wants to know which of the three each line comes from, and
whether all of them came to their end. Nobody has to write the thread's name into a message for
that: the logging module notes it in every record, and a handler's format can show it.

    logger = logging.getLogger("night")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(make_handler(sys.stderr))
    run_logged(logger, {"letters": send_letters, "backup": make_backup})

could write

    [DEBUG] (letters   ) Starting
    [DEBUG] (backup    ) Starting
    [INFO] (letters   ) 216 letters sent
    [DEBUG] (letters   ) Exiting
    [DEBUG] (backup    ) Exiting

where the line in the middle comes from `logger.info("216 letters sent")` in `send_letters`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TextIO


def make_handler(stream: TextIO) -> logging.Handler:
    """A handler that writes each record to `stream`, as a line that tells the thread's name.

    The line is `[LEVEL] (NAME) MESSAGE`: the name of the level; the name of the thread that logged
    the message, filled up with spaces on its right to ten characters (a longer one is written in
    full); the message. It ends with a newline. Records of every level are written.

    A new handler at each call. It is not attached to any logger: that is up to the caller.
    """
    raise NotImplementedError


def run_logged(logger: logging.Logger, jobs: dict[str, Callable[[], object]]) -> None:
    """Run every job in a thread that bears the job's name and logs when it begins and ends.

    Each job is called once, without arguments, in a new thread of its own, all at the same time.
    The name of the thread is the key of the job in `jobs`.

    Before it calls the job, the thread logs `Starting`, and when the job has ended `Exiting`, with
    level DEBUG. These are the whole messages, and they go to `logger`, not to any other. The
    logger is taken as it is: its level, its handlers and whether its parent hears of it are the
    caller's business. If the logger leaves these messages out, the job is called all the same.

    A job that raises anything, be it SystemExit, has ended as well: `Exiting` is logged. The
    exception goes to `threading.excepthook`, as from any thread. `run_logged` raises nothing.

    Returns when all threads have ended.
    """
    raise NotImplementedError
