"""What a pool of working threads promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest


def test_who_works_is_active(kata):
    """The thread is active inside the block, and neither before it nor after it."""
    pool = kata.ActivePool(2)
    me = threading.current_thread().name
    assert pool.active() == []
    with pool.working():
        assert pool.active() == [me]
    assert pool.active() == []


def test_there_is_room_for_one_at_least(kata):
    """A limit of 0 or less raises ValueError."""
    with pytest.raises(ValueError):
        kata.ActivePool(0)
    with pytest.raises(ValueError):
        kata.ActivePool(-1)


@pytest.mark.hasty
def test_never_more_than_the_limit(kata, run):
    """Two threads want to work, and one may at a time: one is through with it before the other
    begins."""
    pool = kata.ActivePool(1)
    events = []

    def worker():
        with pool.working():
            events.append("begins")
            events.append("ends")

    run(worker, worker)
    assert events == ["begins", "ends", "begins", "ends"]


def test_who_comes_back_does_not_push_in(kata, run):
    """One may work at a time. One thread works twice, and may be back before the other one, that
    was told that there is room, has woken up: still one is through with it before the next
    begins."""
    pool = kata.ActivePool(1)
    events = []

    def worker():
        with pool.working():
            events.append("begins")
            events.append("ends")

    def twice():
        worker()
        worker()

    run(worker, twice)
    assert events == ["begins", "ends"] * 3


def test_all_that_wait_get_in(kata, run):
    """Two may work at a time, and do. Two others wait, or come later. When the first two have left,
    one right after the other, both of the others get in, and both at once."""
    pool = kata.ActivePool(2)
    is_in, leave = threading.Event(), threading.Event()
    meeting = threading.Barrier(2)

    def first():
        with pool.working():
            is_in.set()
            leave.wait()

    def other():
        with pool.working():
            meeting.wait()

    threads = [threading.Thread(target=first)]
    threads[0].start()
    is_in.wait()
    with pool.working():
        for _ in range(2):
            threads.append(threading.Thread(target=other))
            threads[-1].start()
    leave.set()
    for thread in threads:
        thread.join()
    assert pool.active() == []


def test_as_many_as_the_limit_work_at_once(kata, run):
    """Two may work at a time. Two threads that wait for each other inside the block can meet."""
    pool = kata.ActivePool(2)
    meeting = threading.Barrier(2)

    def worker():
        with pool.working():
            meeting.wait()

    run(worker, worker)


def test_the_limit_is_for_all_together(kata, run):
    """Two may work at a time, and the main thread does already. Of two others that want to work,
    one is through with it before the other begins."""
    pool = kata.ActivePool(2)
    events = []

    def worker():
        with pool.working():
            events.append("begins")
            events.append("ends")

    with pool.working():
        run(worker, worker)
    assert events == ["begins", "ends", "begins", "ends"]


def test_who_has_left_makes_room(kata):
    """The same thread can work again and again, where one may at a time."""
    pool = kata.ActivePool(1)
    for _ in range(3):
        with pool.working():
            assert len(pool.active()) == 1
    assert pool.active() == []


def test_only_who_enters_takes_a_place(kata):
    """To call working() and not to enter the block takes no place from anybody."""
    pool = kata.ActivePool(1)
    pool.working()
    assert pool.active() == []
    with pool.working():
        assert len(pool.active()) == 1


def test_only_who_works_is_active(kata, run):
    """One may work at a time. Whoever looks at the list from inside the block finds one name in it:
    not that of the other thread, which waits to enter, or has left."""
    pool = kata.ActivePool(1)
    seen = []

    def worker():
        with pool.working():
            seen.append(len(pool.active()))

    run(worker, worker)
    assert seen == [1, 1]


def test_both_names_are_in_the_list(kata, run):
    """While two threads are at work, the list has the names of both, in any order."""
    pool = kata.ActivePool(2)
    names, seen = [threading.current_thread().name], []

    def worker():
        names.append(threading.current_thread().name)
        with pool.working():
            seen.extend(pool.active())

    with pool.working():
        run(worker)
    assert sorted(seen) == sorted(names)


def test_no_name_is_lost_or_left(kata, run):
    """Two threads enter and leave at the same moment, where both may. Each finds its own name in
    the list while it is inside, and in the end the list is empty."""
    pool = kata.ActivePool(2)

    def worker():
        with pool.working():
            assert threading.current_thread().name in pool.active()

    run(worker, worker)
    assert pool.active() == []


def test_two_threads_of_the_same_name(kata):
    """Two threads of the same name work, and one of them leaves. The other is still in the list."""
    pool = kata.ActivePool(2)
    meeting = threading.Barrier(2)
    seen = []

    def short():
        with pool.working():
            meeting.wait()

    def long():
        with pool.working():
            meeting.wait()
            leaving.join()
            seen.append(pool.active())

    leaving = threading.Thread(target=short, name="fetch")
    staying = threading.Thread(target=long, name="fetch")
    leaving.start()
    staying.start()
    staying.join()
    assert seen == [["fetch"]]
    assert pool.active() == []


def test_two_pools_do_not_mix(kata, run):
    """Two pools know nothing of each other: while the only place of the one is taken, another
    thread can work in the other, and each list has one name in it."""
    one, other = kata.ActivePool(1), kata.ActivePool(1)
    seen = []

    def worker():
        with other.working():
            seen.append((len(one.active()), len(other.active())))

    with one.working():
        run(worker)
    assert seen == [(1, 1)]


def test_active_waits_for_nobody(kata, run):
    """While all places are taken, another thread can look at the list."""
    pool = kata.ActivePool(1)
    seen = []
    with pool.working():
        run(lambda: seen.append(len(pool.active())))
    assert seen == [1]


def test_the_list_is_a_new_one(kata):
    """What is done to the list that active() has returned does not change who is active."""
    pool = kata.ActivePool(2)
    with pool.working():
        before = pool.active()
        before.append("nobody")
        assert len(pool.active()) == 1
    assert len(before) == 2


def test_an_exception_makes_room_too(kata, run):
    """The block ends with an exception, be it ValueError or SystemExit. It comes out of the block
    unchanged, the thread is no longer active, and another one can work."""
    pool = kata.ActivePool(1)
    for error in (ValueError("no answer"), SystemExit("no")):
        with pytest.raises(type(error)) as caught, pool.working():
            raise error
        assert caught.value is error
        assert pool.active() == []
    seen = []

    def worker():
        with pool.working():
            seen.append("in")

    run(worker)
    assert seen == ["in"]


def test_an_exception_in_one_lets_the_other_in(kata, run):
    """One may work at a time. One thread fails at it, the other one waits meanwhile, or comes
    later: it gets in."""
    pool = kata.ActivePool(1)
    events = []

    def failing():
        with pytest.raises(ValueError), pool.working():
            raise ValueError("no answer")

    def worker():
        with pool.working():
            events.append("in")

    run(failing, worker)
    assert events == ["in"]


@pytest.mark.model_only("an hour passes, which only virtual time can do at once")
def test_work_may_take_long(kata, run, clock):
    """One thread works for an hour. The other waits for it."""
    pool = kata.ActivePool(1)
    events = []

    def slow():
        with pool.working():
            clock.sleep(3600)
            events.append("slow")

    def other():
        clock.sleep(1)
        with pool.working():
            events.append("other")

    run(slow, other)
    assert events == ["slow", "other"]
