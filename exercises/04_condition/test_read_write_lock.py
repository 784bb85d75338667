"""What a lock for readers and writers promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_one_after_the_other(kata):
    """A thread reads, writes, reads twice and writes twice. When nobody else is there, it never
    waits."""
    lock = kata.ReadWriteLock()
    done = []
    for block in (
        lock.reading,
        lock.writing,
        lock.reading,
        lock.reading,
        lock.writing,
        lock.writing,
    ):
        with block():
            done.append(block)
    assert len(done) == 6


def test_readers_are_in_together(kata, run, threading):
    """Two readers meet inside. So both must be in at the same time."""
    lock = kata.ReadWriteLock()
    meeting = threading.Barrier(2)

    def reader():
        with lock.reading():
            meeting.wait()

    run(reader, reader)


@pytest.mark.hasty
def test_a_reader_sees_all_of_a_change_or_nothing(kata, run):
    """A writer makes a change in two steps. A reader sees none of them or both."""
    lock = kata.ReadWriteLock()
    page = []
    seen = []

    def writer():
        with lock.writing():
            page.append("first half")
            page.append("second half")

    def reader():
        with lock.reading():
            seen.append(len(page))

    run(writer, reader)
    assert seen in ([0], [2])


def test_what_is_read_stays_as_it_is(kata, run):
    """A reader looks twice, and a writer wants to write. What the reader sees does not change
    while he is in."""
    lock = kata.ReadWriteLock()
    page = []

    def reader():
        with lock.reading():
            before = len(page)
            assert len(page) == before

    def writer():
        with lock.writing():
            page.append("line")

    run(reader, writer)


def test_writers_are_not_in_together(kata, run):
    """Two writers each make a change in two steps. The second begins when the first has ended."""
    lock = kata.ReadWriteLock()
    events = []

    def writer():
        with lock.writing():
            events.append("begins")
            events.append("ends")

    run(writer, writer)
    assert events == ["begins", "ends", "begins", "ends"]


def test_readers_come_and_go_at_the_same_time(kata, run):
    """Two readers come at the same moment, and leave at the same moment. Then nobody is in, and a
    writer does not have to wait."""
    lock = kata.ReadWriteLock()

    def reader():
        with lock.reading():
            pass

    run(reader, reader)
    with lock.writing():
        pass


def test_a_writer_waits_for_the_last_reader(kata, run, threading):
    """Of two readers one has left and one is still in. A writer waits for that one, too."""
    lock = kata.ReadWriteLock()
    one_has_left = threading.Event()
    events = []

    def short_reader():
        with lock.reading():
            pass

    def long_reader():
        with lock.reading():
            run(short_reader)
            one_has_left.set()
            events.append("read")

    def writer():
        one_has_left.wait()
        with lock.writing():
            events.append("written")

    run(long_reader, writer)
    assert events == ["read", "written"]


def test_two_readers_and_a_writer(kata, run):
    """Two readers and a writer come at the same time. Each of them gets in."""
    lock = kata.ReadWriteLock()

    def reader():
        with lock.reading():
            pass

    def writer():
        with lock.writing():
            pass

    run(reader, reader, writer)


def test_a_writer_lets_all_readers_in(kata, run, threading):
    """Two readers come while a writer is in. When he has left, both get in, and meet inside."""
    lock = kata.ReadWriteLock()
    writer_is_in = threading.Event()
    meeting = threading.Barrier(2)

    def writer():
        with lock.writing():
            writer_is_in.set()

    def reader():
        writer_is_in.wait()
        with lock.reading():
            meeting.wait()

    run(writer, reader, reader)


def test_two_writers_and_a_reader(kata, run):
    """Two writers and a reader come at the same time. Each of them gets in, and while a writer is
    in, neither the other one nor the reader is."""
    lock = kata.ReadWriteLock()
    events = []

    def reader():
        with lock.reading():
            assert len(events) % 2 == 0

    def writer():
        with lock.writing():
            events.append("begins")
            events.append("ends")

    run(writer, writer, reader)
    assert events == ["begins", "ends", "begins", "ends"]


@pytest.mark.model_only("only in virtual time is it certain that the writer has begun to wait")
def test_a_waiting_writer_is_not_overtaken(kata, run, clock):
    """A reader is in for ten seconds. A writer comes, and waits; five seconds later another reader
    comes. The writer goes first. The second reader reads when he has finished."""
    lock = kata.ReadWriteLock()
    events = []

    def first_reader():
        with lock.reading():
            clock.sleep(10)
            events.append("read 1")

    def writer():
        clock.sleep(1)
        with lock.writing():
            events.append("written")

    def second_reader():
        clock.sleep(6)
        with lock.reading():
            events.append("read 2")

    run(first_reader, writer, second_reader)
    assert events == ["read 1", "written", "read 2"]


@pytest.mark.model_only("only in virtual time is it certain that the writers have begun to wait")
def test_nor_is_the_second_of_two_waiting_writers(kata, run, clock):
    """Two writers wait, and the first one gets in. When he has left, the second one is still a
    waiting writer: no reader who comes from then on, to others who are reading, is in before
    him."""
    lock = kata.ReadWriteLock()
    events = []

    def busy_reader():
        with lock.reading():
            clock.sleep(10)
        clock.sleep(5)
        with lock.reading():
            clock.sleep(10)

    def first_writer():
        clock.sleep(1)
        with lock.writing():
            clock.sleep(10)

    def second_writer():
        clock.sleep(2)
        with lock.writing():
            events.append("written")

    def late_reader():
        clock.sleep(25)
        with lock.reading():
            events.append("read")

    run(busy_reader, first_writer, second_writer, late_reader)
    assert events == ["written", "read"]


def test_a_reader_who_fails_leaves(kata, run):
    """A reader's block raises an exception. It comes out of the block, the same object, and a
    writer gets in, who may be waiting already."""
    lock = kata.ReadWriteLock()
    error = LookupError("no such city")
    written = []

    def reader():
        with pytest.raises(LookupError) as caught, lock.reading():
            raise error
        assert caught.value is error

    def writer():
        with lock.writing():
            written.append("delay")

    run(reader, writer)
    assert written == ["delay"]


def test_a_writer_who_fails_leaves(kata, run):
    """A writer's block raises an exception. It comes out of the block, the same object, and a
    reader gets in, who may be waiting already."""
    lock = kata.ReadWriteLock()
    error = LookupError("no such city")
    read = []

    def writer():
        with pytest.raises(LookupError) as caught, lock.writing():
            raise error
        assert caught.value is error

    def reader():
        with lock.reading():
            read.append("timetable")

    run(writer, reader)
    assert read == ["timetable"]


def test_who_exits_leaves(kata):
    """A reader's block ends with sys.exit(), and a writer's does. That raises SystemExit, which is
    no subclass of Exception. It comes out of the block, and nobody is in any more."""
    lock = kata.ReadWriteLock()
    for block in (lock.reading, lock.writing):
        with pytest.raises(SystemExit), block():
            raise SystemExit
        with lock.writing():
            pass


def test_two_locks_do_not_wait_for_each_other(kata, run):
    """While somebody writes under one lock, others read and write under another one."""
    lock = kata.ReadWriteLock()
    other = kata.ReadWriteLock()

    def use_the_other():
        with other.reading():
            pass
        with other.writing():
            pass

    with lock.writing():
        run(use_the_other)
