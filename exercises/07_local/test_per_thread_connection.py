"""What connections promise. One requirement a test."""

from __future__ import annotations

import threading

import pytest


class Connection:
    """A connection that remembers how often it was closed."""

    def __init__(self):
        self.closed = 0

    def close(self):
        self.closed += 1


def test_nothing_is_made_before_it_is_needed(kata):
    """connect() is called by the first get(), not before."""
    made = []

    def connect():
        made.append(Connection())
        return made[-1]

    connections = kata.Connections(connect)
    assert made == []
    assert connections.get() is made[0]


def test_a_thread_keeps_its_connection(kata):
    """A thread that asks again gets the same connection."""
    connections = kata.Connections(Connection)
    first = connections.get()
    assert connections.get() is first
    assert connections.get() is first


def test_each_thread_has_its_own(kata, run):
    """Two threads ask at the same time, twice each. Each of them gets its own connection, the same
    both times."""
    connections = kata.Connections(Connection)
    got = []

    def ask():
        connection = connections.get()
        assert connections.get() is connection
        got.append(connection)

    run(ask, ask)
    assert got[0] is not got[1]


def test_two_threads_of_the_same_name(kata):
    """Two threads bear the same name, as any two threads may. Each has a connection of its own."""
    connections = kata.Connections(Connection)
    got = []

    def ask():
        got.append(connections.get())

    threads = [threading.Thread(target=ask, name="worker") for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got[0] is not got[1]


@pytest.mark.threads_only("the identity of a thread is used again on real threads only")
def test_a_new_thread_gets_a_new_connection(kata, run):
    """One thread after another asks, each when the one before has ended. None of them gets the
    connection of a former one."""
    connections = kata.Connections(Connection)
    got = []
    for _ in range(20):
        run(lambda: got.append(connections.get()))
    assert len(set(got)) == 20


def test_two_threads_connect_at_the_same_time(kata, run):
    """connect() may take long: while one thread is in it, another can be in it as well."""
    meeting = threading.Barrier(2)

    def connect():
        meeting.wait()
        return Connection()

    connections = kata.Connections(connect)
    run(connections.get, connections.get)


def test_nobody_waits_for_another_threads_connect(kata, run):
    """While one thread is connecting, which takes long, another one gets the connection that it
    has, and closes it."""
    others_are_done = threading.Event()
    connecting = threading.Event()
    made = []

    def connect():
        if made:
            connecting.set()
            others_are_done.wait()
        made.append(Connection())
        return made[-1]

    connections = kata.Connections(connect)
    mine = connections.get()
    thread = threading.Thread(target=connections.get)
    thread.start()
    connecting.wait()
    assert connections.get() is mine
    connections.close_all()
    assert mine.closed == 1
    others_are_done.set()
    thread.join()


def test_all_connections_are_closed(kata, run):
    """Two threads ask at the same time, and end. close_all() closes their connections and the
    caller's, once each: none is forgotten."""
    connections = kata.Connections(Connection)
    got = [connections.get()]

    def ask():
        got.append(connections.get())

    run(ask, ask)
    connections.close_all()
    assert [connection.closed for connection in got] == [1, 1, 1]


@pytest.mark.threads_only("what a thread has in a local is let go at its end on real threads only")
def test_a_thread_that_has_ended_leaves_a_connection(kata, run):
    """A thread asks for a connection and ends, and nobody else holds on to that. It is closed by
    close_all() all the same."""
    closed = []

    class Noting:
        def close(self):
            closed.append("closed")

    connections = kata.Connections(Noting)

    def ask():
        connections.get()

    run(ask)
    connections.close_all()
    assert closed == ["closed"]


def test_closing_again_closes_nothing_twice(kata):
    """A second close_all() does nothing to connections that the first one has closed."""
    connections = kata.Connections(Connection)
    connection = connections.get()
    connections.close_all()
    connections.close_all()
    assert connection.closed == 1


def test_with_no_connections_there_is_nothing_to_close(kata):
    """close_all() may be called before anybody has asked for a connection."""
    connections = kata.Connections(Connection)
    connections.close_all()
    assert connections.get().closed == 0


def test_a_thread_may_close_without_having_asked(kata, run):
    """A thread that has no connection of its own closes those of the others."""
    connections = kata.Connections(Connection)
    connection = connections.get()
    run(connections.close_all)
    assert connection.closed == 1


def test_two_threads_close_at_the_same_time(kata, run):
    """Two threads call close_all() at the same time. Every connection is closed, and only once."""
    connections = kata.Connections(Connection)
    got = [connections.get()]
    run(lambda: got.append(connections.get()))
    run(connections.close_all, connections.close_all)
    assert [connection.closed for connection in got] == [1, 1]


def test_a_connection_made_meanwhile_is_not_forgotten(kata, run):
    """A thread asks while another closes all. Whichever was first: the next close_all() leaves
    nothing open, and nothing has been closed twice."""
    connections = kata.Connections(Connection)
    got = [connections.get()]

    def ask():
        got.append(connections.get())

    run(ask, connections.close_all)
    assert got[0].closed == 1
    connections.close_all()
    assert [connection.closed for connection in got] == [1, 1]


def test_after_closing_there_is_a_new_one(kata):
    """After close_all() the thread that called it gets a new, open connection, and keeps that."""
    connections = kata.Connections(Connection)
    former = connections.get()
    connections.close_all()
    connection = connections.get()
    assert connection is not former
    assert connection.closed == 0
    assert connections.get() is connection
    connections.close_all()
    assert (former.closed, connection.closed) == (1, 1)


def test_no_thread_keeps_a_closed_one(kata, run):
    """A thread has a connection when another one closes all. It is given a new, open one after
    that."""
    connections = kata.Connections(Connection)
    former = connections.get()
    run(connections.close_all)
    connection = connections.get()
    assert connection is not former
    assert connection.closed == 0
    connections.close_all()
    assert (former.closed, connection.closed) == (1, 1)


def test_asking_while_others_close(kata, run):
    """A thread asks while another one closes all, and asks twice more when that is over. What it
    gets then is one open connection, the same both times."""
    connections = kata.Connections(Connection)
    is_closed = threading.Event()
    got = []

    def ask():
        connections.get()
        is_closed.wait()
        got.append(connections.get())
        got.append(connections.get())

    def close():
        connections.close_all()
        is_closed.set()

    run(ask, close)
    assert got[0] is got[1]
    assert got[0].closed == 0


def test_a_failed_connect_is_tried_again(kata):
    """connect() raises: so does get(), with the same exception. The next get() connects anew."""
    error = OSError("no answer")
    results = [error, Connection()]

    def connect():
        result = results.pop(0)
        if isinstance(result, OSError):
            raise result
        return result

    connections = kata.Connections(connect)
    with pytest.raises(OSError) as caught:
        connections.get()
    assert caught.value is error
    connection = connections.get()
    connections.close_all()
    assert connection.closed == 1


def test_two_objects_have_nothing_in_common(kata):
    """Two Connections objects have connections of their own, in the same thread, too."""
    first, second = kata.Connections(Connection), kata.Connections(Connection)
    mine = first.get()
    other = second.get()
    assert other is not mine
    second.close_all()
    assert (mine.closed, other.closed) == (0, 1)
    assert first.get() is mine
