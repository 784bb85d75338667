"""What join_others promises. One requirement a test.

In pytest's own process there may be threads that are none of this exercise's business. So these
tests run in the model, which has no other threads; the last one starts a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

ALONE = pytest.mark.model_only("pytest's process may have other threads")


@ALONE
def test_with_nobody_there_it_returns_at_once(kata):
    """When there is no other thread, there is nothing to wait for: the result is 0."""
    assert kata.join_others() == 0


@ALONE
@pytest.mark.hasty
def test_it_waits_until_the_others_have_ended(kata, threading):
    """Two threads are at work. When join_others() returns, both have done all that they had to
    do."""
    events = []

    def work():
        events.append("begins")
        events.append("ends")

    for _ in range(2):
        threading.Thread(target=work).start()
    kata.join_others()
    assert events.count("ends") == 2


@ALONE
def test_it_counts_the_threads(kata, threading, clock):
    """Two threads are alive when join_others() is called. It returns 2, whichever of them ends
    first."""
    for durations in ((1, 2), (2, 1)):
        for seconds in durations:
            threading.Thread(target=clock.sleep, args=(seconds,)).start()
        assert kata.join_others() == 2


@ALONE
def test_a_slow_thread_is_waited_for(kata, threading, clock):
    """One thread takes a whole day. join_others() does not lose patience."""
    events = []

    def slow():
        clock.sleep(24 * 60 * 60)
        events.append("done")

    threading.Thread(target=slow).start()
    assert kata.join_others() == 1
    assert events == ["done"]


@ALONE
def test_daemons_are_waited_for(kata, threading, clock):
    """A daemon thread that has been started is waited for, and counted, like any other."""
    events = []

    def work():
        clock.sleep(1)
        events.append("done")

    threading.Thread(target=work, daemon=True).start()
    assert kata.join_others() == 1
    assert events == ["done"]


@ALONE
def test_names_say_nothing(kata, threading, clock):
    """Any thread may be called MainThread or be renamed. Who is the main thread is not a question
    of the name."""
    threading.Thread(target=clock.sleep, args=(1,), name="MainThread").start()
    assert kata.join_others() == 1


@ALONE
def test_only_live_threads_count(kata, threading, clock):
    """One thread is alive, one has ended already, one has not been started: that makes 1."""
    ended = threading.Thread(target=clock.sleep, args=(0,))
    ended.start()
    ended.join()
    unstarted = threading.Thread(target=clock.sleep, args=(0,))
    threading.Thread(target=clock.sleep, args=(1,)).start()
    assert kata.join_others() == 1
    assert not unstarted.is_alive()


@ALONE
def test_a_thread_that_ends_meanwhile_does_no_harm(kata, threading):
    """Two threads may end at any moment, also between being found and being joined. join_others()
    returns, with a number from 0 to 2."""
    for _ in range(2):
        threading.Thread(target=len, args=("",)).start()
    assert kata.join_others() in (0, 1, 2)


@ALONE
def test_another_thread_than_the_main_thread_may_call_it(kata, threading, run, clock):
    """A thread calls join_others() while the main thread waits for that very thread. It waits
    neither for itself nor for the main thread, but for the one that is left: 1."""
    counts = []

    def caller():
        counts.append(kata.join_others())

    threading.Thread(target=clock.sleep, args=(1,)).start()
    run(caller)
    assert counts == [1]


@ALONE
def test_the_main_thread_alone_is_nobody(kata, run):
    """A thread calls join_others() and there is only the main thread besides: the result is 0."""
    counts = []

    def caller():
        counts.append(kata.join_others())

    run(caller)
    assert counts == [0]


@ALONE
def test_threads_started_meanwhile_are_waited_for(kata, threading, clock):
    """While join_others() waits for a thread, that thread starts another one, and ends. The other
    one does the same, and so on. All of them are waited for."""
    events = []

    def generation(more):
        clock.sleep(1)
        if more > 0:
            threading.Thread(target=generation, args=(more - 1,)).start()
        events.append(more)

    threading.Thread(target=generation, args=(3,)).start()
    assert kata.join_others() in (1, 2, 3, 4)
    assert events == [3, 2, 1, 0]


@pytest.mark.threads_only("a process of its own has no threads but its own")
@pytest.mark.repeat(1)  # a process takes its time
def test_a_program_with_a_daemon_does_not_end_too_early(kata):
    """A program starts a daemon thread and calls join_others(). The daemon gets to its end before
    the program ends."""
    program = """
        import runpy, sys, threading, time

        def work():
            time.sleep(0.02)
            print("the daemon is done")

        join_others = runpy.run_path(sys.argv[1])["join_others"]
        threading.Thread(target=work, daemon=True).start()
        join_others()
        print("the program ends")
    """
    command = [sys.executable, "-c", textwrap.dedent(program), kata.__file__]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=5)
    except subprocess.TimeoutExpired:
        pytest.fail("the program has not ended after 5 seconds")
    assert ended.stderr == ""
    assert ended.stdout.splitlines() == ["the daemon is done", "the program ends"]
