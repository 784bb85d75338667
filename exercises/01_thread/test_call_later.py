"""What a Reminder promises. One requirement a test."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading

import pytest


def end_of_all_but(before):
    """Wait for the end of all threads that were not there `before`, also of those yet to come."""
    while others := [thread for thread in threading.enumerate() if thread not in before]:
        for thread in others:
            thread.join()


def test_the_function_is_called(kata):
    """When the time has come, the function is called with the arguments given, once."""
    before, calls = threading.enumerate(), []

    def function(*args):
        calls.append(args)

    reminder = kata.Reminder(0.01, function, "hello", 2)
    reminder.start()
    end_of_all_but(before)
    assert calls == [("hello", 2)]


def test_nothing_is_called_before_the_start(kata):
    """A reminder that has not been started calls nothing, however short its time."""
    before, calls = threading.enumerate(), []
    kata.Reminder(0, calls.append, "hello")
    end_of_all_but(before)
    assert calls == []


@pytest.mark.model_only("the clock is read, and only virtual time is exact")
def test_the_time_runs_from_the_start(kata, clock):
    """start() returns at once, and the call comes `seconds` seconds after it: neither earlier nor
    later, however long ago the reminder was made."""
    before, begin, times = threading.enumerate(), clock.now(), []
    reminder = kata.Reminder(10, lambda: times.append(clock.now() - begin))
    clock.sleep(5)
    reminder.start()
    assert clock.now() - begin == 5
    end_of_all_but(before)
    assert times == [15]


def test_another_thread_makes_the_call(kata):
    """The function does not run in the thread that has started the reminder."""
    before, where = threading.enumerate(), []
    reminder = kata.Reminder(0.01, lambda: where.append(threading.current_thread()))
    reminder.start()
    end_of_all_but(before)
    assert len(where) == 1
    assert where[0] not in before


def test_cancelled_in_time(kata):
    """Less than a minute has passed, so cancel() returns True, and nothing is ever called."""
    before, calls = threading.enumerate(), []
    reminder = kata.Reminder(60, calls.append, "hello")
    reminder.start()
    assert reminder.cancel() is True
    end_of_all_but(before)
    assert calls == []


@pytest.mark.model_only("the clock is read, and only virtual time is exact")
def test_a_cancelled_reminder_ends_at_once(kata, clock):
    """When a reminder for next week is cancelled, its thread ends then, not next week."""
    before, begin = threading.enumerate(), clock.now()
    reminder = kata.Reminder(7 * 24 * 60 * 60, list)
    reminder.start()
    clock.sleep(5)
    assert reminder.cancel() is True
    end_of_all_but(before)
    assert clock.now() - begin == 5


@pytest.mark.model_only("the clock is read, and only virtual time is exact")
def test_it_is_not_too_late_until_the_time_has_come(kata, clock):
    """A reminder for ten seconds is cancelled after nine: True, and nothing is called."""
    before, calls = threading.enumerate(), []
    reminder = kata.Reminder(10, calls.append, "hello")
    reminder.start()
    clock.sleep(9)
    assert reminder.cancel() is True
    end_of_all_but(before)
    assert calls == []


def test_cancelled_before_the_start(kata):
    """A reminder may be cancelled before it is started: True. Starting it then calls nothing."""
    before, calls = threading.enumerate(), []
    reminder = kata.Reminder(0.01, calls.append, "hello")
    assert reminder.cancel() is True
    reminder.start()
    end_of_all_but(before)
    assert calls == []


def test_cancelled_during_the_start(kata, run):
    """One thread starts the reminder while another cancels it: True, and nothing is called,
    whichever was first."""
    before, calls, answers = threading.enumerate(), [], []
    reminder = kata.Reminder(60, calls.append, "hello")

    def cancel():
        answers.append(reminder.cancel())

    run(reminder.start, cancel)
    end_of_all_but(before)
    assert answers == [True]
    assert calls == []


def test_too_late(kata):
    """When the call has been made, cancel() returns False."""
    before, calls = threading.enumerate(), []
    reminder = kata.Reminder(0.01, calls.append, "hello")
    reminder.start()
    end_of_all_but(before)
    assert reminder.cancel() is False
    assert calls == ["hello"]


@pytest.mark.hasty
def test_cancel_tells_the_truth(kata, run):
    """cancel() comes at any moment, also at the very moment of the call. If it returns True, there
    is no call, neither before nor afterwards; if it returns False, there is one."""
    before, calls, answers = threading.enumerate(), [], []
    reminder = kata.Reminder(0.01, calls.append, "hello")

    def cancel():
        answers.append(reminder.cancel())

    reminder.start()
    run(cancel)
    end_of_all_but(before)
    assert (answers, calls) in (([True], []), ([False], ["hello"]))


def test_the_function_may_cancel(kata):
    """The function itself calls cancel(). It is too late then: False, and nobody waits for
    ever."""
    before, answers = threading.enumerate(), []
    reminder = kata.Reminder(0.01, lambda: answers.append(reminder.cancel()))
    reminder.start()
    end_of_all_but(before)
    assert answers == [False]


def test_cancel_does_not_wait_for_the_call(kata):
    """While the function is running, cancel() returns False at once."""
    before, answered_in_time = threading.enumerate(), []
    begun, answered = threading.Event(), threading.Event()

    def function():
        begun.set()
        answered_in_time.append(answered.wait(5))

    reminder = kata.Reminder(0.01, function)
    reminder.start()
    begun.wait()
    cancelled = reminder.cancel()
    answered.set()
    end_of_all_but(before)
    assert cancelled is False
    assert answered_in_time == [True]


def test_cancel_again_says_the_same(kata):
    """Whoever cancels again after a True gets True again: the call will still never happen."""
    before = threading.enumerate()
    reminder = kata.Reminder(60, list)
    reminder.start()
    assert reminder.cancel() is True
    assert reminder.cancel() is True
    end_of_all_but(before)
    assert reminder.cancel() is True


@pytest.mark.hasty
def test_cancel_does_not_change_its_mind(kata):
    """The time comes at any moment, also between two calls of cancel(). Both return the same."""
    before, calls = threading.enumerate(), []
    reminder = kata.Reminder(0.01, calls.append, "hello")
    reminder.start()
    answers = [reminder.cancel(), reminder.cancel()]
    end_of_all_but(before)
    assert answers == ([False, False] if calls else [True, True])


def test_two_cancel_at_the_same_time(kata, run):
    """Two threads cancel in time, at the same moment. Both are told True: there is no call."""
    before, calls, answers = threading.enumerate(), [], []
    reminder = kata.Reminder(60, calls.append, "hello")

    def cancel():
        answers.append(reminder.cancel())

    reminder.start()
    run(cancel, cancel)
    end_of_all_but(before)
    assert answers == [True, True]
    assert calls == []


def test_it_can_be_started_only_once(kata):
    """A second start() raises RuntimeError, before the call and after it, and does not lead to a
    second call."""
    before, calls = threading.enumerate(), []
    reminder = kata.Reminder(0.01, calls.append, "hello")
    reminder.start()
    with pytest.raises(RuntimeError):
        reminder.start()
    end_of_all_but(before)
    with pytest.raises(RuntimeError):
        reminder.start()
    end_of_all_but(before)
    assert calls == ["hello"]


def test_a_cancelled_one_can_be_started_only_once(kata):
    """A reminder was cancelled before its start. A second start() raises RuntimeError all the
    same."""
    before, calls = threading.enumerate(), []
    reminder = kata.Reminder(0.01, calls.append, "hello")
    reminder.cancel()
    reminder.start()
    with pytest.raises(RuntimeError):
        reminder.start()
    end_of_all_but(before)
    assert calls == []


def test_two_reminders_do_not_know_each_other(kata):
    """One of two reminders is cancelled. The other one makes its call."""
    before, calls = threading.enumerate(), []
    one = kata.Reminder(60, calls.append, "one")
    two = kata.Reminder(0.01, calls.append, "two")
    one.start()
    two.start()
    assert one.cancel() is True
    end_of_all_but(before)
    assert calls == ["two"]


@pytest.mark.threads_only("it is about how a whole program ends")
@pytest.mark.repeat(1)  # a process takes its time
def test_a_program_waits_for_its_reminders(kata):
    """A program starts a reminder and has nothing else to do. It ends after the call has ended, not
    before it and not in the middle of it."""
    program = """
        import runpy, sys, time

        def call():
            print("the call begins")
            time.sleep(0.02)
            print("the call ends")

        Reminder = runpy.run_path(sys.argv[1])["Reminder"]
        Reminder(0.02, call).start()
        print("the last line")
    """
    command = [sys.executable, "-c", textwrap.dedent(program), kata.__file__]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=5)
    except subprocess.TimeoutExpired:
        pytest.fail("the program has not ended after 5 seconds")
    assert ended.stderr == ""
    assert ended.stdout.splitlines() == ["the last line", "the call begins", "the call ends"]
