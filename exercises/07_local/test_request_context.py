"""What a request context promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_nobody_has_a_user_at_first(kata, run):
    """Where no user was set, `user` is None: in the thread that made the context, and in any
    other."""
    context = kata.RequestContext()
    seen = [context.user]
    run(lambda: seen.append(context.user))
    assert seen == [None, None]


def test_a_block_has_a_user(kata):
    """Within the block `user` is the name, and after it None again."""
    context = kata.RequestContext()
    with context.as_user("ada"):
        assert context.user == "ada"
    assert context.user is None


def test_the_user_changes_when_the_block_is_entered(kata):
    """as_user() alone changes nothing: the block begins with `with`."""
    context = kata.RequestContext()
    block = context.as_user("ada")
    assert context.user is None
    with block:
        assert context.user == "ada"


def test_blocks_may_be_nested(kata):
    """After an inner block the user is that of the outer one again."""
    context = kata.RequestContext()
    with context.as_user("ada"):
        with context.as_user("bo"):
            assert context.user == "bo"
            with context.as_user("ada"):
                assert context.user == "ada"
            assert context.user == "bo"
        assert context.user == "ada"
    assert context.user is None


def test_what_was_there_when_the_block_was_entered(kata):
    """A block is made first and entered later, within another one. After it the user is that of the
    block around it, not of the moment at which it was made."""
    context = kata.RequestContext()
    block = context.as_user("bo")
    with context.as_user("ada"):
        with block:
            assert context.user == "bo"
        assert context.user == "ada"
    assert context.user is None


def test_an_empty_name_is_a_name(kata):
    """A user's name may be the empty string. That is not the same as no user."""
    context = kata.RequestContext()
    with context.as_user(""):
        assert context.user == ""
        with context.as_user("bo"):
            assert context.user == "bo"
        assert context.user == ""
    assert context.user is None


def test_an_exception_ends_a_block_as_well(kata):
    """A block that is left by an exception, be it ValueError or SystemExit, puts back the former
    user, and the exception goes on."""
    context = kata.RequestContext()
    for error in (ValueError("cannot answer"), SystemExit("no")):
        with context.as_user("ada"):
            with pytest.raises(type(error)) as caught, context.as_user("bo"):
                raise error
            assert caught.value is error
            assert context.user == "ada"
        assert context.user is None


def test_user_is_read_only(kata):
    """`user` cannot be assigned: it changes with a block, and with nothing else."""
    context = kata.RequestContext()
    with pytest.raises(AttributeError):
        context.user = "eve"
    assert context.user is None


def test_two_threads_have_two_users(kata, run):
    """Two threads are in a block at the same time. Each of them sees its own user."""
    context = kata.RequestContext()
    seen = []

    def handle(name):
        with context.as_user(name):
            seen.append((name, context.user))
        seen.append((None, context.user))

    run(lambda: handle("ada"), lambda: handle("bo"))
    assert set(seen) == {("ada", "ada"), ("bo", "bo"), (None, None)}


def test_two_threads_of_the_same_name(kata, threading):
    """Two threads bear the same name, as any two threads may. They are two all the same."""
    context = kata.RequestContext()
    meeting = threading.Barrier(2)
    seen = []

    def handle(name):
        with context.as_user(name):
            meeting.wait()
            seen.append((name, context.user))

    threads = [
        threading.Thread(target=handle, name="worker", args=(name,)) for name in ("ada", "bo")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [("ada", "ada"), ("bo", "bo")]


def test_threads_are_in_their_blocks_at_the_same_time(kata, run, threading):
    """Nobody waits for another thread's block to end."""
    context = kata.RequestContext()
    meeting = threading.Barrier(2)

    def handle(name):
        with context.as_user(name):
            meeting.wait()
            assert context.user == name

    run(lambda: handle("ada"), lambda: handle("bo"))


def test_a_thread_does_not_inherit_a_user(kata, run):
    """A thread that is started within a block has no user: the block is its creator's."""
    context = kata.RequestContext()
    seen = []
    with context.as_user("ada"):
        run(lambda: seen.append(context.user))
    assert seen == [None]


def test_another_threads_block_ends_first(kata, run, threading):
    """One thread's block is still going on when another thread's ends. It keeps its user."""
    context = kata.RequestContext()
    in_block, other_is_done = threading.Event(), threading.Event()
    seen = []

    def long():
        with context.as_user("ada"):
            in_block.set()
            other_is_done.wait()
            seen.append(context.user)

    def short():
        in_block.wait()
        with context.as_user("bo"):
            pass
        other_is_done.set()

    run(long, short)
    assert seen == ["ada"]


def test_two_contexts_have_nothing_in_common(kata):
    """A user that is set in one context is not seen in another one."""
    first, second = kata.RequestContext(), kata.RequestContext()
    with first.as_user("ada"):
        assert second.user is None
        with second.as_user("bo"):
            assert first.user == "ada"
            assert second.user == "bo"
        assert first.user == "ada"
