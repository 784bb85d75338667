"""The tree of all choices leads to every outcome, and to no other."""

from __future__ import annotations

import itertools

from enumeration import Outcome, Subject, TooMany, enumerate_all
from hypothesis import HealthCheck, assume, example, given, settings
from programs import assemble, programs
from thoroughness import EXAMPLES

from threadkata.search.tree import Way, every_way

#: Ways of a program made up, at the most.
LEAVES = 60


def ways_of(
    source: str, *, hasty: bool = False, leaves: int = LEAVES
) -> tuple[Way[Outcome], ...] | None:
    subject = Subject(source, hasty=hasty)
    return every_way(
        subject.world,
        subject._main,
        lambda world, ending: subject.outcome(ending),
        hasty=hasty,
        leaves=leaves,
    )


def check(source: str, *, hasty: bool) -> None:
    ways = ways_of(source, hasty=hasty)
    assume(ways is not None)
    assert ways is not None
    try:
        everything = enumerate_all(Subject(source, hasty=hasty), 600)
    except TooMany:
        assume(False)
    assert {way.found for way in ways} == everything.outcomes, source
    assert len(ways) <= everything.runs
    paths = [[choice.chosen for choice in way.choices] for way in ways]
    assert len({tuple(path) for path in paths}) == len(ways), "one way was gone twice"


#: Each takes several searches, so there are fewer of these.
made_up = settings(
    max_examples=max(10, EXAMPLES // 20),
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@made_up
@given(programs())
@example(assemble([["note(t1.is_alive())"], ["box.n = 1"]], join=False))
def test_every_outcome_is_at_the_end_of_a_way_in_patient_time(source: str) -> None:
    check(source, hasty=False)


@made_up
@given(programs())
def test_every_outcome_is_at_the_end_of_a_way_in_hasty_time(source: str) -> None:
    check(source, hasty=True)


LOST_UPDATE = assemble([[], ["box.n += 1"], ["box.n += 1"]], join=True)


def test_two_increments_have_the_ways_that_there_are() -> None:
    """Two reads and two writes in the order of their threads: four over two."""
    ways = ways_of(LOST_UPDATE)
    assert ways is not None
    assert len(ways) == 6
    assert [way.found for way in ways] == [way.found for way in ways_of(LOST_UPDATE) or ()]


def test_ways_with_the_same_beginning_stand_together_and_choose_there() -> None:
    ways = ways_of(LOST_UPDATE) or ()
    for one, other in itertools.pairwise(ways):
        shared = len(
            list(
                itertools.takewhile(
                    lambda pair: pair[0].chosen == pair[1].chosen,
                    zip(one.choices, other.choices, strict=False),
                )
            )
        )
        first, second = one.choices[shared], other.choices[shared]
        assert (first.step, first.options) == (second.step, second.options)
        assert first.options.index(first.chosen) < second.options.index(second.chosen)
        events = one.trace.events[: first.step], other.trace.events[: first.step]
        assert [(e.thread, e.kind) for e in events[0]] == [(e.thread, e.kind) for e in events[1]]
        assert one.trace.events[first.step].thread == first.chosen


def test_there_is_no_tree_of_what_is_too_large() -> None:
    many = assemble([[], *[["box.n += 1"] * 3] * 3], join=True)
    assert ways_of(many) is None
    assert ways_of(LOST_UPDATE, leaves=5) is None
    assert ways_of(LOST_UPDATE, leaves=6) is not None


def test_there_is_no_tree_of_what_has_no_end() -> None:
    assert ways_of("def main():\n    while True:\n        pass\n") is None


def test_a_moment_says_who_waits_for_whom() -> None:
    """Each holds one of two locks and wants the other one."""
    body = "with {}:\n    with {}:\n        box.n += 1"
    source = assemble(
        [[], [body.format("lock", "rlock")], [body.format("rlock", "lock")]], join=True
    )
    stuck = [way for way in ways_of(source) or () if way.found and way.found[0] == "STUCK"]
    assert stuck
    for way in stuck:
        end = way.moments[-1]
        waits = {blocked.thread: blocked.holder for blocked in end.blocked}
        assert waits[1] == 2
        assert waits[2] == 1
        assert {holder for _, holder in end.held} == {1, 2}
        assert len(way.moments) == len(way.trace.events) + 1


def test_who_was_waiting_and_goes_on_was_let_go_by_the_step_between() -> None:
    source = assemble([[], ["event.wait()"], ["event.set()"]], join=True)
    woken = 0
    for way in ways_of(source) or ():
        for event, before, after in zip(
            way.trace.events, way.moments, way.moments[1:], strict=False
        ):
            asleep = [{b.thread for b in moment.blocked if b.asleep} for moment in (before, after)]
            if asleep[0] - asleep[1]:
                woken += 1
                assert event.kind == "set"
    assert woken == 1
