"""What meet promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest

PATIENT = "seconds pass, which virtual time can do at once and in a known order"


class PowerCut(BaseException):
    """What is neither an Exception nor a SystemExit."""


def test_a_single_party_has_met(kata):
    """At a barrier for one, nobody is missing."""
    barrier = threading.Barrier(1)
    assert kata.meet(barrier, None) == "met"
    assert kata.meet(barrier, 0) == "met"


def test_two_meet(kata, run):
    """Two come to a barrier for two. Both are told that they have met."""
    barrier = threading.Barrier(2)
    results = []

    def party():
        results.append(kata.meet(barrier, None))

    run(party, party)
    assert results == ["met", "met"]


@pytest.mark.hasty
def test_nobody_goes_on_alone(kata, run):
    """Nobody has met before the other has come."""
    barrier = threading.Barrier(2)
    events = []

    def party():
        events.append("comes")
        kata.meet(barrier, None)
        events.append("has met")

    run(party, party)
    assert events == ["comes", "comes", "has met", "has met"]


def test_they_meet_again(kata, run):
    """The same two meet twice at the same barrier."""
    barrier = threading.Barrier(2)
    results = []

    def party():
        results.append([kata.meet(barrier, None), kata.meet(barrier, None)])

    run(party, party)
    assert results == [["met", "met"], ["met", "met"]]


def test_nobody_comes(kata):
    """Somebody waits for another who does not come. When the time is over, that is "late"."""
    barrier = threading.Barrier(2)
    assert kata.meet(barrier, 0) == "late"
    assert kata.meet(barrier, 0.01) == "late"


def test_the_barrier_can_be_used_after_somebody_was_late(kata, run):
    """Somebody was late. After that two can meet at the same barrier."""
    barrier = threading.Barrier(2)
    assert kata.meet(barrier, 0) == "late"
    results = []

    def party():
        results.append(kata.meet(barrier, None))

    run(party, party)
    assert results == ["met", "met"]


@pytest.mark.model_only(PATIENT)
def test_it_waits_as_long_as_it_may(kata, run, clock):
    """The other comes after fifty seconds of sixty. They meet."""
    barrier = threading.Barrier(2)
    results = []

    def waiting():
        results.append(kata.meet(barrier, 60))

    def slow():
        clock.sleep(50)
        results.append(kata.meet(barrier, 60))

    run(waiting, slow)
    assert results == ["met", "met"]


@pytest.mark.model_only(PATIENT)
def test_it_does_not_wait_longer(kata, clock):
    """Who is late is told so when the time is over, not sooner and not later."""
    barrier = threading.Barrier(2)
    begin = clock.now()
    assert kata.meet(barrier, 60) == "late"
    assert clock.now() == begin + 60


@pytest.mark.model_only(PATIENT)
def test_the_others_are_told_at_once(kata, run, clock):
    """Two wait for a third, one of them for ten seconds and the other for a minute. After ten
    seconds the one is late, and the other gets "broken", at the same moment."""
    barrier = threading.Barrier(3)
    begin = clock.now()
    results = {}

    def hasty():
        results["hasty"] = kata.meet(barrier, 10), clock.now() - begin

    def patient():
        results["patient"] = kata.meet(barrier, 60), clock.now() - begin

    run(hasty, patient)
    assert results == {"hasty": ("late", 10), "patient": ("broken", 10)}


@pytest.mark.model_only(PATIENT)
def test_who_has_met_is_not_late(kata, run, clock):
    """All have come in time, but the barrier's action takes a minute, and meanwhile the ten seconds
    of one of them are over. Both have met."""
    barrier = threading.Barrier(2, lambda: clock.sleep(60))
    results = []

    def party():
        results.append(kata.meet(barrier, 10))

    run(party, party)
    assert results == ["met", "met"]


@pytest.mark.model_only(PATIENT)
def test_without_a_limit_nobody_is_late(kata, run):
    """One waits for a minute, the other has set no limit. The first is late, the other is not: for
    it the meeting is broken."""
    barrier = threading.Barrier(3)
    results = {}

    def limited():
        results["limited"] = kata.meet(barrier, 60)

    def unlimited():
        results["unlimited"] = kata.meet(barrier, None)

    run(limited, unlimited)
    assert results == {"limited": "late", "unlimited": "broken"}


@pytest.mark.model_only(PATIENT)
def test_who_was_late_may_come_again_at_once(kata, run):
    """Two wait for a third. One is late and comes back at once, while the other, who is told that
    it is broken, may still be on its way out. That one does not disturb the second try, which ends
    only when its own time is over."""
    barrier = threading.Barrier(3)
    results = {}

    def hasty():
        results["hasty"] = [kata.meet(barrier, 10), kata.meet(barrier, 5)]

    def patient():
        results["patient"] = [kata.meet(barrier, 60)]

    run(hasty, patient)
    assert results == {"hasty": ["late", "late"], "patient": ["broken"]}


@pytest.mark.model_only(PATIENT)
def test_who_was_told_may_come_again_at_once(kata, run):
    """Two wait for a third. One is late; the other is told that it is broken, and comes back at
    once, while the first may still be on its way out. It is not disturbed by that."""
    barrier = threading.Barrier(3)
    results = {}

    def hasty():
        results["hasty"] = [kata.meet(barrier, 10)]

    def patient():
        results["patient"] = [kata.meet(barrier, 60), kata.meet(barrier, 5)]

    run(hasty, patient)
    assert results == {"hasty": ["late"], "patient": ["broken", "late"]}


@pytest.mark.model_only(PATIENT)
def test_two_are_late_at_the_same_moment(kata, run):
    """The time of two parties runs out at the same moment, and one of them comes back at once. One
    was late, the other late or broken; and nobody calls off the second try."""
    barrier = threading.Barrier(3)
    results = {}

    def once():
        results["once"] = kata.meet(barrier, 10)

    def twice():
        results["twice"] = kata.meet(barrier, 10)
        results["again"] = kata.meet(barrier, 5)

    run(once, twice)
    assert sorted([results["once"], results["twice"]]) in (["late", "late"], ["broken", "late"])
    assert results["again"] == "late"


@pytest.mark.model_only(PATIENT)
def test_an_abort_is_no_lateness(kata, run, clock):
    """Somebody calls barrier.abort() while another waits. That one gets "broken". After that
    the barrier can be used again: somebody who comes, and meets nobody, is late."""
    barrier = threading.Barrier(2)
    results = []

    def waiting():
        results.append(kata.meet(barrier, 60))

    def calling_off():
        clock.sleep(30)
        barrier.abort()

    run(waiting, calling_off)
    assert results == ["broken"]
    assert kata.meet(barrier, 0) == "late"


def test_an_action_that_raises(kata, run):
    """The barrier's action raises. The thread that called it gets that exception out of meet(), and
    the other one gets "broken". After that the barrier can be used again: somebody who comes, and
    meets nobody, is late."""
    errors = [TimeoutError("the level does not load")]

    def action():
        if errors:
            raise errors.pop()

    barrier = threading.Barrier(2, action)
    results = []

    def party():
        try:
            results.append(kata.meet(barrier, None))
        except TimeoutError as error:
            results.append(str(error))

    run(party, party)
    assert sorted(results) == ["broken", "the level does not load"]
    assert kata.meet(barrier, 0) == "late"


def test_an_action_that_raises_at_a_barrier_for_one(kata):
    """The action raises, whatever it is, and there is nobody else to mend the barrier. It can be
    used again."""
    errors = [PowerCut()]

    def action():
        if errors:
            raise errors.pop()

    barrier = threading.Barrier(1, action)
    with pytest.raises(PowerCut):
        kata.meet(barrier, None)
    assert kata.meet(barrier, None) == "met"
