"""What a buffer with time limits promises. One requirement a test."""

from __future__ import annotations

import queue

import pytest


def test_the_first_in_is_the_first_out(kata):
    """Items come out in the order in which they were put, and any object is an item, None too.
    Where nobody has to wait, a limit makes no difference, not even one of 0."""
    buffer = kata.TimedBuffer(3)
    buffer.put("a")
    buffer.put(None, timeout=0)
    buffer.put("c", timeout=60)
    assert [buffer.get(), buffer.get(timeout=0), buffer.get(timeout=60)] == ["a", None, "c"]


def test_a_buffer_has_at_least_one_place(kata):
    """A capacity of 0 or less raises ValueError."""
    with pytest.raises(ValueError):
        kata.TimedBuffer(0)
    with pytest.raises(ValueError):
        kata.TimedBuffer(-1)


def test_without_waiting(kata):
    """With timeout=0, get() raises queue.Empty at once if there is no item, and put() raises
    queue.Full at once if there is no room."""
    buffer = kata.TimedBuffer(1)
    with pytest.raises(queue.Empty):
        buffer.get(timeout=0)
    buffer.put("item")
    with pytest.raises(queue.Full):
        buffer.put("another", timeout=0)
    assert buffer.get() == "item"


@pytest.mark.hasty
def test_get_waits_for_an_item(kata, run):
    """One thread gets without a limit, another puts. Whichever is first, get() returns the
    item."""
    buffer = kata.TimedBuffer(2)
    taken = []

    def consumer():
        taken.append(buffer.get())

    def producer():
        buffer.put("item")

    run(consumer, producer)
    assert taken == ["item"]


@pytest.mark.hasty
def test_put_waits_for_room(kata, run):
    """The only place is taken. put() without a limit may not return before the other thread begins
    to get."""
    buffer = kata.TimedBuffer(1)
    buffer.put("first")
    events = []

    def producer():
        buffer.put("second")
        events.append("put has returned")

    def consumer():
        events.append("get begins")
        buffer.get()

    run(producer, consumer)
    assert events == ["get begins", "put has returned"]
    assert buffer.get() == "second"


def test_get_with_a_limit_is_woken(kata, run):
    """One thread gets and would wait for half an hour; another puts. The first one gets the
    item."""
    buffer = kata.TimedBuffer(1)
    taken = []

    def consumer():
        taken.append(buffer.get(timeout=1800))

    def producer():
        buffer.put("item")

    run(consumer, producer)
    assert taken == ["item"]


def test_put_with_a_limit_is_woken(kata, run):
    """The only place is taken. One thread puts and would wait for half an hour; another gets. The
    first one's item is in."""
    buffer = kata.TimedBuffer(1)
    buffer.put("first")

    def producer():
        buffer.put("second", timeout=1800)

    run(producer, buffer.get)
    assert buffer.get() == "second"


@pytest.mark.model_only("a minute passes, which only virtual time can do at once")
def test_get_gives_up_in_time(kata, clock):
    """Nobody puts anything. get(timeout=60) raises queue.Empty after 60 seconds."""
    buffer = kata.TimedBuffer(1)
    begin = clock.now()
    with pytest.raises(queue.Empty):
        buffer.get(timeout=60)
    assert clock.now() - begin == pytest.approx(60)


@pytest.mark.model_only("a minute passes, which only virtual time can do at once")
def test_put_gives_up_in_time(kata, clock):
    """The only place is taken, and nobody gets. put(item, timeout=60) raises queue.Full after 60
    seconds."""
    buffer = kata.TimedBuffer(1)
    buffer.put("first")
    begin = clock.now()
    with pytest.raises(queue.Full):
        buffer.put("second", timeout=60)
    assert clock.now() - begin == pytest.approx(60)


def test_an_item_that_was_refused_is_not_in(kata):
    """A put() that has given up leaves nothing behind. Its item never comes out, and there is as
    much room as before: the next put() is refused as well."""
    buffer = kata.TimedBuffer(1)
    buffer.put("first")
    for _ in range(2):
        with pytest.raises(queue.Full):
            buffer.put("refused", timeout=0.01)
    assert buffer.get() == "first"
    with pytest.raises(queue.Empty):
        buffer.get(timeout=0)


def test_a_get_that_gave_up_takes_nothing(kata, run):
    """A get() has given up, and so has another. An item that is put afterwards goes to the next
    get(), and does not disappear."""
    buffer = kata.TimedBuffer(1)
    for _ in range(2):
        with pytest.raises(queue.Empty):
            buffer.get(timeout=0.01)
    taken = []

    def consumer():
        taken.append(buffer.get())

    def producer():
        buffer.put("item")

    run(consumer, producer)
    assert taken == ["item"]


def test_two_consumers_for_one_item(kata, run):
    """Two threads want an item, one of them without waiting, and one item is put. It goes to one of
    them; if it is not the one who waits, that one gets the next."""
    buffer = kata.TimedBuffer(1)
    taken = []

    def patient():
        taken.append(buffer.get(timeout=1800))

    def passing():
        try:
            taken.append(buffer.get(timeout=0))
        except queue.Empty:
            return
        buffer.put("next")

    def producer():
        buffer.put("item")

    run(patient, passing, producer)
    assert taken in (["item"], ["item", "next"])


