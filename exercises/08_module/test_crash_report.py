"""What a crash report promises. One requirement a test."""

from __future__ import annotations

import contextlib
import gc
import threading
import weakref
from contextlib import contextmanager

import pytest


@contextmanager
def own_hook():
    """A hook of the test's own; gives the list of the exceptions that it gets to see."""
    seen = []
    former = threading.excepthook
    threading.excepthook = lambda args: seen.append(args.exc_value)
    try:
        yield seen
    finally:
        threading.excepthook = former


def dying(error, name=None):
    """A thread, not yet started, that dies of `error`."""

    def die():
        raise error

    return threading.Thread(target=die, name=name, daemon=True)


def let_die(error, name=None):
    """Let a thread die of `error`, and wait until it has."""
    thread = dying(error, name)
    thread.start()
    thread.join()


def test_a_thread_that_dies_is_in_the_report(kata):
    """A thread dies of an exception in the block. The report has its name and that exception, the
    very same object, and still has it after the block."""
    error = ValueError("line 3 cannot be read")
    with kata.CrashReport() as report:
        let_die(error, "prices.csv")
    (crash,) = report.crashes
    assert crash[0] == "prices.csv"
    assert crash[1] is error


def test_a_thread_that_ends_well_is_not(kata, run):
    """A thread that returns, or that catches its exception itself, is not in the report."""

    def ends_well():
        with pytest.raises(KeyError):
            raise KeyError("nobody's business")

    with kata.CrashReport() as report:
        run(ends_well)
        assert report.crashes == []
    assert report.crashes == []


