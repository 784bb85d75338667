"""What a gate promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_an_open_gate_keeps_nobody_waiting(kata):
    """The gate has been opened. Whoever comes later gets True at once, as often as he asks."""
    gate = kata.Gate()
    gate.open()
    assert gate.wait() is True
    assert gate.wait() is True


def test_a_look_without_waiting(kata):
    """wait(timeout=0) never waits: False while the gate is closed, True while it is open. A gate
    is closed at first, and may be opened and closed twice over."""
    gate = kata.Gate()
    assert gate.wait(timeout=0) is False
    gate.open()
    gate.open()
    assert gate.wait(timeout=0) is True
    gate.close()
    gate.close()
    assert gate.wait(timeout=0) is False


@pytest.mark.hasty
def test_wait_waits_until_it_is_opened(kata, run):
    """One thread waits, another opens. Whichever is first, wait() returns True, and not before
    the other has begun to open."""
    gate = kata.Gate()
    events = []

    def visitor():
        assert gate.wait() is True
        events.append("through")

    def porter():
        events.append("opening")
        gate.open()

    run(visitor, porter)
    assert events == ["opening", "through"]


def test_all_who_wait_go_on(kata, run):
    """Two threads may be waiting when the gate is opened, once. Both go on.

    What has happened concerns all who wait, so all of them have to hear of it, and those who
    come later have to be able to see it.
    """
    gate = kata.Gate()

    def visitor():
        assert gate.wait() is True

    run(visitor, visitor, gate.open)


def test_who_waits_with_a_limit_is_woken_too(kata, run):
    """A thread waits for half an hour at most. When the gate is opened it goes on, with True."""
    gate = kata.Gate()

    def visitor():
        assert gate.wait(timeout=1800) is True

    run(visitor, gate.open)


@pytest.mark.model_only("a minute passes, which only virtual time can do at once")
def test_the_limit_is_kept(kata, clock):
    """Nobody opens the gate. wait(timeout=60) returns False when 60 seconds have passed."""
    gate = kata.Gate()
    begin = clock.now()
    assert gate.wait(timeout=60) is False
    assert clock.now() - begin == pytest.approx(60)


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_the_limit_is_one_for_the_whole_call(kata, run, clock):
    """A thread waits for 10 seconds at most. After 6 seconds the gate is opened and closed again
    at once. If the thread did not get through then, it gives up 4 seconds later."""
    gate = kata.Gate()

    def visitor():
        begin = clock.now()
        through = gate.wait(timeout=10)
        assert clock.now() - begin == pytest.approx(6 if through else 10)

    def porter():
        clock.sleep(6)
        gate.open()
        gate.close()

    run(visitor, porter)


def test_a_closed_gate_stops_again(kata, run):
    """The gate was open and has been closed. Whoever comes now waits until it is opened again."""
    gate = kata.Gate()
    gate.open()
    gate.close()
    events = []

    def visitor():
        assert gate.wait() is True
        events.append("through")

    def porter():
        events.append("opening again")
        gate.open()

    run(visitor, porter)
    assert events == ["opening again", "through"]


def test_opened_and_closed_and_opened(kata, run):
    """The gate is opened, closed at once, and opened again. A thread that waits comes through, the
    first time or the second, and never gets False, because it has set no limit."""
    gate = kata.Gate()

    def visitor():
        assert gate.wait() is True

    def porter():
        gate.open()
        gate.close()
        gate.open()

    run(visitor, porter)


def test_one_opens_while_another_closes(kata, run):
    """One thread opens the gate while another closes it. Neither waits for ever; afterwards the
    gate is open or closed, and can be opened as always."""
    gate = kata.Gate()
    run(gate.open, gate.close)
    gate.open()
    assert gate.wait(timeout=0) is True


def test_closing_a_closed_gate_lets_nobody_through(kata, run):
    """A thread waits at a closed gate when somebody closes it once more. That changes nothing: the
    thread goes on waiting, until the gate is opened."""
    gate = kata.Gate()
    events = []

    def visitor():
        assert gate.wait() is True
        events.append("through")

    def porter():
        gate.close()
        events.append("opening")
        gate.open()

    run(visitor, porter)
    assert events == ["opening", "through"]


def test_nobody_slips_through_behind_the_others(kata, run):
    """A thread may be waiting when the gate is opened and closed again. Whoever comes after that
    waits, whether or not the first one has got through by then."""
    gate = kata.Gate()

    def visitor():
        assert gate.wait() is True

    def porter():
        gate.open()
        gate.close()
        assert gate.wait(timeout=0.01) is False
        gate.open()

    run(visitor, porter)


def test_two_gates(kata):
    """There are two gates, and one is opened. The other one stays closed."""
    gate, other_gate = kata.Gate(), kata.Gate()
    gate.open()
    assert other_gate.wait(timeout=0) is False
    other_gate.close()
    assert gate.wait(timeout=0) is True


def test_an_open_gate_is_wide(kata, run):
    """The gate is open, and two threads come at the same moment, with timeout=0. Both get True:
    nobody is stopped because somebody else is going through."""
    gate = kata.Gate()
    gate.open()

    def visitor():
        assert gate.wait(timeout=0) is True

    run(visitor, visitor)
