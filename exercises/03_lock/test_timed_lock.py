"""What hold promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_the_lock_is_held_in_the_block(kata, threading):
    """In the block the lock is taken, after it the lock is free, and both again the next time."""
    lock = threading.Lock()
    for _ in range(2):
        with kata.hold(lock, 5):
            assert lock.locked()
        assert not lock.locked()


def test_it_is_taken_where_the_block_is_entered(kata, threading):
    """Calling hold() takes nothing. Entering the block does."""
    lock = threading.Lock()
    manager = kata.hold(lock, 5)
    assert not lock.locked()
    with manager:
        assert lock.locked()
    assert not lock.locked()


def test_an_exception_frees_the_lock(kata, threading):
    """If the block raises, the lock is free and the exception is passed on, the same object."""
    lock = threading.Lock()
    error = ValueError("no paper")
    with pytest.raises(ValueError) as caught, kata.hold(lock, 5):
        raise error
    assert caught.value is error
    assert not lock.locked()


def test_an_exit_frees_the_lock(kata, threading):
    """A SystemExit that leaves the block frees the lock, too, and is passed on."""
    lock = threading.Lock()
    with pytest.raises(SystemExit), kata.hold(lock, 5):
        raise SystemExit("enough")
    assert not lock.locked()


def test_a_return_frees_the_lock(kata, threading):
    """If the block is left by return, the lock is free."""
    lock = threading.Lock()

    def ask():
        with kata.hold(lock, 5):
            return "paper"

    assert ask() == "paper"
    assert not lock.locked()


def test_a_timeout_in_the_block_is_no_timeout_of_ours(kata, threading):
    """If the block itself raises a TimeoutError, that is an exception like any other: it is passed
    on, the same object, and the lock is free."""
    lock = threading.Lock()
    error = TimeoutError("the printer does not answer")
    with pytest.raises(TimeoutError) as caught, kata.hold(lock, 5):
        raise error
    assert caught.value is error
    assert not lock.locked()


def test_a_taken_lock_raises_timeout_error(kata, run, threading):
    """The lock is taken and is not freed in time: TimeoutError is raised, the block is not run,
    and whoever has the lock still has it."""
    lock = threading.Lock()
    entered = []

    def visitor():
        with pytest.raises(TimeoutError), kata.hold(lock, 0.01):
            entered.append("block")
        still_held = lock.locked()
        assert still_held, "it has been taken away from the one who has it"

    with lock:
        run(visitor)
    assert entered == []


def test_zero_seconds_do_not_wait(kata, run, threading):
    """hold(lock, 0) takes a free lock. If the lock is taken, it raises TimeoutError at once: here
    the lock is taken until that has happened."""
    lock = threading.Lock()
    entered = []

    def visitor():
        with pytest.raises(TimeoutError), kata.hold(lock, 0):
            entered.append("taken")

    with lock:
        run(visitor)
    with kata.hold(lock, 0):
        entered.append("free")
    assert entered == ["free"]


def test_less_than_zero_seconds_do_not_wait(kata, run, threading):
    """A number below 0 is as good as 0, be it -1 or any other."""
    lock = threading.Lock()
    entered = []

    def visitor():
        for seconds in (-1, -0.5):
            with pytest.raises(TimeoutError), kata.hold(lock, seconds):
                entered.append("taken")

    with lock:
        run(visitor)
    for seconds in (-1, -0.5):
        with kata.hold(lock, seconds):
            entered.append("free")
    assert entered == ["free", "free"]


@pytest.mark.hasty
def test_in_the_block_one_is_alone(kata, run, threading):
    """Two threads hold the same lock. Neither is in its block while the other is in its own: one
    of them may run out of time instead, but then it has not been in the block at all."""
    lock = threading.Lock()
    inside = []
    answers = []

    def visitor():
        try:
            with kata.hold(lock, 0.02):
                inside.append("visitor")
                answers.append(len(inside))
                inside.pop()
        except TimeoutError:
            answers.append("busy")

    run(visitor, visitor)
    assert answers in ([1, 1], [1, "busy"], ["busy", 1])
    assert not lock.locked()


def test_a_thread_that_has_an_rlock_gets_it_again(kata, run, threading):
    """With an RLock, blocks can be nested; other threads get it when the outermost has ended."""
    lock = threading.RLock()
    entered = []

    def visitor():
        with kata.hold(lock, 0):
            entered.append("other thread")

    def refused():
        with pytest.raises(TimeoutError):
            visitor()

    with kata.hold(lock, 5):
        with kata.hold(lock, 5):
            entered.append("nested")
        run(refused)
    run(visitor)
    assert entered == ["nested", "other thread"]


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_it_waits_for_as_long_as_it_was_told(kata, run, threading, clock):
    """The lock is not freed within 2.5 seconds. TimeoutError is raised after 2.5 seconds, not
    earlier and not later."""
    lock = threading.Lock()
    lock.acquire()
    begin = clock.now()
    with pytest.raises(TimeoutError), kata.hold(lock, 2.5):
        pass
    assert clock.now() - begin == pytest.approx(2.5)


@pytest.mark.model_only("measured with virtual time, which passes only where something waits")
def test_none_or_less_seconds_take_no_time(kata, threading, clock):
    """With 0 seconds, with -1 and with -0.5, a lock that is taken is not waited for, not even for a
    short time."""
    lock = threading.Lock()
    lock.acquire()
    begin = clock.now()
    for seconds in (0, -1, -0.5):
        with pytest.raises(TimeoutError), kata.hold(lock, seconds):
            pass
    assert clock.now() - begin == 0


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_the_seconds_count_from_the_block(kata, threading, clock):
    """hold(lock, 2) is called, and the block is entered 5 seconds later, when the lock is taken.
    There are 2 seconds to wait, as always."""
    lock = threading.Lock()
    manager = kata.hold(lock, 2)
    clock.sleep(5)
    lock.acquire()
    begin = clock.now()
    with pytest.raises(TimeoutError), manager:
        pass
    assert clock.now() - begin == pytest.approx(2)


@pytest.mark.model_only("measured with virtual time, which is exact")
def test_it_goes_on_as_soon_as_the_lock_is_free(kata, run, threading, clock):
    """The lock is freed after a third of a second, and there was a whole one to wait. The block
    begins when the lock is free, after a third of a second, and no later."""
    lock = threading.Lock()
    lock.acquire()
    begin = clock.now()
    entered = []

    def printing():
        clock.sleep(1 / 3)
        lock.release()

    def visitor():
        with kata.hold(lock, 1):
            entered.append(clock.now() - begin)

    run(printing, visitor)
    assert entered == [pytest.approx(1 / 3)]


@pytest.mark.polling_allowed("waking up now and then, to wait on, is no mistake")
@pytest.mark.model_only("a day passes, which only virtual time can do at once")
def test_none_waits_for_as_long_as_it_takes(kata, run, threading, clock):
    """hold(lock, None) has no limit: after more than a day it gets the lock."""
    lock = threading.Lock()
    lock.acquire()
    entered = []

    def printing():
        clock.sleep(100_000)
        lock.release()

    def visitor():
        with kata.hold(lock, None):
            entered.append("block")

    run(printing, visitor)
    assert entered == ["block"]
