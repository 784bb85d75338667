"""What make_handler and run_logged promise. One requirement a test."""

from __future__ import annotations

import io
import logging

import pytest


class Records(logging.Handler):
    """Keeps what is logged, as "name of the thread: message", and the levels."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self.levels = set()

    def emit(self, record):
        self.levels.add(record.levelname)
        self.lines.append(f"{record.threadName}: {record.getMessage()}")


def new_logger():
    """A logger that passes everything on to the handler that is returned with it."""
    logger = logging.Logger("night", logging.DEBUG)
    records = Records()
    logger.addHandler(records)
    return logger, records


def test_a_line_tells_level_thread_and_message(kata, run):
    """What a thread logs becomes the line `[LEVEL] (NAME) MESSAGE`, the name filled up to ten
    characters."""
    stream = io.StringIO()
    logger = logging.Logger("night")
    logger.addHandler(kata.make_handler(stream))

    def backup():
        logger.warning("%d disks are full", 2)

    run(backup)
    assert stream.getvalue() == "[WARNING] (backup-1  ) 2 disks are full\n"


def test_a_long_name_is_written_in_full(kata, threading):
    """The name of a thread that has more than ten characters is not cut off."""
    stream = io.StringIO()
    logger = logging.Logger("night")
    logger.addHandler(kata.make_handler(stream))

    def backup():
        logger.info("done")

    thread = threading.Thread(target=backup, name="backup of all disks")
    thread.start()
    thread.join()
    assert stream.getvalue() == "[INFO] (backup of all disks) done\n"


def test_a_handler_writes_records_of_every_level(kata):
    """The handler itself leaves nothing out: that is up to the logger."""
    stream = io.StringIO()
    logger = logging.Logger("night", level=1)
    logger.addHandler(kata.make_handler(stream))
    logger.log(1, "hardly worth a word")
    logger.critical("the bank is empty")
    assert stream.getvalue() == (
        "[Level 1] (MainThread) hardly worth a word\n[CRITICAL] (MainThread) the bank is empty\n"
    )


def test_each_handler_writes_to_its_own_stream(kata):
    """Two calls make two handlers, each with its own stream."""
    one, two = io.StringIO(), io.StringIO()
    first, second = kata.make_handler(one), kata.make_handler(two)
    assert first is not second
    logger = logging.Logger("night")
    logger.addHandler(first)
    logger.warning("to the first only")
    assert one.getvalue() == "[WARNING] (MainThread) to the first only\n"
    assert two.getvalue() == ""
    assert kata.make_handler(one) is not first


def test_a_line_tells_who_logged_it_not_who_writes_it(kata, threading):
    """One thread logs, and another one gives the record to the handler later. The line tells the
    name of the thread that logged."""
    stream, later = io.StringIO(), []
    logger = logging.Logger("night")
    logger.addFilter(later.append)  # keeps the record and holds it back

    def backup():
        logger.warning("the disk is full")

    thread = threading.Thread(target=backup, name="backup")
    thread.start()
    thread.join()
    kata.make_handler(stream).handle(later[0])
    assert stream.getvalue() == "[WARNING] (backup    ) the disk is full\n"


def test_a_handler_is_attached_to_no_logger(kata):
    """make_handler only makes a handler: no logger has it, the root logger neither."""
    root = logging.getLogger()
    before = list(root.handlers)
    handler = kata.make_handler(io.StringIO())
    after = list(root.handlers)
    root.removeHandler(handler)
    assert after == before


def test_starting_and_exiting_stand_around_the_job(kata):
    """The thread logs `Starting` before the job and `Exiting` after it, under the job's name."""
    logger, records = new_logger()

    def backup():
        logger.info("at work")

    kata.run_logged(logger, {"backup": backup})
    assert records.lines == [
        "backup: Starting",
        "backup: at work",
        "backup: Exiting",
    ]


def test_starting_and_exiting_have_the_level_debug(kata):
    """`Starting` and `Exiting` are logged with level DEBUG."""
    logger, records = new_logger()
    kata.run_logged(logger, {"backup": lambda: None})
    assert records.levels == {"DEBUG"}


