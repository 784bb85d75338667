"""What a race promises. One requirement a test."""

from __future__ import annotations

import pytest


def note(log, entry):
    """A runner that writes `entry` into `log`."""

    def runner():
        log.append(entry)

    return runner


@pytest.mark.hasty
def test_nobody_runs_before_the_signal(kata):
    """Two runners line up, and only then is the signal given. Neither runs before it."""
    events = []
    race = kata.Race([note(events, "runs"), note(events, "runs")])
    race.line_up()
    events.append("fire")
    race.fire()
    race.finish()
    assert events == ["fire", "runs", "runs"]


def test_each_runner_runs_once(kata):
    """Every runner of the list is called, once each."""
    ran = []
    race = kata.Race([note(ran, "a"), note(ran, "b")])
    race.line_up()
    race.fire()
    race.finish()
    assert sorted(ran) == ["a", "b"]


def test_a_runner_that_lines_up_late_still_runs(kata):
    """The signal has been given before any runner has lined up. They run all the same."""
    ran = []
    race = kata.Race([note(ran, "late"), note(ran, "late")])
    race.fire()
    race.line_up()
    race.finish()
    assert ran == ["late", "late"]


def test_the_signal_comes_while_they_line_up(kata, run):
    """One thread lines the runners up while another one gives the signal. Some get to the line
    before it and some after it: all of them run."""
    ran = []
    race = kata.Race([note(ran, "a"), note(ran, "b")])

    def starter():
        race.line_up()
        race.finish()

    run(starter, race.fire)
    assert sorted(ran) == ["a", "b"]


def test_a_second_signal_changes_nothing(kata):
    """fire() is called twice. Every runner runs once."""
    ran = []
    race = kata.Race([note(ran, "a")])
    race.line_up()
    race.fire()
    race.fire()
    race.finish()
    assert ran == ["a"]


def test_two_threads_give_the_signal(kata, run):
    """Two threads call fire() at the same moment. Both return, and every runner runs once."""
    ran = []
    race = kata.Race([note(ran, "a")])
    race.line_up()
    run(race.fire, race.fire)
    race.finish()
    assert ran == ["a"]


def test_line_up_starts_the_threads(kata, threading):
    """When line_up() has returned, each runner has a thread that has been started and is alive:
    after the signal no time is lost with starting threads."""
    before = set(threading.enumerate())
    race = kata.Race([lambda: None, lambda: None])
    race.line_up()
    lined_up = [thread for thread in threading.enumerate() if thread not in before]
    race.fire()
    race.finish()
    assert len(lined_up) == 2


def test_runners_run_at_the_same_time(kata, threading):
    """Three runners that have to meet on their way can do so: all are running."""
    meeting = threading.Barrier(3)
    race = kata.Race([meeting.wait, meeting.wait, meeting.wait])
    race.line_up()
    race.fire()
    race.finish()


def test_fire_does_not_wait_for_the_runners(kata, threading):
    """A runner needs something that the program does only after fire() has returned. So fire()
    may not wait for it."""
    needed = threading.Event()
    race = kata.Race([needed.wait])
    race.line_up()
    race.fire()
    needed.set()
    race.finish()


def test_finish_waits_for_every_runner(kata):
    """When finish() has returned True, every runner has come to its end, whichever was last."""
    ended = []
    race = kata.Race([note(ended, "a"), note(ended, "b")])
    race.line_up()
    race.fire()
    assert race.finish() is True
    assert len(ended) == 2
    assert race.finish() is True


def test_finish_gives_up_after_the_timeout(kata, threading):
    """A runner cannot end yet. finish(timeout) returns False when the time is over; later, when
    the runner has ended, it returns True."""
    needed = threading.Event()
    race = kata.Race([needed.wait, lambda: None])
    race.line_up()
    race.fire()
    assert race.finish(0.01) is False
    needed.set()
    assert race.finish() is True


def test_finish_need_not_wait_with_a_timeout_of_zero(kata, threading):
    """finish(0) says at once whether all have ended."""
    needed = threading.Event()
    race = kata.Race([needed.wait])
    race.line_up()
    race.fire()
    assert race.finish(timeout=0) is False
    needed.set()
    race.finish()
    assert race.finish(timeout=0) is True


@pytest.mark.model_only("the runners take seconds, which only virtual time can spend at once")
def test_the_timeout_is_for_all_runners_together(kata, clock):
    """The runners take 1, 3 and 5 seconds. finish(4) returns False after four seconds: not after a
    time of its own for each runner, and not earlier either."""
    race = kata.Race([lambda: clock.sleep(1), lambda: clock.sleep(3), lambda: clock.sleep(5)])
    race.line_up()
    race.fire()
    begin = clock.now()
    assert race.finish(4) is False
    assert clock.now() - begin == 4
    assert race.finish() is True


def test_a_runner_that_fails_stops_nobody_else(kata, threading):
    """One runner raises an exception. It is reported to threading.excepthook; the other one runs,
    and finish() returns True as ever."""
    reported = []
    threading.excepthook = lambda args: reported.append(args.exc_value)
    error = ValueError("stumbled")
    ran, threads = [], []

    def stumble():
        threads.append(threading.current_thread())
        raise error

    race = kata.Race([stumble, note(ran, "a")])
    race.line_up()
    race.fire()
    assert race.finish() is True
    assert ran == ["a"]
    threads[0].join()
    assert reported == [error]


def test_a_race_without_runners(kata):
    """With no runners there is nothing to wait for: finish() returns True at once."""
    race = kata.Race([])
    race.line_up()
    race.fire()
    assert race.finish() is True


def test_two_races_have_two_signals(kata):
    """The signal of one race lets nobody of another race run."""
    events = []
    first = kata.Race([note(events, "first")])
    second = kata.Race([note(events, "second")])
    second.line_up()
    first.line_up()
    first.fire()
    first.finish()
    second.fire()
    second.finish()
    assert events == ["first", "second"]
