"""What the search for all interleavings that matter finds is what there is."""

from __future__ import annotations

from math import factorial
from typing import Any

import pytest
from enumeration import NAME, Subject, TooMany, compare, enumerate_all, reduce
from hypothesis import HealthCheck, assume, given, settings
from programs import HEAD, assemble, programs
from thoroughness import THOROUGH

from threadkata.model.operation import Operation
from threadkata.model.scheduler import Scheduler
from threadkata.search import dpor

#: Runs that a program made up may take: small in the usual profile, so that many are tried.
LIMIT = 600 if THOROUGH else 100
#: Runs that a program written down here may take.
PLENTY = 20_000


def two(main: str, other: str, *more: str, prelude: str = "") -> str:
    """A program of one statement in each thread, the main thread's first."""
    bodies = [[statement] if statement else [] for statement in (main, other, *more)]
    return assemble(bodies, join=False, prelude=prelude)


def assert_same(source: str, *, hasty: bool = False) -> None:
    """Source-DPOR finds exactly what enumeration finds, in no more runs."""
    reduced = reduce(Subject(source, hasty=hasty), PLENTY)
    everything = enumerate_all(Subject(source, hasty=hasty), PLENTY)
    assert reduced.exhausted
    assert reduced.outcomes == everything.outcomes, source
    assert reduced.runs <= everything.runs


# ---------------------------------------------------------------------- made-up programs


def check(source: str, *, hasty: bool) -> None:
    try:
        reduced, found = compare(source, hasty=hasty, limit=LIMIT)
    except TooMany:
        assume(False)
    assert reduced.exhausted
    assert found.outcomes <= reduced.outcomes, f"missed in\n{source}"
    if found.exhausted:
        assert reduced.outcomes == found.outcomes, f"made up in\n{source}"
        assert reduced.runs <= found.runs, f"more runs than there are for\n{source}"
    assert len(set(reduced.classes)) == len(reduced.classes), f"a class was run twice in\n{source}"


made_up = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@made_up
@given(programs())
def test_all_outcomes_are_found_in_patient_time(source: str) -> None:
    check(source, hasty=False)


@made_up
@given(programs())
def test_all_outcomes_are_found_in_hasty_time(source: str) -> None:
    check(source, hasty=True)


# ---------------------------------------------------------------------- how many there are


def _count(source: str) -> int:
    result = reduce(Subject(source), PLENTY)
    assert result.exhausted
    return result.runs


