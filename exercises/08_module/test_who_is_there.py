"""What a census of the threads promises. One requirement a test."""

from __future__ import annotations

import _thread
import sys
import threading
from concurrent.futures import Future

import pytest


def test_the_main_thread_asks(kata):
    """In the main thread, `me` and `main` are both the main thread's name, and it is alive."""
    name = threading.main_thread().name
    census = kata.describe()
    assert (census.me, census.main) == (name, name)
    assert name in census.alive


def test_the_main_thread_may_have_another_name(kata, run):
    """A program has given its main thread a name of its own. That is the one in the census,
    whoever asks."""
    main = threading.main_thread()
    former, main.name = main.name, "server"
    censuses = []

    def ask():
        censuses.append(kata.describe())

    try:
        ask()
        run(ask)
    finally:
        main.name = former
    assert [census.main for census in censuses] == ["server", "server"]
    assert all("server" in census.alive for census in censuses)


def test_another_thread_asks(kata, run):
    """In any other thread `me` is the name of that thread; `main` is the main thread's as before,
    and both of them are alive."""

    def ask():
        name = threading.current_thread().name
        main = threading.main_thread().name
        census = kata.describe()
        assert census.me == name
        assert census.main == main
        assert name in census.alive
        assert main in census.alive

    run(ask)


def test_only_who_has_started_and_not_ended_is_alive(kata):
    """A thread is alive from its start to its end: neither one that is yet to be started nor one
    that has ended is in the census."""
    go_home = threading.Event()
    early = threading.Thread(target=int, name="early")
    early.start()
    early.join()
    working = threading.Thread(target=go_home.wait, name="working", daemon=True)
    working.start()
    late = threading.Thread(target=go_home.wait, name="late", daemon=True)
    try:
        names = kata.describe().alive
        assert "working" in names
        assert "early" not in names
        assert late.name not in names
    finally:
        go_home.set()
        working.join()


def test_daemons_are_those_that_say_so(kata):
    """`daemons` has the names of the threads that are daemons, and no other names."""
    go_home = threading.Event()
    helper = threading.Thread(target=go_home.wait, name="helper", daemon=True)
    worker = threading.Thread(target=go_home.wait, name="worker", daemon=False)
    helper.start()
    worker.start()
    try:
        census = kata.describe()
        assert {"helper", "worker"} <= set(census.alive)
        assert "helper" in census.daemons
        assert "worker" not in census.daemons
        assert census.main not in census.daemons
    finally:
        go_home.set()
        helper.join()
        worker.join()


def test_a_daemon_asks(kata):
    """A thread that is a daemon asks. It is among the daemons itself; the main thread is not."""
    answer = Future()

    def ask():
        try:
            answer.set_result(kata.describe())
        except BaseException as error:
            answer.set_exception(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join()
    census = answer.result()
    assert thread.name in census.daemons
    assert census.main not in census.daemons


def test_every_census_is_a_new_one(kata):
    """Between two censuses a thread has come. The second one has it, the first one has not."""
    go_home = threading.Event()
    before = kata.describe()
    worker = threading.Thread(target=go_home.wait, name="worker", daemon=True)
    worker.start()
    try:
        after = kata.describe()
        assert "worker" in after.alive
        assert "worker" not in before.alive
    finally:
        go_home.set()
        worker.join()


def test_two_threads_of_the_same_name(kata):
    """Two threads are both called "worker". The census has both, each with its own number."""
    go_home = threading.Event()
    workers = [threading.Thread(target=go_home.wait, name="worker", daemon=True) for _ in range(2)]
    for worker in workers:
        worker.start()
    try:
        census = kata.describe()
        numbers = {
            ident
            for name, ident in zip(census.alive, census.idents, strict=True)
            if name == "worker"
        }
        assert numbers == {worker.ident for worker in workers}
        assert census.daemons.count("worker") == 2
    finally:
        go_home.set()
        for worker in workers:
            worker.join()


def test_the_numbers_are_the_threads_own(kata):
    """Three threads note their own numbers, as get_ident() and get_native_id() tell them. A census
    that another thread makes has the same two, at the place of each thread's name."""
    noted, go_home = threading.Semaphore(0), threading.Event()
    own = {}

    def note():
        me = threading.current_thread().name
        own[me] = (threading.get_ident(), threading.get_native_id())
        noted.release()
        go_home.wait()

    # Started in this order, so that neither names nor numbers are in the order of the alphabet.
    workers = [threading.Thread(target=note, name=name, daemon=True) for name in ("b", "C", "a")]
    for worker in workers:
        worker.start()
        noted.acquire()
    try:
        census = kata.describe()
        for worker in workers:
            place = census.alive.index(worker.name)
            assert (census.idents[place], census.native_ids[place]) == own[worker.name]
    finally:
        go_home.set()
        for worker in workers:
            worker.join()


def test_who_asks_finds_its_own_numbers(kata, run):
    """The thread that asks is in the census with its own two numbers."""

    def ask():
        census = kata.describe()
        place = census.idents.index(threading.get_ident())
        assert census.alive[place] == census.me
        assert census.native_ids[place] == threading.get_native_id()

    run(ask)


def test_the_census_is_of_one_moment(kata, run):
    """One thread asks while another one starts and ends. Either the census has the whole of that
    thread or nothing of it: all parts fit together."""

    def ask():
        census = kata.describe()
        assert len(census.alive) == len(census.idents) == len(census.native_ids)
        assert set(census.daemons) <= set(census.alive)
        assert census.me in census.alive

    def hire():
        thread = threading.Thread(target=int, name="short-lived", daemon=True)
        thread.start()
        thread.join()

    run(ask, hire)


@pytest.mark.threads_only("it looks while the library is in the middle of start()")
def test_a_thread_whose_start_is_under_way(kata):
    """A census is made when another thread is listed already, but has not begun to run, and so has
    no numbers yet. Whatever is in `idents` and `native_ids` is a number."""
    seen = []

    def profile(frame, event, arg):
        if event == "c_call" and arg.__name__ in ("start_new_thread", "start_joinable_thread"):
            seen.append(kata.describe())

    thread = threading.Thread(target=int, daemon=True)
    former = sys.getprofile()
    sys.setprofile(profile)
    try:
        thread.start()
    finally:
        sys.setprofile(former)
    thread.join()
    (census,) = seen
    assert {type(number) for number in census.idents + census.native_ids} == {int}


@pytest.mark.model_only("on real threads the library would remember that thread for long")
def test_a_thread_that_threading_did_not_start(kata):
    """A thread that `_thread` has started, as an extension module might, asks for a census. It is
    in there itself, though nobody has asked about it before."""
    answers, answered = [], threading.Event()

    def ask():
        answers.append((kata.describe(), threading.get_ident()))
        answered.set()

    _thread.start_new_thread(ask, ())
    answered.wait()
    census, ident = answers[0]
    assert ident in census.idents
    assert census.me in census.alive


def test_a_census_does_not_change(kata):
    """A census is a record of a moment: no part of it can be assigned, and its parts are tuples,
    which do not change either."""
    census = kata.describe()
    parts = census.alive, census.daemons, census.idents, census.native_ids
    assert [type(part) for part in parts] == [tuple] * 4
    with pytest.raises(AttributeError):
        census.me = "somebody else"