@pytest.mark.hasty
def test_each_thread_logs_under_its_own_name(kata):
    """Two jobs: each thread logs its beginning and its end, in its own name, before run_logged
    returns."""
    logger, records = new_logger()

    def job():
        pass

    kata.run_logged(logger, {"backup": job, "letters": job})
    assert sorted(records.lines) == [
        "backup: Exiting",
        "backup: Starting",
        "letters: Exiting",
        "letters: Starting",
    ]
    for name in ("backup", "letters"):
        assert records.lines.index(f"{name}: Starting") < records.lines.index(f"{name}: Exiting")


def test_each_thread_bears_the_name_of_its_job(kata, threading):
    """Each job runs in the thread that has its name: a job that asks current_thread() is told its
    key, from the beginning."""
    logger, _ = new_logger()
    seen = []

    def backup():
        seen.append(("backup", threading.current_thread().name))

    def letters():
        seen.append(("letters", threading.current_thread().name))

    kata.run_logged(logger, {"backup": backup, "letters": letters})
    assert sorted(seen) == [("backup", "backup"), ("letters", "letters")]


def test_each_job_has_a_new_thread_of_its_own(kata, threading):
    """Each job runs in a thread of its own, and none in the thread that calls run_logged."""
    logger = logging.Logger("night", logging.INFO)
    seen = [threading.current_thread()]

    def job():
        seen.append(threading.current_thread())

    kata.run_logged(logger, {"backup": job, "letters": job})
    assert len(set(seen)) == 3


def test_it_returns_when_all_threads_have_ended(kata, threading):
    """When run_logged returns, none of its threads is alive any more."""
    logger = logging.Logger("night", logging.INFO)
    seen = []

    def job():
        seen.append(threading.current_thread())

    kata.run_logged(logger, {"backup": job, "letters": job})
    assert [thread.is_alive() for thread in seen] == [False, False]


def test_all_jobs_run_at_the_same_time(kata, threading):
    """Three jobs meet in the middle of their work, which they can only if all are at work."""
    logger = logging.Logger("night", logging.INFO)
    meeting = threading.Barrier(3)

    def job():
        meeting.wait()

    kata.run_logged(logger, {"backup": job, "letters": job, "money": job})


def test_a_job_that_fails_exits_too(kata, threading):
    """A job raises an exception. `Exiting` is logged, and the exception is reported to
    threading.excepthook."""
    reported = []
    threading.excepthook = lambda args: reported.append(args.exc_value)
    logger, records = new_logger()
    error = ValueError("the disk is full")

    def backup():
        raise error

    kata.run_logged(logger, {"backup": backup})
    assert records.lines == ["backup: Starting", "backup: Exiting"]
    assert reported == [error]


def test_a_job_that_leaves_with_system_exit_exits_too(kata):
    """A job ends its thread with SystemExit, as sys.exit() does. `Exiting` is logged."""
    logger, records = new_logger()

    def backup():
        raise SystemExit

    kata.run_logged(logger, {"backup": backup})
    assert records.lines == ["backup: Starting", "backup: Exiting"]


def test_the_logger_is_taken_as_it_is(kata):
    """run_logged changes neither the level nor the handlers of the logger. One that leaves DEBUG
    out notes nothing of `Starting` and `Exiting`; the job runs all the same."""
    logger, records = new_logger()
    logger.setLevel(logging.INFO)
    calls = []

    def backup():
        calls.append("backup")

    kata.run_logged(logger, {"backup": backup})
    assert calls == ["backup"]
    assert records.lines == []
    assert logger.level == logging.INFO
    assert logger.handlers == [records]


def test_what_is_logged_goes_on_to_the_parent(kata):
    """A logger gives its records on to its parent, if the caller has not forbidden it. run_logged
    does not forbid it either."""
    parent, records = new_logger()
    logger = logging.Logger("night.backup", logging.DEBUG)
    logger.parent = parent
    kata.run_logged(logger, {"backup": lambda: None})
    assert records.lines == ["backup: Starting", "backup: Exiting"]


def test_no_other_logger_hears_of_it(kata):
    """Nothing is logged to the root logger, and it gets no handler."""
    logger, _ = new_logger()
    root, others = logging.getLogger(), Records()
    former = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(others)
    before = list(root.handlers)
    try:
        kata.run_logged(logger, {"backup": lambda: None})
        after = list(root.handlers)
    finally:
        root.setLevel(former)
        root.removeHandler(others)
    assert others.lines == []
    assert after == before


def test_no_jobs(kata):
    """run_logged(logger, {}) returns at once and logs nothing."""
    logger, records = new_logger()
    kata.run_logged(logger, {})
    assert records.lines == []
