"""What a hand-over promises. One requirement a test."""

from __future__ import annotations

import pytest


@pytest.mark.hasty
def test_an_item_is_handed_over(kata, run):
    """One thread sends, another receives. Whichever comes first, the item goes across."""
    mailbox = kata.Mailbox()
    received = []

    def sender():
        mailbox.send("item")

    def receiver():
        received.append(mailbox.receive())

    run(receiver, sender)
    assert received == ["item"]


@pytest.mark.hasty
def test_send_waits_for_the_receiver(kata, run):
    """send() may not return before the other thread begins to receive."""
    mailbox = kata.Mailbox()
    events = []

    def sender():
        mailbox.send("item")
        events.append("sent")

    def receiver():
        events.append("receive begins")
        mailbox.receive()

    run(sender, receiver)
    assert events == ["receive begins", "sent"]


def test_any_object_is_an_item(kata, run):
    """None is sent, and None is received: any object is an item."""
    mailbox = kata.Mailbox()
    received = []

    def sender():
        mailbox.send(None)

    def receiver():
        received.append(mailbox.receive())

    run(sender, receiver)
    assert received == [None]


def test_one_item_after_the_other(kata, run):
    """One thread sends two items, another receives two. They come in the order in which they were
    sent, and the second is not sent before the second receive begins."""
    mailbox = kata.Mailbox()
    events = []

    def sender():
        mailbox.send("a")
        mailbox.send("b")
        events.append("both sent")

    def receiver():
        assert mailbox.receive() == "a"
        events.append("second receive begins")
        assert mailbox.receive() == "b"

    run(sender, receiver)
    assert events == ["second receive begins", "both sent"]


def test_two_senders(kata, run):
    """Two threads send an item each, a third receives two. It gets both items, each once."""
    mailbox = kata.Mailbox()
    received = []

    def sender_a():
        mailbox.send("a")

    def sender_b():
        mailbox.send("b")

    def receiver():
        received.append(mailbox.receive())
        received.append(mailbox.receive())

    run(sender_a, sender_b, receiver)
    assert received in (["a", "b"], ["b", "a"])


def test_two_receivers(kata, run):
    """Two threads receive an item each, a third sends two. Each item goes to one of them."""
    mailbox = kata.Mailbox()
    received = []

    def receiver():
        received.append(mailbox.receive())

    def sender():
        mailbox.send("a")
        mailbox.send("b")

    run(receiver, receiver, sender)
    assert received in (["a", "b"], ["b", "a"])


def test_two_on_both_sides(kata, run):
    """Two threads send, two receive. Each item goes to one of them, and nobody is left waiting."""
    mailbox = kata.Mailbox()
    one, other = [], []

    def receiver_1():
        one.append(mailbox.receive())

    def receiver_2():
        other.append(mailbox.receive())

    def sender_a():
        mailbox.send("a")

    def sender_b():
        mailbox.send("b")

    run(receiver_1, receiver_2, sender_a, sender_b)
    assert one + other in (["a", "b"], ["b", "a"])


def test_another_item_is_not_yours(kata, run):
    """Two threads send, and one item is taken. The other sender goes on waiting: his send() does
    not return before the second receive begins."""
    mailbox = kata.Mailbox()
    events = []
    received = []

    def sender_a():
        mailbox.send("a")
        events.append("a")

    def sender_b():
        mailbox.send("b")
        events.append("b")

    def receiver():
        received.append(mailbox.receive())
        events.append("second receive")
        received.append(mailbox.receive())

    run(sender_a, sender_b, receiver)
    returned_before = events[: events.index("second receive")]
    assert received[1] not in returned_before


def test_who_has_delivered_does_not_wait_for_others(kata, run, threading):
    """Two threads send, and one item is taken. Its sender goes on at once, although the other item
    has not been taken yet: the receiver waits for that before it receives again."""
    mailbox = kata.Mailbox()
    returned = threading.Semaphore(0)

    def sender_a():
        mailbox.send("a")
        returned.release()

    def sender_b():
        mailbox.send("b")
        returned.release()

    def receiver():
        mailbox.receive()
        returned.acquire()
        mailbox.receive()

    run(sender_a, sender_b, receiver)


def test_what_has_been_sent_is_in_somebodys_hands(kata, run, threading):
    """A thread receives, another sends, and only when that send() has returned a third one begins
    to receive. The item is the first one's: the third gets the next."""
    mailbox = kata.Mailbox()
    sent = threading.Event()
    early, late = [], []

    def early_receiver():
        early.append(mailbox.receive())

    def late_receiver():
        sent.wait()
        late.append(mailbox.receive())

    def sender():
        mailbox.send("first")
        sent.set()
        mailbox.send("second")

    run(early_receiver, sender, late_receiver)
    assert (early, late) == (["first"], ["second"])


def test_two_items_that_look_alike(kata, run, threading):
    """Two threads send a list each, and the lists are equal. One is taken. Its sender goes on, and
    the other one waits until his own is taken."""
    mailbox = kata.Mailbox()
    returned = threading.Semaphore(0)
    gone = []

    def sender_a():
        send(["plate"])

    def sender_b():
        send(["plate"])

    def send(item):
        mailbox.send(item)
        gone.append(item)
        returned.release()

    def receiver():
        item = mailbox.receive()
        returned.acquire()
        assert len(gone) == 1
        assert gone[0] is item
        mailbox.receive()

    run(sender_a, sender_b, receiver)


def test_the_same_object_twice(kata, run):
    """Two threads send the very same object. It is received twice, and both of them go on."""
    mailbox = kata.Mailbox()
    plate = ["plate"]
    received = []

    def sender():
        mailbox.send(plate)

    def receiver():
        received.append(mailbox.receive())
        received.append(mailbox.receive())

    run(sender, sender, receiver)
    assert received == [plate, plate]


def test_the_same_object_once_more(kata, run, threading):
    """Two threads send the very same object, and it is received once. One of the two goes on,
    although the other one is still offering it."""
    mailbox = kata.Mailbox()
    plate = ["plate"]
    returned = threading.Semaphore(0)

    def sender():
        mailbox.send(plate)
        returned.release()

    def receiver():
        mailbox.receive()
        returned.acquire()
        mailbox.receive()

    run(sender, sender, receiver)


def test_two_mailboxes(kata, run):
    """There are two mailboxes, and somebody sends to each of them. What is sent to one of them is
    received from that one."""
    mailbox, other_mailbox = kata.Mailbox(), kata.Mailbox()

    def sender():
        mailbox.send("item")

    def other_sender():
        other_mailbox.send("other item")

    def receiver():
        assert other_mailbox.receive() == "other item"
        assert mailbox.receive() == "item"

    run(sender, other_sender, receiver)
