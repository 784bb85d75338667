"""What a poller promises. One requirement a test."""

from __future__ import annotations

import pytest

HOUR = 3600


def test_the_first_step_comes_at_once(kata, threading):
    """start() begins with a step; it does not wait for the first pause to be over."""
    stepped = threading.Event()
    poller = kata.Poller(stepped.set, HOUR)
    poller.start()
    stepped.wait()
    assert poller.stop() is True


def test_steps_are_made_in_a_thread_of_its_own(kata, threading):
    """start() does not wait for the step: the step may need something that comes after it."""
    started, stepped = threading.Event(), threading.Event()

    def step():
        started.wait()
        stepped.set()

    poller = kata.Poller(step, HOUR)
    poller.start()
    started.set()
    stepped.wait()
    poller.stop()


def test_steps_are_made_again_and_again(kata, threading):
    """After a pause there is another step, until somebody says stop."""
    enough = threading.Event()
    steps = []

    def step():
        steps.append("step")
        if len(steps) == 3:
            enough.set()

    poller = kata.Poller(step, 0.001)
    poller.start()
    enough.wait()
    assert poller.stop() is True
    assert len(steps) >= 3


def test_no_step_begins_after_stop(kata):
    """When stop() has returned True, no further step begins, however soon it was called."""
    events = []
    poller = kata.Poller(lambda: events.append("step"), HOUR)
    poller.start()
    assert poller.stop() is True
    events.append("stopped")
    assert events in (["stopped"], ["step", "stopped"])


def test_stop_waits_for_the_step_that_is_running(kata, threading):
    """A step has begun when stop() is called. It is over when stop() returns True."""
    begun = threading.Event()
    events = []

    def step():
        begun.set()
        events.append("step begins")
        events.append("step ends")

    poller = kata.Poller(step, HOUR)
    poller.start()
    begun.wait()
    assert poller.stop() is True
    events.append("stopped")
    assert events == ["step begins", "step ends", "stopped"]


@pytest.mark.model_only("a minute passes, which only virtual time can do at once")
def test_a_step_may_take_long(kata, clock):
    """A step takes a minute. However long it takes, stop() waits until it has ended."""
    events = []

    def step():
        clock.sleep(60)
        events.append("step ends")

    poller = kata.Poller(step, HOUR)
    poller.start()
    clock.sleep(1)
    assert poller.stop() is True
    events.append("stopped")
    assert events == ["step ends", "stopped"]


def test_stop_interrupts_the_pause(kata, threading, clock):
    """The pause lasts an hour. stop() does not take anything like that long."""
    stepped = threading.Event()
    poller = kata.Poller(stepped.set, HOUR)
    poller.start()
    stepped.wait()
    begin = clock.now()
    assert poller.stop() is True
    assert clock.now() - begin < 600


@pytest.mark.model_only("only virtual time stands still while nobody has to wait")
def test_stop_takes_no_time(kata, clock):
    """stop() in the middle of a pause ends the thread in that very moment, not at the next look
    at the clock."""
    poller = kata.Poller(lambda: None, 10)
    poller.start()
    clock.sleep(14.5)
    begin = clock.now()
    assert poller.stop() is True
    assert clock.now() == begin


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_the_pause_begins_when_the_step_has_ended(kata, clock):
    """A step takes 3 seconds and the pause is 10. Steps begin after 0, 13 and 26 seconds."""
    begin = clock.now()
    times = []

    def step():
        times.append(clock.now() - begin)
        clock.sleep(3)

    poller = kata.Poller(step, 10)
    poller.start()
    clock.sleep(30)
    poller.stop()
    assert times == [0, 13, 26]


def test_a_poller_can_be_stopped_twice(kata):
    """stop() of a poller that has been stopped returns True at once."""
    poller = kata.Poller(lambda: None, HOUR)
    poller.start()
    assert poller.stop() is True
    assert poller.stop() is True
    assert poller.stop(timeout=0) is True


def test_a_poller_that_was_never_started_can_be_stopped(kata, threading):
    """stop() without a start() has nothing to wait for. It can be started afterwards."""
    stepped = threading.Event()
    poller = kata.Poller(stepped.set, HOUR)
    assert poller.stop() is True
    poller.start()
    stepped.wait()
    assert poller.stop() is True


def test_two_threads_stop_it(kata, run, threading):
    """Two threads call stop() at the same time. Both return True, and only after the step has
    ended that was running."""
    begun = threading.Event()
    events = []

    def step():
        begun.set()
        events.append("step ends")

    def stop():
        assert poller.stop() is True
        events.append("stopped")

    poller = kata.Poller(step, HOUR)
    poller.start()
    begun.wait()
    run(stop, stop)
    assert events == ["step ends", "stopped", "stopped"]


