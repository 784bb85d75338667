"""What a bounded buffer promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_the_first_in_is_the_first_out(kata):
    """Items come out in the order in which they were put, and any object is an item, None too."""
    buffer = kata.BoundedBuffer(3)
    buffer.put("a")
    buffer.put(None)
    buffer.put("c")
    assert [buffer.get(), buffer.get(), buffer.get()] == ["a", None, "c"]


def test_len_is_the_number_of_items(kata):
    """len(buffer) is the number of items that have been put and not yet taken out."""
    buffer = kata.BoundedBuffer(2)
    assert len(buffer) == 0
    buffer.put("a")
    buffer.put("b")
    assert len(buffer) == 2
    buffer.get()
    assert len(buffer) == 1


def test_a_buffer_has_at_least_one_place(kata):
    """A capacity of 0 or less raises ValueError."""
    with pytest.raises(ValueError):
        kata.BoundedBuffer(0)
    with pytest.raises(ValueError):
        kata.BoundedBuffer(-1)


@pytest.mark.hasty
def test_get_waits_for_an_item(kata, run):
    """One thread gets, another puts. Whichever is first, get() returns the item."""
    buffer = kata.BoundedBuffer(2)
    taken = []

    def consumer():
        taken.append(buffer.get())

    def producer():
        buffer.put("item")

    run(consumer, producer)
    assert taken == ["item"]


@pytest.mark.hasty
def test_put_waits_for_room(kata, run):
    """The only place is taken. put() may not return before the other thread begins to get."""
    buffer = kata.BoundedBuffer(1)
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
    assert len(buffer) == 1
    assert buffer.get() == "second"


def test_put_and_get_at_the_same_time(kata, run):
    """One item is in and one place is free: a put and a get at the same moment both succeed."""
    buffer = kata.BoundedBuffer(2)
    buffer.put("old")
    taken = []

    def consumer():
        taken.append(buffer.get())

    def producer():
        buffer.put("new")

    run(consumer, producer)
    assert taken == ["old"]
    assert len(buffer) == 1
    assert buffer.get() == "new"


def test_items_keep_their_order_between_threads(kata, run):
    """What one thread puts, another gets in the same order, though each waits for the other."""
    buffer = kata.BoundedBuffer(1)
    taken = []

    def producer():
        buffer.put("a")
        buffer.put("b")

    def consumer():
        taken.append(buffer.get())
        taken.append(buffer.get())

    run(producer, consumer)
    assert taken == ["a", "b"]


def test_two_consumers_share_one_place(kata, run):
    """Two threads get one item each; a third puts two into a buffer of one place. Each item goes
    to one of them, and nobody is left waiting.

    The lock is free while a thread waits. When it is woken, others may have been there before
    it; and a notify may wake a thread that can do nothing with it.
    """
    buffer = kata.BoundedBuffer(1)
    taken = []

    def consumer():
        taken.append(buffer.get())

    def producer():
        buffer.put("a")
        buffer.put("b")

    run(consumer, consumer, producer)
    assert taken in (["a", "b"], ["b", "a"])


def test_two_consumers_wait_for_two_items(kata, run):
    """Two threads may be waiting when two items are put one right after the other, into a buffer
    with room for both. Both threads must get one.

    Two changes one right after the other are two reasons to wake somebody, also when nobody has
    got round to moving in between.
    """
    buffer = kata.BoundedBuffer(2)
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
    puts must succeed, and the buffer never holds two items."""
    buffer = kata.BoundedBuffer(1)
    buffer.put("first")
    sizes = []

    def producer():
        buffer.put("later")

    def consumer():
        buffer.get()
        sizes.append(len(buffer))
        buffer.get()

    run(producer, producer, consumer)
    assert sizes in ([0], [1])
    assert len(buffer) == 1


def test_two_producers_wait_for_two_places(kata, run):
    """Two threads may be waiting with a full buffer when two items are taken out one right after
    the other. Both threads must be able to put theirs."""
    buffer = kata.BoundedBuffer(2)
    buffer.put("a")
    buffer.put("b")

    def producer():
        buffer.put("later")

    def consumer():
        buffer.get()
        buffer.get()

    run(producer, producer, consumer)
    assert len(buffer) == 2


def test_it_never_holds_more_than_its_capacity(kata, run):
    """The only place is taken. One thread puts while another gets. When the put has returned, the
    old item is out: there is one item in the buffer, or none, and never two."""
    buffer = kata.BoundedBuffer(1)
    buffer.put("first")

    def producer():
        buffer.put("second")
        assert len(buffer) == 1

    run(producer, buffer.get)


def test_len_does_not_wait_for_a_put(kata, run):
    """A thread may be waiting for an item when another one asks for len(buffer). It gets the
    answer, which is 0, before anything has been put."""
    buffer = kata.BoundedBuffer(1)

    def producer():
        assert len(buffer) == 0
        buffer.put("item")

    run(buffer.get, producer)


def test_len_does_not_wait_for_a_get(kata, run):
    """The only place is taken. A thread may be waiting for room when another one asks for
    len(buffer). It gets the answer, which is 1, before anything has been taken out."""
    buffer = kata.BoundedBuffer(1)
    buffer.put("first")

    def producer():
        buffer.put("second")

    def consumer():
        assert len(buffer) == 1
        buffer.get()

    run(producer, consumer)


def test_two_buffers(kata):
    """There are two buffers. What is put into one of them is not in the other."""
    buffer, other_buffer = kata.BoundedBuffer(2), kata.BoundedBuffer(2)
    buffer.put("item")
    assert len(other_buffer) == 0
    other_buffer.put("other item")
    assert buffer.get() == "item"
    assert other_buffer.get() == "other item"