def _started(functions: list[str], count: int, prelude: list[str]) -> str:
    lines = [HEAD + "def main():", *(f"    {line}" for line in prelude)]
    for function in functions:
        lines += [f"    {line}" for line in function.splitlines()]
    lines += [
        f"    threads = [threading.Thread(target=work, args=(i,)) for i in range({count})]",
        "    for thread in threads: thread.start()",
        "    for thread in threads: thread.join()",
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("threads", [2, 3, 4])
def test_a_locked_counter_has_one_interleaving_for_each_order_of_its_threads(threads: int) -> None:
    work = "def work(i):\n    with lock:\n        box.n += 1"
    source = _started([work], threads, ["box, lock = Box(), threading.Lock()"])
    assert _count(source) == factorial(threads)


@pytest.mark.parametrize("threads", [2, 3, 4])
def test_threads_that_share_nothing_have_one_interleaving(threads: int) -> None:
    work = "def work(i):\n    boxes[i].n += 1\n    boxes[i].n += 1"
    assert _count(_started([work], threads, [f"boxes = [Box() for _ in range({threads})]"])) == 1


@pytest.mark.parametrize(("threads", "most"), [(2, 3), (3, 7), (4, 15), (5, 31)])
def test_philosophers_have_as_few_interleavings_as_known(threads: int, most: int) -> None:
    work = (
        f"def work(i):\n    left, right = sorted((i, (i + 1) % {threads}))\n"
        "    with forks[left], forks[right]:\n        pass"
    )
    forks = f"forks = [threading.Lock() for _ in range({threads})]"
    assert _count(_started([work], threads, [forks])) <= most


@pytest.mark.parametrize(("threads", "most"), [(2, 2), (3, 12), (4, 144)])
def test_a_barrier_has_as_few_interleavings_as_known(threads: int, most: int) -> None:
    source = _started(
        ["def work(i):\n    barrier.wait()"], threads, [f"barrier = threading.Barrier({threads})"]
    )
    assert _count(source) <= most


BUFFER = """\
class Buffer:
    def __init__(self):
        self.items = []
        self.changed = threading.Condition()

    def put(self, item):
        with self.changed:
            while len(self.items) == 1:
                self.changed.wait()
            self.items.append(item)
            self.changed.notify_all()

    def take(self):
        with self.changed:
            while not self.items:
                self.changed.wait()
            self.changed.notify_all()
            return self.items.pop()
"""


@pytest.mark.parametrize(("pairs", "items", "most"), [(1, 2, 8), (2, 1, 80)])
def test_a_buffer_has_as_few_interleavings_as_known(pairs: int, items: int, most: int) -> None:
    work = (
        f"def work(i):\n    for item in range({items}):\n"
        "        if i % 2:\n            buffer.put(item)\n"
        "        else:\n            buffer.take()"
    )
    assert _count(_started([BUFFER, work], 2 * pairs, ["buffer = Buffer()"])) <= most


# ---------------------------------------------------------------------- what was once missed


def test_objects_are_known_by_the_same_name_in_every_run() -> None:
    made = "own = Box()\nown.n = box.n\nbox.n = own.n + 1\nnote(own.n)"
    assert_same(two(made, made))


def test_an_acquire_is_raced_with_the_acquire_before() -> None:
    section = "with lock:\n    box.n += {}\n    note(box.n)"
    assert_same(two(section.format(1), section.format(2)))


def test_two_calls_on_one_semaphore_are_raced() -> None:
    assert_same(two("note(one.acquire(blocking=False))", "note(one.acquire(blocking=False))"))


def test_two_calls_on_one_barrier_are_raced() -> None:
    assert_same(two("note(barrier.wait())", "note(barrier.wait())"))


TAKE = "with ready:\n    if not items:\n        ready.wait()\n    note(items.pop())"
PUT = "with ready:\n    items.append(1)\n    ready.notify()"


def test_a_condition_takes_its_lock_back_in_a_step_of_its_own() -> None:
    assert_same(two(TAKE, PUT, TAKE, prelude="items.clear()"))


def test_callbacks_that_append_to_one_list_are_tried_in_both_orders() -> None:
    source = two("items.append(1)", "items.append(2)")
    states = {outcome[-1] for outcome in reduce(Subject(source), PLENTY).outcomes}
    assert states == {("{'n': 0, 'flag': False}", f"[7, {a}, {b}]") for a, b in ((1, 2), (2, 1))}


NOTED_BARRIER = "crowd = threading.Barrier(1, lambda: setattr(box, 'n', 1))"
TRY_NEXT = "note(next(words))"

#: Programs each of which had an outcome that was missed: name, source, hasty.
ONCE_MISSED: list[tuple[str, str, bool]] = [
    (
        "two sleepers wake at one moment",
        two(
            "time.sleep(1)\nitems.append(1)\nnote(len(items))",
            "time.sleep(1)\nitems.append(2)\nnote(len(items))",
        ),
        False,
    ),
    (
        "a wait times out when what it waits for comes",
        two("note(event.wait(1))", "time.sleep(1)\nevent.set()"),
        False,
    ),
    (
        "a timed acquire comes first although it also could have run out",
        two("lock.acquire()\ntime.sleep(1)\nlock.release()", "note(lock.acquire(timeout=1))"),
        False,
    ),
    (
        "notify without the lock fails unless somebody holds it",
        two("with lock:\n    box.n = 1", "over_lock.notify()\nnote('notified')"),
        False,
    ),
    (
        "a release that fails can come after an acquire",
        two(
            "lock.release()",
            "box.n += 1\nwith lock:\n    box.n += 1\n    lock.release()",
        ),
        False,
    ),
    (
        "a wait that fails can come after an acquire",
        two("over_lock.wait(0.1)", "box.n += 1\nwith lock:\n    box.n += 1"),
        False,
    ),
    ("whether a lock is taken", two("with lock:\n    note(1)", "note(lock.locked())"), False),
    (
        "a timed acquire runs out before a release that it could not come before",
        two("with lock:\n    box.n = 1", "note(box.n)\nnote(lock.acquire(timeout=1))"),
        True,
    ),
    (
        "a timed wait that runs out moves the clock",
        two("note(lock.acquire(timeout=1))", "note(time.monotonic())", prelude="lock.acquire()"),
        True,
    ),
    (
        "deleting an item of a list moves those after it",
        two("del items[0]", "note(items[1])", prelude="items += [8, 9]"),
        False,
    ),
    (
        "a comparison looks into inner lists",
        two("grid[0][0] = 5", "note(grid == [[5], [1]])"),
        False,
    ),
    ("formatting looks into inner lists", two("grid[0][0] = 5", "note(f'{grid}')"), False),
    (
        "a function looks into inner lists",
        two("grid[0].append(5)", "note(sum(map(len, grid)), str(grid))"),
        False,
    ),
    (
        "a comparison looks into a tuple's lists",
        two("items.append(8)", "note(pair == ([7], 1))", prelude="pair = (items, 1)"),
        False,
    ),
    ("a generator is busy while its code runs", two(TRY_NEXT, TRY_NEXT), False),
    (
        "a list is empty while it is sorted",
        two(
            "items.sort(key=lambda item: item + box.n)\nbox.n = 0",
            "note(len(items))",
            prelude="items += [5]",
        ),
        False,
    ),
    (
        "a list changes while its items are compared",
        two(
            "seen.remove(Same())",
            "seen.pop(0)",
            prelude="class Same:\n    def __eq__(self, other):\n        box.n += 1\n"
            "        return self is other\nseen = [Same(), Same()]",
        ),
        False,
    ),
    (
        "a barrier is not done before its action is",
        two("note(crowd.n_waiting)", "crowd.wait()", prelude=NOTED_BARRIER),
        False,
    ),
    (
        "a view made before there were threads looks into its dictionary",
        two("table['a'] = 1", "note(len(views))"),
        False,
    ),
    (
        "vars looks into its object",
        two("box.extra = 1", "note(len(vars(box)))"),
        False,
    ),
    (
        "identity numbers of threads do not depend on the order in which they start",
        two(
            "child = threading.Thread(target=lambda: note(threading.get_ident()))\nchild.start()",
            "child = threading.Thread(target=lambda: note(threading.get_ident()))\nchild.start()",
        ),
        False,
    ),
]


@pytest.mark.parametrize(
    ("source", "hasty"), [pytest.param(s, h, id=name) for name, s, h in ONCE_MISSED]
)
def test_an_outcome_that_was_once_missed_is_found(source: str, hasty: bool) -> None:
    assert_same(source, hasty=hasty)


def test_who_lives_may_be_asked_when_all_have_ended() -> None:
    source = two(
        "",
        "gun = threading.Event()\n"
        "threads = [threading.Thread(target=lambda: (gun.wait(), items.append(8)))"
        " for _ in range(2)]\n"
        "for thread in threads:\n    thread.start()\n"
        "gun.set()\n"
        "for thread in threads:\n    thread.join()\n"
        "note(any(thread.is_alive() for thread in threads))",
    )
    assert reduce(Subject(source), PLENTY).exhausted


#: What the second thread can log, for programs where an operation that says nothing at all would be
#: missed by enumeration as well.
LOGGED: list[tuple[str, str, set[Any]]] = [
    (
        "a tuple's list",
        two("items.append(8)", "note(pair == ([7], 1))", prelude="pair = (items, 1)"),
        {True, False},
    ),
    ("a view made before", two("table['a'] = 1", "note(len(views))"), {1, 2}),
    (
        "an iterator made before",
        two("items.append(8)", "note(next(rest, None))", prelude="rest = iter(items)\nnext(rest)"),
        {8, None},
    ),
    ("a lock's state", two("with lock:\n    box.n = 1", "note(lock.locked())"), {True, False}),
    ("an object's variables", two("box.extra = 1", "note(len(vars(box)))"), {2, 3}),
    (
        "a stream",
        two(
            "print('a', file=out)",
            "note(out.getvalue())",
            prelude="import io\nout = io.StringIO()",
        ),
        {"", "a\n"},
    ),
    (
        "a join that does not wait",
        two(
            "items.append(8)",
            "child = threading.Thread(target=lambda: box.n)\nchild.start()\nchild.join(0)\n"
            "note(child.is_alive())",
        ),
        {True, False},
    ),
    (
        "an acquire whose time is over",
        two("with lock:\n    box.n = 1", "note(lock.acquire(timeout=0))"),
        {True, False},
    ),
    (
        "the name of a thread in the log",
        two(
            "threads[0].name = 'b'",
            "logger.warning('x')",
            prelude="import logging\n"
            "class Names(logging.Handler):\n"
            "    def emit(self, record):\n"
            "        note(record.threadName == 'b')\n"
            "logger = logging.Logger('x')\n"
            "logger.addHandler(Names())",
        ),
        {True, False},
    ),
    (
        "the private condition of a semaphore",
        two(
            "with one._cond:\n    n = one._value\n    one._value = n + 1",
            "one.release()\nwith one._cond:\n    note(one._value)",
            "one.release()",
        ),
        {2, 3, 4},
    ),
    (
        "the value of a semaphore, without its condition",
        two("n = one._value\none._value = n + 1", "one.release()\nnote(one._value)"),
        {2, 3},
    ),
    ("a comparison", two("grid[0][0] = 5", "note(grid == [[5], [1]])"), {True, False}),
    *(
        (
            f"what {call} calls",
            two("", f"child = threading.{call}\nchild.start()\nnote({look})"),
            {False, True},
        )
        for call, look in {
            "Thread(target=event.set)": "event.is_set()",
            "Thread(target=lock.acquire)": "lock.locked()",
            "Thread(target=items.append, args=(1,))": "len(items) > 1",
            "Thread(target=__import__('functools').partial(items.append, 1))": "len(items) > 1",
            "Timer(0, items.append, (1,))": "len(items) > 1",
            "Timer(0, event.set)": "event.is_set()",
        }.items()
    ),
    (
        "what a barrier calls",
        two(
            "crowd.wait()",
            "note(len(items) > 1)",
            prelude="import functools\n"
            "crowd = threading.Barrier(1, functools.partial(items.append, 1))",
        ),
        {False, True},
    ),
]


@pytest.mark.parametrize(
    ("source", "values"), [pytest.param(s, v, id=name) for name, s, v in LOGGED]
)
def test_what_a_thread_looks_at_is_looked_at_before_and_after_it_changes(
    source: str, values: set[Any]
) -> None:
    outcomes = reduce(Subject(source), PLENTY).outcomes
    logs = [dict(outcome[1])[0, 1] for outcome in outcomes]
    assert {log[1][0] for log in logs} == values


def test_the_lock_under_a_condition_may_be_freed_by_a_thread_that_does_not_hold_it() -> None:
    main = """
try:
    with over_lock:
        over_lock.notify()
except RuntimeError:
    note("not held")
"""
    other = """
try:
    lock.release()
    with over_lock:
        note("through")
except RuntimeError:
    note("free")
"""
    assert_same(two(main, other))


def test_a_time_limit_counts_from_the_moment_at_which_it_is_set() -> None:
    source = two("box.n = 1\ntime.sleep(1)\nnote(time.monotonic())", "time.sleep(5)")
    assert_same(source, hasty=True)


# ---------------------------------------------------------------------- that it can fail


#: For each kind of operation, a program that needs it to say what it touches.
NEEDED = {
    "read": two("note(box.n)", "box.n = 1"),
    "write": two("note(box.n)", "box.n = 1"),
    "call": two("items.append(1)", "items.append(2)"),
    "acquire": two("with lock:\n    note(1)", "note(lock.acquire(timeout=1))", prelude="lock"),
    "try": two("with lock:\n    note(1)", "note(lock.acquire(blocking=False))"),
    "locked": two("with lock:\n    note(1)", "note(lock.locked())"),
    "notify": two("over_lock.notify()", "with lock:\n    note(1)"),
    "wait": two("note(event.wait(0.1))", "event.set()\nevent.clear()"),
    "set": two("note(event.is_set())", "event.set()"),
    "take permit": two("note(one.acquire(blocking=False))", "note(one.acquire(blocking=False))"),
    "release permit": two("one.acquire()\none.release()", "note(one.acquire(blocking=False))"),
    "put": two("jobs.put(1)", "note(jobs.qsize())"),
    "get_nowait": two("jobs.put(1)", "note(jobs.get_nowait())"),
    "barrier": two("note(barrier.wait())", "note(barrier.wait())"),
    "end": two("note(threads[0].is_alive())", "note(1)"),
}


@pytest.mark.parametrize("kind", NEEDED)
def test_the_comparison_fails_if_an_operation_hides_what_it_touches(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = Scheduler.point
    assert_same(NEEDED[kind])

    def silent(self: Scheduler, operation: Operation) -> Operation:
        if operation.kind == kind:
            operation.accesses = ()
        return point(self, operation)

    monkeypatch.setattr(Scheduler, "point", silent)
    with pytest.raises(AssertionError):
        assert_same(NEEDED[kind])


def test_the_comparison_fails_if_sleeping_threads_are_never_woken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = two("box.n += 1\nnote(box.n)", "box.n += 1\nnote(box.n)")
    assert_same(source)
    monkeypatch.setattr(dpor, "conflict", lambda one, other: False)
    with pytest.raises(AssertionError):
        assert_same(source)


def test_a_class_that_is_run_twice_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def always(one: Any, other: Any) -> bool:
        return True

    monkeypatch.setattr(dpor, "conflict", always)
    source = two("box.n += 1\nnote(items.pop())", "note(items.pop())\nbox.n += 1", "note(box.n)")
    classes = reduce(Subject(source, with_classes=True), PLENTY).classes
    assert len(set(classes)) < len(classes), NAME
