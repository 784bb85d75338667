"""What ping_pong promises. One requirement a test."""

from __future__ import annotations

import pytest


def players(log):
    """Two functions that note in `log` that they have been called."""

    def ping():
        log.append("ping")

    def pong():
        log.append("pong")

    return ping, pong


def test_one_round(kata):
    """One ping, then one pong."""
    log = []
    kata.ping_pong(1, *players(log))
    assert log == ["ping", "pong"]


@pytest.mark.hasty
def test_they_alternate(kata):
    """Two rounds: ping, pong, ping, pong, and no other order.

    An event does not count. To set it twice is the same as once, and whoever clears it also
    clears what was set a moment ago.
    """
    log = []
    kata.ping_pong(2, *players(log))
    assert log == ["ping", "pong", "ping", "pong"]


def test_they_alternate_for_long(kata):
    """It goes on like that for as many rounds as one wants."""
    log = []
    kata.ping_pong(3, *players(log))
    assert log == ["ping", "pong"] * 3


def test_no_rounds_no_calls(kata):
    """With 0 rounds nothing is called, and nobody waits."""
    log = []
    kata.ping_pong(0, *players(log))
    assert log == []


def test_calls_do_not_overlap(kata):
    """A call begins only when the one before it has returned."""
    log = []

    def ping():
        log.append("ping begins")
        log.append("ping ends")

    def pong():
        log.append("pong begins")
        log.append("pong ends")

    kata.ping_pong(2, ping, pong)
    assert log == ["ping begins", "ping ends", "pong begins", "pong ends"] * 2


def test_each_has_a_thread_of_its_own(kata, threading):
    """All pings are in one thread, all pongs in another, and none in the caller's."""
    pings, pongs = [], []
    kata.ping_pong(
        2,
        lambda: pings.append(threading.current_thread()),
        lambda: pongs.append(threading.current_thread()),
    )
    assert len({threading.current_thread(), pings[0], pongs[0]}) == 3
    assert pings[1] is pings[0]
    assert pongs[1] is pongs[0]


def test_it_returns_when_both_threads_have_ended(kata, threading):
    """When ping_pong() returns, neither of its threads is alive."""
    threads = []

    def note():
        threads.append(threading.current_thread())

    kata.ping_pong(1, note, note)
    assert [thread.is_alive() for thread in threads] == [False, False]


def test_two_games_at_once(kata, run):
    """Two threads play a game each at the same time. Neither game disturbs the other."""
    logs = [], []

    def play(log):
        kata.ping_pong(1, *players(log))

    run(lambda: play(logs[0]), lambda: play(logs[1]))
    assert logs == (["ping", "pong"], ["ping", "pong"])