def test_two_consumers_wait_for_two_items(kata, run):
    """Two threads may be waiting when two items are put one right after the other, into a buffer
    with room for both. Both threads must get one."""
    buffer = kata.TimedBuffer(2)
    taken = []

    def consumer():
        taken.append(buffer.get())

    def producer():
        buffer.put("a")
        buffer.put("b")

    run(consumer, consumer, producer)
    assert taken in (["a", "b"], ["b", "a"])


def test_two_producers_share_one_place(kata, run):
    """Two threads want to put into a buffer of one place that is taken; a third gets twice. Both
    puts succeed, one after the other, and the buffer never holds two items: the second put does
    not return before the second get begins."""
    buffer = kata.TimedBuffer(1)
    buffer.put("first")
    events = []

    def producer():
        buffer.put("later", timeout=1800)
        events.append("put has returned")

    def consumer():
        buffer.get()
        events.append("second get begins")
        buffer.get()

    run(producer, producer, consumer)
    assert events.index("second get begins") < 2
    assert buffer.get(timeout=0) == "later"
    with pytest.raises(queue.Empty):
        buffer.get(timeout=0)


def test_two_producers_wait_for_two_places(kata, run):
    """Two threads may be waiting with a full buffer when two items are taken out one right after
    the other. Both threads must be able to put theirs."""
    buffer = kata.TimedBuffer(2)
    buffer.put("a")
    buffer.put("b")

    def producer():
        buffer.put("later")

    def consumer():
        assert [buffer.get(), buffer.get()] == ["a", "b"]

    run(producer, producer, consumer)
    assert [buffer.get(timeout=0), buffer.get(timeout=0)] == ["later", "later"]


def test_two_who_do_not_wait(kata, run):
    """Two items are in, and two threads get one each at the same moment, with timeout=0. There is
    an item for both of them, so neither raises queue.Empty, although the other is at it, too."""
    buffer = kata.TimedBuffer(2)
    buffer.put("a")
    buffer.put("b")
    taken = []

    def consumer():
        taken.append(buffer.get(timeout=0))

    run(consumer, consumer)
    assert taken in (["a", "b"], ["b", "a"])


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_get_has_one_limit_for_the_whole_call(kata, run, clock):
    """A thread gets, for 10 seconds at most. After 6 seconds an item is put, and perhaps snatched
    away at once. If the thread did not get it, it gives up 4 seconds later."""
    buffer = kata.TimedBuffer(1)

    def consumer():
        begin = clock.now()
        try:
            buffer.get(timeout=10)
        except queue.Empty:
            assert clock.now() - begin == pytest.approx(10)

    def producer():
        clock.sleep(6)
        buffer.put("item")
        try:
            buffer.get(timeout=0)
        except queue.Empty:
            return

    run(consumer, producer)


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_put_has_one_limit_for_the_whole_call(kata, run, clock):
    """The only place is taken. A thread puts, for 10 seconds at most. After 6 seconds the place
    becomes free, and is perhaps taken again at once. If the thread did not get it, it gives up 4
    seconds later."""
    buffer = kata.TimedBuffer(1)
    buffer.put("first")

    def producer():
        begin = clock.now()
        try:
            buffer.put("second", timeout=10)
        except queue.Full:
            assert clock.now() - begin == pytest.approx(10)

    def consumer():
        clock.sleep(6)
        buffer.get()
        try:
            buffer.put("third", timeout=0)
        except queue.Full:
            return

    run(producer, consumer)


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_an_item_that_comes_with_the_limit_is_not_forgotten(kata, run, clock):
    """Two threads get, one of them for 10 seconds at most, and after exactly 10 seconds an item is
    put. It goes to one of the two: if the first gives up, the other must not be left waiting while
    the item is there."""
    buffer = kata.TimedBuffer(1)
    begin = clock.now()
    taken = []

    def hurried():
        try:
            taken.append(buffer.get(timeout=10))
        except queue.Empty:
            return
        buffer.put("item")  # one more, for the other

    def patient():
        taken.append(buffer.get())

    def producer():
        clock.sleep(begin + 10 - clock.now())
        buffer.put("item")

    run(hurried, patient, producer)
    assert taken in (["item"], ["item", "item"])


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_a_place_that_comes_with_the_limit_is_not_forgotten(kata, run, clock):
    """The only place is taken. Two threads put, one of them for 10 seconds at most, and after
    exactly 10 seconds the place becomes free. One of the two gets it: if the first gives up, the
    other must not be left waiting while there is room.

    A thread whose time is up still waits until it has the lock back. A notify that comes in
    that moment may be given to it, and must not leave with it.
    """
    buffer = kata.TimedBuffer(1)
    buffer.put("first")
    begin = clock.now()

    def hurried():
        try:
            buffer.put("hurried", timeout=10)
        except queue.Full:
            return
        buffer.get()  # room for the other

    def patient():
        buffer.put("patient")

    def consumer():
        clock.sleep(begin + 10 - clock.now())
        buffer.get()

    run(hurried, patient, consumer)
    assert buffer.get(timeout=0) in ("hurried", "patient")


def test_two_buffers(kata):
    """There are two buffers. What is put into one of them is not in the other."""
    buffer, other_buffer = kata.TimedBuffer(1), kata.TimedBuffer(1)
    buffer.put("item")
    with pytest.raises(queue.Empty):
        other_buffer.get(timeout=0)
    other_buffer.put("other item", timeout=0)
    assert buffer.get(timeout=0) == "item"
    assert other_buffer.get(timeout=0) == "other item"
