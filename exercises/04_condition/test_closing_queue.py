"""What a queue that can be closed promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_the_first_in_is_the_first_out(kata):
    """Items come out in the order in which they were put, and any object is an item, None too."""
    queue = kata.ClosingQueue()
    queue.put("a")
    queue.put(None)
    queue.put("c")
    assert [queue.get(), queue.get(), queue.get()] == ["a", None, "c"]


def test_a_closed_queue_takes_nothing(kata):
    """After close(), put() raises Closed and adds nothing. Closing once more changes nothing."""
    queue = kata.ClosingQueue()
    queue.close()
    with pytest.raises(kata.Closed):
        queue.put("late")
    queue.close()
    assert list(queue) == []


def test_what_is_left_can_be_taken_out(kata):
    """After close(), get() returns the items that are left, in order, and then raises Closed, as
    often as it is called."""
    queue = kata.ClosingQueue()
    queue.put("a")
    queue.put("b")
    queue.close()
    assert queue.get() == "a"
    assert queue.get() == "b"
    for _ in range(2):
        with pytest.raises(kata.Closed):
            queue.get()


def test_a_loop_takes_out_all_that_is_left(kata):
    """A loop over a closed queue gets the items that are left, in order, None too, and ends. A
    second loop finds nothing."""
    queue = kata.ClosingQueue()
    for item in ("a", None, "", "d"):
        queue.put(item)
    queue.close()
    assert list(queue) == ["a", None, "", "d"]
    assert list(queue) == []


@pytest.mark.hasty
def test_get_waits_for_an_item(kata, run):
    """One thread gets, another puts. Whichever is first, get() returns the item."""
    queue = kata.ClosingQueue()
    taken = []

    def consumer():
        taken.append(queue.get())

    def producer():
        queue.put("item")

    run(consumer, producer)
    assert taken == ["item"]


def test_two_consumers_wait_for_two_items(kata, run):
    """Two threads may be waiting when two items are put one right after the other. Both threads
    must get one."""
    queue = kata.ClosingQueue()
    taken = []

    def consumer():
        taken.append(queue.get())

    def producer():
        queue.put("a")
        queue.put("b")

    run(consumer, consumer, producer)
    assert taken in (["a", "b"], ["b", "a"])


def test_close_wakes_who_waits(kata, run):
    """One thread gets from an empty queue, another closes it. Whichever is first, get() raises
    Closed instead of waiting for ever."""
    queue = kata.ClosingQueue()

    def consumer():
        with pytest.raises(kata.Closed):
            queue.get()

    run(consumer, queue.close)


def test_close_wakes_all_who_wait(kata, run):
    """Two threads may be waiting for an item when the queue is closed. get() raises Closed in both
    of them."""
    queue = kata.ClosingQueue()

    def consumer():
        with pytest.raises(kata.Closed):
            queue.get()

    run(consumer, consumer, queue.close)


def test_one_item_for_two_and_then_closed(kata, run):
    """Two threads want an item; one is put, and the queue is closed. One of them gets it, in the
    other get() raises Closed."""
    queue = kata.ClosingQueue()
    events = []

    def consumer():
        try:
            events.append(queue.get())
        except kata.Closed:
            events.append("closed")

    def producer():
        queue.put("item")
        queue.close()

    run(consumer, consumer, producer)
    assert sorted(events) == ["closed", "item"]


def test_two_loops_share_the_items(kata, run):
    """Two threads loop over the queue while a third puts an item and closes. One loop gets the
    item, and both loops end."""
    queue = kata.ClosingQueue()
    taken = []
    handle = taken.append

    def worker():
        for item in queue:
            handle(item)

    def producer():
        queue.put("item")
        queue.close()

    run(worker, worker, producer)
    assert taken == ["item"]


def test_put_and_close_at_the_same_time(kata, run):
    """One thread puts while another closes the queue and takes out what is left. If put() has
    taken the item in, the other one finds it; if put() raises Closed, it does not."""
    queue = kata.ClosingQueue()
    accepted = []
    left = []

    def producer():
        try:
            queue.put("item")
        except kata.Closed:
            return
        accepted.append("item")

    def closer():
        queue.close()
        left.extend(queue)

    run(producer, closer)
    assert left == accepted


def test_two_close_at_the_same_time(kata, run):
    """Two threads close the queue while a third loops over it. Nobody is in anybody's way, and the
    item that was in is taken out."""
    queue = kata.ClosingQueue()
    queue.put("item")
    taken = []

    def worker():
        taken.extend(queue)

    run(worker, queue.close, queue.close)
    assert taken == ["item"]


def test_the_queue_is_free_while_a_loop_is_busy(kata, run):
    """The body of a loop waits until another thread has put an item and closed the queue. That
    must be possible, and the loop then goes on with the new item."""
    queue = kata.ClosingQueue()
    queue.put("first")
    taken = []

    def producer():
        queue.put("second")
        queue.close()

    for item in queue:
        if not taken:
            run(producer)
        taken.append(item)
    assert taken == ["first", "second"]


def test_a_loop_can_use_the_queue_itself(kata):
    """The body of a loop may put, get and close: here it finds more work for itself."""
    queue = kata.ClosingQueue()
    queue.put(2)
    taken = []
    for item in queue:
        taken.append(item)
        if item == 0:
            queue.close()
        else:
            queue.put(item - 1)
    assert taken == [2, 1, 0]


def test_a_loop_takes_one_item_at_a_time(kata):
    """A loop is left after its first item. The items after that one have not been taken: they are
    there for others, and the queue is as open as before."""
    queue = kata.ClosingQueue()
    queue.put("a")
    queue.put("b")
    for item in queue:
        assert item == "a"
        break
    queue.put("c")
    assert [queue.get(), queue.get()] == ["b", "c"]


def test_two_queues(kata):
    """There are two queues. What is put into one of them is not in the other, and one can be closed
    while the other stays open."""
    queue, other_queue = kata.ClosingQueue(), kata.ClosingQueue()
    queue.put("item")
    other_queue.close()
    assert list(other_queue) == []
    queue.put("another item")
    assert [queue.get(), queue.get()] == ["item", "another item"]