def test_two_threads_die_at_once(kata):
    """Two threads die at the same moment. Both are in the report."""
    with kata.CrashReport() as report:
        threads = [dying(ValueError("a"), "a"), dying(KeyError("b"), "b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(name for name, _ in report.crashes) == ["a", "b"]


def test_two_threads_of_the_same_name_die(kata):
    """Two threads are both called "load". Both are in the report."""
    errors = [ValueError("a"), KeyError("b")]
    with kata.CrashReport() as report:
        for error in errors:
            let_die(error, "load")
    assert [name for name, _ in report.crashes] == ["load", "load"]
    assert [crash[1] for crash in report.crashes] == errors


def test_two_threads_die_of_the_same_exception(kata):
    """Two threads of the same name raise the very same object, one after the other. Both are in the
    report."""
    error = ValueError("the disk is full")
    with kata.CrashReport() as report:
        let_die(error, "load")
        let_die(error, "load")
    assert [name for name, _ in report.crashes] == ["load", "load"]
    assert all(crash[1] is error for crash in report.crashes)


def test_all_else_that_an_exception_has_stays(kata):
    """An exception has arguments, a note, and a context that a traceback shows. When it is in the
    report, it still has them all."""
    error, context = ValueError("line cannot be read", 3), KeyError("no such column")
    error.add_note("the file is prices.csv")
    error.__context__ = context
    with kata.CrashReport() as report:
        let_die(error)
    assert report.crashes[0][1] is error
    assert error.args == ("line cannot be read", 3)
    assert error.__notes__ == ["the file is prices.csv"]
    assert error.__cause__ is None
    assert error.__context__ is context
    assert not error.__suppress_context__


def test_exceptions_that_lead_to_each_other(kata):
    """Two exceptions are each the other's `__cause__`, as happens when one is raised again. Whoever
    follows them must come to an end. The report has the one the thread died of, and it still has
    its cause."""
    error, cause = ValueError("not imported"), KeyError("no such column")
    error.__cause__, cause.__cause__ = cause, error
    with kata.CrashReport() as report:
        let_die(error, "prices.csv")
    (crash,) = report.crashes
    assert crash[1] is error
    assert error.__cause__ is cause


def test_the_report_is_in_order_of_time(kata):
    """A second thread dies after the first one has. The report has them in this order."""
    with kata.CrashReport() as report:
        let_die(ValueError(), "first")
        let_die(KeyError(), "at last")
    assert [name for name, _ in report.crashes] == ["first", "at last"]


def test_to_exit_is_not_to_die(kata):
    """A thread that leaves with SystemExit, as sys.exit() does, is not in the report, and no other
    hook hears of it."""
    with own_hook() as seen, kata.CrashReport() as report:
        let_die(SystemExit(1))
    assert report.crashes == []
    assert seen == []


def test_what_is_no_exception_of_the_usual_kind(kata):
    """KeyboardInterrupt and GeneratorExit are no subclasses of Exception, but a thread can die of
    them as of any other."""
    error = KeyboardInterrupt()
    with kata.CrashReport() as report:
        let_die(error)
    assert [crash[1] for crash in report.crashes] == [error]


def test_the_former_hook_is_put_back(kata):
    """A program has a hook of its own. In the block it hears nothing; after the block it is in
    its place again, and hears of the next thread that dies."""
    later = ValueError("later")
    with own_hook() as seen:
        with kata.CrashReport() as report:
            let_die(ValueError("in the block"))
        assert seen == []
        let_die(later)
    assert seen == [later]
    assert len(report.crashes) == 1


def test_the_former_hook_is_put_back_after_an_error(kata):
    """The block raises. The hook is put back all the same, the exception goes on, and it is not in
    the report: no thread has died."""
    error = RuntimeError("in the block itself")
    with own_hook():
        before = threading.excepthook
        report = kata.CrashReport()
        with pytest.raises(RuntimeError) as caught, report:
            raise error
        assert threading.excepthook is before
    assert caught.value is error
    assert report.crashes == []


def test_nothing_changes_before_the_block(kata):
    """To make a report changes nothing. It begins to collect when its block begins."""
    error = ValueError("too early")
    with own_hook() as seen:
        report = kata.CrashReport()
        let_die(error)
        with report:
            pass
    assert seen == [error]
    assert report.crashes == []


def test_the_hook_of_the_moment_is_put_back(kata):
    """The report is made first, then the program sets its hook, then the block begins. It is this
    hook that is there again afterwards: the one from before the block."""
    report = kata.CrashReport()
    with own_hook():
        before = threading.excepthook
        with report:
            pass
        assert threading.excepthook is before


def test_who_dies_after_the_block(kata):
    """A thread is started in the block and dies after it. Leaving the block waits for nobody, and
    this death is for the former hook."""
    leave = threading.Event()
    error = ValueError("late")

    def die_later():
        leave.wait()
        raise error

    with own_hook() as seen:
        with kata.CrashReport() as report:
            thread = threading.Thread(target=die_later, daemon=True)
            thread.start()
        leave.set()
        thread.join()
    assert report.crashes == []
    assert seen == [error]


def test_the_inner_report_has_it(kata):
    """One report in another: who dies in the inner block is in the inner report only, and after
    it the outer one goes on collecting."""
    with kata.CrashReport() as outer:
        with kata.CrashReport() as inner:
            let_die(ValueError(), "inner")
        let_die(ValueError(), "outer")
    assert [name for name, _ in inner.crashes] == ["inner"]
    assert [name for name, _ in outer.crashes] == ["outer"]


def test_the_list_is_the_callers(kata):
    """Whoever reads `crashes` may do with the list what he likes. The report stays as it is."""
    with kata.CrashReport() as report:
        let_die(ValueError(), "prices.csv")
    report.crashes.clear()
    assert [name for name, _ in report.crashes] == ["prices.csv"]


class File:
    """Something that a thread has in a local variable, and that can be watched."""


@contextlib.contextmanager
def quick_collections():
    """While this lasts, the garbage collector looks only at what has been made since."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def keeps_the_file(kata, die):
    """Whether a report keeps the File alive that a thread called `die` with before it died."""
    files = []

    def work():
        file = File()
        files.append(weakref.ref(file))
        die(file)

    with quick_collections():
        with kata.CrashReport() as report:
            thread = threading.Thread(target=work, daemon=True)
            thread.start()
            thread.join()
        del thread
        gc.collect()
    # Looked at first: to be forgotten when somebody reads the report would be too late.
    is_alive = files[0]() is not None
    assert len(report.crashes) == 1
    return is_alive


@pytest.mark.threads_only("the model keeps more of a run than Python does")
def test_the_report_keeps_no_local_variables(kata):
    """A thread with a big file in a local variable dies. When it has, the file is gone, although
    the report is still there."""

    def die(file):
        raise ValueError("line 3 cannot be read")

    assert not keeps_the_file(kata, die), "the file is kept alive by the report"


@pytest.mark.threads_only("the model keeps more of a run than Python does")
def test_nor_do_the_exceptions_before_it(kata):
    """The exception that a thread died of was raised while another was handled, and that one while
    a third was. None of them keeps the local variables of the thread alive."""

    def parse(file):
        raise KeyError("no such column")

    def read(file):
        try:
            parse(file)
        except KeyError as error:
            raise ValueError("line 3 cannot be read") from error

    def die(file):
        try:
            read(file)
        except ValueError:
            raise RuntimeError("not imported")  # noqa: B904

    assert not keeps_the_file(kata, die), "the file is kept alive by the report"


@pytest.mark.threads_only("the model keeps more of a run than Python does")
def test_nor_does_one_that_is_not_shown(kata):
    """The exception was raised `from None` while another one was handled. A traceback does not show
    that other one, but it is in `__context__`. It does not keep the local variables alive."""

    def read(file):
        raise KeyError("no such column")

    def die(file):
        try:
            read(file)
        except KeyError:
            raise ValueError("line 3 cannot be read") from None

    assert not keeps_the_file(kata, die), "the file is kept alive by the report"


@pytest.mark.threads_only("the model keeps more of a run than Python does")
def test_nor_does_a_second_one(kata):
    """The exception has a `__cause__` and, beside it, another `__context__`. Neither of them keeps
    the local variables of the thread alive."""

    def read(file):
        raise KeyError("no such column")

    def die(file):
        try:
            read(file)
        except KeyError:
            raise ValueError("line 3 cannot be read") from OSError("the disk is old")

    assert not keeps_the_file(kata, die), "the file is kept alive by the report"


@pytest.mark.threads_only("the model keeps more of a run than Python does")
def test_nor_does_one_beyond_one_that_was_not_raised(kata):
    """The exception's `__cause__` was made and never raised, so it has no traceback. But it has a
    `__cause__` itself, which was raised. That one does not keep the local variables alive."""

    def read(file):
        raise KeyError("no such column")

    def die(file):
        cause = OSError("the disk is old")
        try:
            read(file)
        except KeyError as error:
            cause.__cause__ = error
        raise ValueError("line 3 cannot be read") from cause

    assert not keeps_the_file(kata, die), "the file is kept alive by the report"


@pytest.mark.threads_only("the model keeps more of a run than Python does")
def test_the_report_keeps_no_thread(kata):
    """When a thread that has died is not used any more, its Thread object is gone, although the
    report is still there."""
    with quick_collections():
        with kata.CrashReport() as report:
            thread = dying(ValueError())
            thread.start()
            thread.join()
        watched = weakref.ref(thread)
        del thread
        gc.collect()
    is_alive = watched() is not None
    assert len(report.crashes) == 1
    assert not is_alive, "the Thread object is kept alive by the report"
