"""What acquire_times promises. One requirement a test."""

from __future__ import annotations

import contextlib

import pytest


class Noted:
    """A lock that notes when it is taken, refused and released."""

    def __init__(self, lock, events):
        self.lock = lock
        self.events = events

    def acquire(self, *args, **kwargs):
        taken = self.lock.acquire(*args, **kwargs)
        self.events.append("taken" if taken else "refused")
        return taken

    def release(self):
        self.lock.release()
        self.events.append("released")

    def locked(self):
        return self.lock.locked()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


def test_a_free_lock_is_taken_at_every_try(kata, threading):
    """Nobody else wants the lock: three times are three tries."""
    assert kata.acquire_times(threading.Lock(), 3, lambda: None) == 3


def test_there_is_a_pause_between_two_tries(kata, threading):
    """pause() is called between any two tries: with three tries that is twice."""
    pauses = []

    def pause():
        pauses.append("pause")

    assert kata.acquire_times(threading.Lock(), 3, pause) == 3
    assert pauses == ["pause", "pause"]


def test_none_wanted_none_tried(kata, threading):
    """Wanted 0 times, the lock is not tried at all, even if it is taken, and there is no pause."""
    lock = threading.Lock()
    pauses = []

    def pause():
        pauses.append("pause")

    with lock:
        assert kata.acquire_times(lock, 0, pause) == 0
    assert pauses == []


def test_the_lock_is_free_in_the_pauses(kata, threading):
    """While pause() runs, and at the end, anybody else can have the lock."""
    lock = threading.Lock()
    seen = []

    def pause():
        seen.append(lock.locked())

    kata.acquire_times(lock, 2, pause)
    assert seen == [False]
    assert not lock.locked()


def test_a_taken_lock_is_tried_again(kata, threading):
    """The lock is taken, and is freed during the second pause. That makes three tries: two that
    fail, and one that does not."""
    lock = threading.Lock()
    lock.acquire()
    pauses = []

    def pause():
        pauses.append("pause")
        if len(pauses) == 2:
            lock.release()

    assert kata.acquire_times(lock, 1, pause) == 3
    assert len(pauses) == 2


def test_tries_that_fail_do_not_count_as_taken(kata, threading):
    """The lock is wanted twice and taken at the first try, then it is taken by somebody else until
    the third pause. That makes four tries."""
    lock = threading.Lock()
    pauses = []

    def pause():
        pauses.append("pause")
        if len(pauses) == 1:
            assert lock.acquire(blocking=False), "the lock is not free in the pause"
        if len(pauses) == 3:
            lock.release()

    assert kata.acquire_times(lock, 2, pause) == 4
    assert len(pauses) == 3


def test_every_success_takes_the_lock(kata, threading):
    """It is not enough to see that the lock is free. A try that succeeds takes it and releases it;
    there is one try, and no more, before each pause and one at the end. Here the second of three
    tries finds it taken."""
    lock = threading.Lock()
    events = []

    def pause():
        events.append("pause")
        if events.count("pause") == 1:
            assert lock.acquire(blocking=False), "the lock is not free in the pause"
        else:
            lock.release()

    assert kata.acquire_times(Noted(lock, events), 2, pause) == 3
    first, last = ["taken", "released", "pause"], ["pause", "taken", "released"]
    # To look first and not to try at all is all right if the lock is taken.
    assert events in ([*first, "refused", *last], [*first, *last])


def test_a_lock_of_somebody_else_is_left_alone(kata, threading):
    """A try that fails does not free the lock: whoever holds it still holds it in the pause."""
    lock = threading.Lock()
    lock.acquire()
    seen = []

    def pause():
        seen.append(lock.locked())
        if lock.locked():
            lock.release()

    kata.acquire_times(lock, 1, pause)
    assert seen == [True]


def test_it_never_waits_for_the_lock(kata, run, threading):
    """Another thread keeps the lock until this one has ended. If the lock is taken, no try may
    wait for it: pause() comes next, and here it gives up."""
    lock = threading.Lock()

    class GaveUp(Exception):
        pass

    def give_up():
        raise GaveUp

    def robot():
        with contextlib.suppress(GaveUp):
            kata.acquire_times(lock, 1, give_up)

    robot_thread = threading.Thread(target=robot, name="robot", daemon=True)

    def keeper():
        with lock:
            robot_thread.join()

    robot_thread.start()
    run(keeper)
    assert not lock.locked()


def test_two_robots_at_one_door(kata, run, threading):
    """Two threads want the same lock, once each. If one of them finds it taken, it pauses until
    the other has gone, and its second try succeeds. Both get the lock."""
    lock = threading.Lock()
    done = [threading.Event(), threading.Event()]
    tries = []

    def robot(me, other):
        tries.append(kata.acquire_times(lock, 1, done[other].wait))
        done[me].set()

    run(lambda: robot(0, 1), lambda: robot(1, 0))
    assert tries in ([1, 1], [1, 2], [2, 1])
    assert not lock.locked()


def test_what_pause_raises_is_passed_on(kata, threading):
    """If pause() raises, the caller gets that exception, and the lock is not held by anybody."""
    lock = threading.Lock()

    def pause():
        raise KeyError("no more water")

    with pytest.raises(KeyError):
        kata.acquire_times(lock, 2, pause)
    assert not lock.locked()


@pytest.mark.model_only("measured with virtual time, which passes only where something waits")
def test_trying_takes_no_time(kata, threading, clock):
    """The lock is taken until the second pause. Not even a short wait for it: however often it is
    tried, time passes in the pauses only."""
    lock = threading.Lock()
    lock.acquire()
    begin = clock.now()
    pauses = []

    def pause():
        pauses.append("pause")
        clock.sleep(60)
        if len(pauses) == 2:
            lock.release()

    assert kata.acquire_times(lock, 1, pause) == 3
    assert clock.now() == begin + 120
