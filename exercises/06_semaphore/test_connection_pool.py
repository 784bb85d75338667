"""What a connection pool promises. One requirement a test."""

from __future__ import annotations

import contextlib
import threading

import pytest


class Connection:
    """A connection like any other: all are equal, none can be hashed, and none is true."""

    def __eq__(self, other):
        return isinstance(other, Connection)

    def __bool__(self):
        return False

    __hash__ = None


def ids(connections):
    return sorted(id(connection) for connection in connections)


def test_each_connection_is_lent_once(kata):
    """A pool of two lends out the two it was given, one after the other."""
    one, two = Connection(), Connection()
    pool = kata.ConnectionPool([one, two])
    assert ids([pool.acquire(), pool.acquire()]) == ids([one, two])


def test_a_pool_has_connections(kata):
    """A pool without connections is a ValueError."""
    with pytest.raises(ValueError):
        kata.ConnectionPool([])


def test_the_connections_come_from_any_iterable(kata):
    """The pool takes its connections from anything that can be gone through once."""
    one = Connection()
    pool = kata.ConnectionPool(iter([one]))
    assert pool.acquire() is one


def test_a_connection_can_be_lent_again(kata):
    """A connection that was given back is lent out again."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    for _ in range(3):
        assert pool.acquire() is one
        pool.release(one)


@pytest.mark.hasty
def test_acquire_waits_for_a_free_one(kata, run):
    """The only connection is lent out. Another thread gets it when it has been given back."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    events = []

    def giving():
        events.append("gives back")
        pool.release(one)

    def taking():
        assert pool.acquire() is one
        events.append("has it")

    run(taking, giving)
    assert events == ["gives back", "has it"]


def test_one_hand_at_a_time(kata, run):
    """Two threads use the only connection, and never both at once."""
    pool = kata.ConnectionPool([Connection()])
    events = []

    def user():
        connection = pool.acquire()
        events.append("takes")
        events.append("gives back")
        pool.release(connection)

    run(user, user)
    assert events == ["takes", "gives back", "takes", "gives back"]


def test_two_take_at_the_same_moment(kata, run):
    """Two threads take one of two free connections at the same moment. Each gets another one, and
    neither waits for the other to give it back."""
    one, two = Connection(), Connection()
    pool = kata.ConnectionPool([one, two])
    taken = []

    def user():
        taken.append(pool.acquire())

    run(user, user)
    assert ids(taken) == ids([one, two])


def test_one_takes_while_another_gives_back(kata, run):
    """One thread takes a connection while another gives one back, and then both are lent out once
    more: nothing is lost, and nothing is there twice."""
    one, two = Connection(), Connection()
    pool = kata.ConnectionPool([one, two])
    lent = pool.acquire()
    taken = []

    def giving():
        pool.release(lent)

    def taking():
        taken.append(pool.acquire(timeout=0))

    run(taking, giving)
    taken.append(pool.acquire(timeout=0))
    assert ids(taken) == ids([one, two])
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)


def test_both_that_wait_get_one(kata, run):
    """Two threads wait for a connection, and two connections are given back, one right after the
    other. Both threads go on."""
    one, two = Connection(), Connection()
    pool = kata.ConnectionPool([one, two])
    lent = [pool.acquire(), pool.acquire()]
    taken = []

    def taking():
        taken.append(pool.acquire())

    def giving():
        pool.release(lent[0])
        pool.release(lent[1])

    run(taking, taking, giving)
    assert ids(taken) == ids([one, two])


def test_another_thread_may_give_it_back(kata, run):
    """One thread takes the connection, another one gives it back."""
    pool = kata.ConnectionPool([Connection()])
    connection = pool.acquire()
    run(lambda: pool.release(connection))
    assert pool.acquire(timeout=0) is connection


def test_acquire_gives_up(kata):
    """No connection is free, and nobody gives one back. acquire raises TimeoutError."""
    pool = kata.ConnectionPool([Connection()])
    pool.acquire()
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0.01)


def test_giving_up_changes_nothing(kata):
    """acquire has given up, and then the connection is given back. It can be taken, once."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)
    pool.release(one)
    assert pool.acquire(timeout=0) is one
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)


@pytest.mark.model_only("seconds pass, which virtual time can do at once and in a known order")
def test_acquire_waits_as_long_as_it_may(kata, run, clock):
    """The connection is given back after fifty seconds. Somebody who waits for a minute gets it;
    somebody who waits for ten seconds gives up after ten seconds."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    begin = clock.now()
    results = {}

    def hasty():
        with pytest.raises(TimeoutError):
            pool.acquire(timeout=10)
        results["hasty"] = clock.now() - begin

    def patient():
        assert pool.acquire(timeout=60) is one
        results["patient"] = clock.now() - begin

    def giving():
        clock.sleep(50)
        pool.release(one)

    run(hasty, patient, giving)
    assert results == {"hasty": 10, "patient": 50}