def test_a_step_can_stop_the_poller(kata, threading):
    """A step calls stop(), gets False at once, and goes on to its end. It was the last step."""
    stopped = threading.Event()
    results = []

    def step():
        results.append(poller.stop())
        stopped.set()

    poller = kata.Poller(step, 0.001)
    poller.start()
    stopped.wait()
    assert poller.stop() is True
    assert results == [False]


def test_stop_gives_up_after_the_timeout(kata, threading):
    """A step cannot end yet. stop(timeout) returns False when the time is over. When the step can
    end, so does the thread, and stop() returns True."""
    begun, needed = threading.Event(), threading.Event()
    steps = []

    def step():
        steps.append("step")
        begun.set()
        needed.wait()

    poller = kata.Poller(step, 0.001)
    poller.start()
    begun.wait()
    assert poller.stop(0.01) is False
    assert poller.stop(timeout=0) is False
    needed.set()
    assert poller.stop() is True
    assert steps == ["step"]


def test_a_stop_that_gave_up_still_counts(kata, threading):
    """stop() has returned False, because the step takes longer. When the step returns, the thread
    ends all the same, and no other step begins, although nobody calls stop() again."""
    begun, needed = threading.Event(), threading.Event()
    threads = []

    def step():
        threads.append(threading.current_thread())
        begun.set()
        needed.wait()
        if len(threads) > 1:
            poller.stop()  # so that it is not tried for ever

    poller = kata.Poller(step, 0.001)
    poller.start()
    begun.wait()
    assert poller.stop(timeout=0) is False
    needed.set()
    threads[0].join()
    assert len(threads) == 1


def test_it_cannot_be_started_while_it_runs(kata, threading):
    """A second start() raises RuntimeError while the thread of the first is there. That goes for a
    thread that has been asked to stop, but is still in a step, as well."""
    begun, needed = threading.Event(), threading.Event()

    def step():
        begun.set()
        needed.wait()

    poller = kata.Poller(step, HOUR)
    poller.start()
    begun.wait()
    with pytest.raises(RuntimeError):
        poller.start()
    poller.stop(timeout=0)
    with pytest.raises(RuntimeError):
        poller.start()
    needed.set()
    assert poller.stop() is True


def test_it_can_be_started_again(kata, threading):
    """After stop() has returned True, start() makes steps again, and more than one of them."""
    stepped, stepped_again = threading.Event(), threading.Event()
    steps = []

    def step():
        steps.append("step")
        if len(steps) == 1:
            stepped.set()
        if len(steps) == 3:
            stepped_again.set()

    poller = kata.Poller(step, 0.001)
    poller.start()
    stepped.wait()
    assert poller.stop() is True
    del steps[1:]
    poller.start()
    stepped_again.wait()
    assert poller.stop() is True


def test_it_can_be_started_again_after_a_step_has_stopped_it(kata, threading):
    """A step calls stop(), and so its thread ends. When it has, start() makes steps again, without
    another stop() in between."""
    threads = []
    stopped = threading.Event()

    def step():
        threads.append(threading.current_thread())
        poller.stop()
        stopped.set()

    poller = kata.Poller(step, HOUR)
    poller.start()
    stopped.wait()
    threads[0].join()
    poller.start()
    assert poller.stop() is True
    assert len(threads) in (1, 2)


def test_two_pollers_have_nothing_in_common(kata, threading):
    """Of two pollers one is stopped. The other goes on making steps."""
    stepped, enough = threading.Event(), threading.Event()
    steps = []

    def step():
        stepped.wait()
        steps.append("step")
        if len(steps) == 2:
            enough.set()

    one, other = kata.Poller(stepped.set, HOUR), kata.Poller(step, 0.001)
    other.start()
    one.start()
    stepped.wait()
    assert one.stop() is True
    enough.wait(5)
    assert other.stop() is True
    assert len(steps) >= 2


def test_a_step_that_fails_is_the_last(kata, threading):
    """A step raises an exception. It is reported to threading.excepthook, there is no other step,
    and stop() returns True. The poller can be started again."""
    over = threading.Event()
    steps, reported = [], []

    def note_it(args):
        reported.append(args.exc_value)
        over.set()

    threading.excepthook = note_it
    error = ValueError("no connection")

    def step():
        steps.append("step")
        if len(steps) == 1:
            raise error
        over.set()

    poller = kata.Poller(step, 0.001)
    poller.start()
    over.wait(5)
    assert poller.stop() is True
    assert (steps, reported) == (["step"], [error])
    poller.start()
    assert poller.stop() is True
    assert reported == [error]