@pytest.mark.model_only("seconds pass, which virtual time can do at once and in a known order")
def test_who_goes_away_empty_handed_gives_up_in_time(kata, run, clock):
    """Two threads wait for up to ten seconds each. After five seconds one connection is given back.
    One of them has it then; the other one gives up after ten seconds, and not later."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    begin = clock.now()
    results = []

    def taking():
        try:
            pool.acquire(timeout=10)
            results.append(("has it", clock.now() - begin))
        except TimeoutError:
            results.append(("gives up", clock.now() - begin))

    def giving():
        clock.sleep(5)
        pool.release(one)

    run(taking, taking, giving)
    assert results == [("has it", 5), ("gives up", 10)]


@pytest.mark.model_only("seconds pass, which virtual time can do at once and in a known order")
def test_given_back_at_the_last_moment(kata, run, clock):
    """The connection is given back at the very moment at which the time of a thread that waits runs
    out. Either that thread has it now, or it is free: it is not lost between the two."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    taken = []

    def taking():
        with contextlib.suppress(TimeoutError):
            taken.append(pool.acquire(timeout=10))

    def giving():
        clock.sleep(10)
        pool.release(one)

    run(taking, giving)
    if not taken:
        taken.append(pool.acquire(timeout=0))
    assert taken[0] is one
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)


def test_a_stranger_is_refused(kata):
    """A connection that is none of the pool's is a ValueError, though it is equal to one of them.
    It is not lent out to anybody, and the pool's own can still be given back."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    with pytest.raises(ValueError):
        pool.release(Connection())
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)
    pool.release(one)
    assert pool.acquire(timeout=0) is one


def test_two_pools_do_not_mix(kata):
    """A connection that another pool has lent out is a stranger, too: to give it back here is a
    ValueError."""
    one, other = kata.ConnectionPool([Connection()]), kata.ConnectionPool([Connection()])
    one.acquire()
    strange = other.acquire()
    with pytest.raises(ValueError):
        one.release(strange)
    with pytest.raises(TimeoutError):
        one.acquire(timeout=0)
    other.release(strange)
    assert other.acquire(timeout=0) is strange


def test_giving_back_twice_is_refused(kata):
    """A connection is given back, and then again: that is a ValueError, and the pool does not lend
    it to two threads."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    pool.release(one)
    with pytest.raises(ValueError):
        pool.release(one)
    assert pool.acquire(timeout=0) is one
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)


def test_giving_back_twice_while_another_is_lent(kata):
    """It is a ValueError as well while another connection is lent out: there are as many permits
    missing, but not for this one."""
    pool = kata.ConnectionPool([Connection(), Connection()])
    one = pool.acquire()
    other = pool.acquire()
    pool.release(one)
    with pytest.raises(ValueError):
        pool.release(one)
    assert pool.acquire(timeout=0) is one
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)
    pool.release(other)


def test_a_free_connection_cannot_be_given_back(kata):
    """One of two connections is lent out, and the other one is given back, which never was lent
    out: that is a ValueError. It is still free, and it is there once."""
    one, two = Connection(), Connection()
    pool = kata.ConnectionPool([one, two])
    free = two if pool.acquire() is one else one
    with pytest.raises(ValueError):
        pool.release(free)
    assert pool.acquire(timeout=0) is free
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)


def test_two_give_the_same_one_back(kata, run):
    """Two threads give back the same connection at the same moment. One of them gets a ValueError,
    and the connection is there once."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    refused = []

    def giving():
        try:
            pool.release(one)
        except ValueError:
            refused.append("refused")

    run(giving, giving)
    assert refused == ["refused"]
    assert pool.acquire(timeout=0) is one
    with pytest.raises(TimeoutError):
        pool.acquire(timeout=0)


def test_the_block_has_a_connection(kata):
    """The block of `with pool.connection()` has one of the pool's connections, and nobody else can
    take it meanwhile. After the block it is free."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    with pool.connection() as connection:
        assert connection is one
        with pytest.raises(TimeoutError):
            pool.acquire(timeout=0)
    assert pool.acquire(timeout=0) is one


def test_only_a_block_takes_a_connection(kata):
    """To call connection() and not to enter the block takes no connection from anybody."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.connection()
    assert pool.acquire(timeout=0) is one


def test_blocks_run_at_the_same_time(kata, run):
    """Two threads that wait for each other inside such blocks can meet, as there are two
    connections."""
    pool = kata.ConnectionPool([Connection(), Connection()])
    meeting = threading.Barrier(2)

    def user():
        with pool.connection():
            meeting.wait()

    run(user, user)


def test_a_block_waits_for_a_connection(kata, run):
    """The only connection is lent out. A block begins when it has been given back."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    pool.acquire()
    events = []

    def giving():
        events.append("gives back")
        pool.release(one)

    def user():
        with pool.connection():
            events.append("in the block")

    run(user, giving)
    assert events == ["gives back", "in the block"]


def test_a_block_that_fails_gives_it_back(kata):
    """The block ends with an exception, be it ValueError or SystemExit. It comes out of the block
    unchanged, and the connection is free."""
    one = Connection()
    pool = kata.ConnectionPool([one])
    for error in (ValueError("bad question"), SystemExit("no")):
        with pytest.raises(type(error)) as caught, pool.connection():
            raise error
        assert caught.value is error
        connection = pool.acquire(timeout=0)
        assert connection is one
        pool.release(connection)
