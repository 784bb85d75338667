"""A reported failure is as simple as it can be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from enumeration import Outcome, Subject, Threads, TooMany, enumerate_all
from graders import own_test
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from programs import assemble, programs
from thoroughness import EXAMPLES

from threadkata.model.ending import Ending
from threadkata.model.scheduler import Choose
from threadkata.model.threads import VirtualThread
from threadkata.model.world import World
from threadkata.search.pos import PartialOrderSampling
from threadkata.search.replay import Replay, Schedule
from threadkata.search.shrink import Cost, Shrunk, shrink
from threadkata.search.strategy import keep_going

ENOUGH = 1_000_000


@dataclass
class Counted:
    """Counts what the runs of another choice cost, from its definition."""

    choose: Choose
    preemptions: int = 0
    switches: int = 0
    deviations: int = 0

    def __call__(self, enabled: Threads, current: VirtualThread) -> VirtualThread | None:
        chosen = self.choose(enabled, current)
        if chosen is not current:
            self.switches += 1
            waits = current.pending.guard is not None and not current.pending.guard()
            if current in enabled and not (waits and current.pending.deadline is not None):
                self.preemptions += 1
        self.deviations += chosen is not None and chosen is not keep_going(enabled, current)
        return chosen

    @property
    def cost(self) -> Cost:
        return Cost(self.preemptions, self.switches, self.deviations)


def cheapest(subject: Subject, limit: int) -> dict[Outcome, Cost]:
    """For each outcome, the cost of the simplest of all runs that have it."""
    least: dict[Outcome, Cost] = {}
    counted = Counted(lambda enabled, current: current)
    run = subject.run

    def run_counted(choose: Choose) -> Ending:
        nonlocal counted
        counted = Counted(choose)
        ending = run(counted)
        if ending is not Ending.BEGIN_AGAIN:
            outcome = subject.outcome(ending)
            least[outcome] = min(counted.cost, least.get(outcome, counted.cost))
        return ending

    subject.run = run_counted  # type: ignore[method-assign]
    try:
        enumerate_all(subject, limit)
    finally:
        subject.run = run  # type: ignore[method-assign]
    return least


def shrunk(subject: Subject, seed: int, **limits: int) -> tuple[Outcome, Cost, Shrunk[Outcome]]:
    """The outcome of a random run, what that cost, and the simplest run with the same outcome."""
    strategy = PartialOrderSampling(ENOUGH, seed)
    for _ in range(3):
        strategy.begin_run()
        first = Counted(strategy.choose)
        ending = subject.run(first)
        if ending is not Ending.BEGIN_AGAIN:
            break
    wanted = subject.outcome(ending)

    def fails(choose: Choose) -> Outcome | None:
        outcome = subject.outcome(subject.run(choose))
        return outcome if outcome == wanted else None

    with subject.world.many_runs():
        simplest = shrink(fails, subject.world.scheduler, **limits)
    assert simplest is not None
    return wanted, first.cost, simplest


def replayed(subject: Subject, schedule: Schedule) -> tuple[Outcome, Cost]:
    strategy = Replay(schedule)
    strategy.begin_run()
    counted = Counted(strategy.choose)
    outcome = subject.outcome(subject.run(counted))
    strategy.end_run(subject.world.scheduler)
    assert strategy.fits
    return outcome, counted.cost


def check(source: str, seed: int, *, hasty: bool, limit: int) -> None:
    """Without a limit the simplest run is found; with one, none that is worse than the first."""
    subject = Subject(source, hasty=hasty)
    try:
        least = cheapest(subject, limit)
    except TooMany:
        assume(False)
    outcome, _, simplest = shrunk(subject, seed, runs=ENOUGH, operations=ENOUGH)
    assert simplest.proven
    assert simplest.cost == least[outcome], f"{simplest.schedule} in\n{source}"
    assert replayed(subject, simplest.schedule) == (outcome, simplest.cost)
    outcome, first, simpler = shrunk(subject, seed, runs=12)
    assert least[outcome] <= simpler.cost <= first
    assert replayed(subject, simpler.schedule) == (outcome, simpler.cost)
    if simpler.proven:
        assert simpler.cost == least[outcome]


#: Enumerating takes most of the time, so there are fewer of these.
made_up = settings(
    max_examples=max(15, EXAMPLES // 20),
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@made_up
@given(programs(), st.integers(0, 3))
def test_no_simpler_run_has_the_same_outcome_in_patient_time(source: str, seed: int) -> None:
    check(source, seed, hasty=False, limit=400)


@made_up
@given(programs(), st.integers(0, 3))
def test_no_simpler_run_has_the_same_outcome_in_hasty_time(source: str, seed: int) -> None:
    check(source, seed, hasty=True, limit=400)


def test_an_operation_that_only_a_later_run_shows_to_conflict_is_not_left_out() -> None:
    # The other thread is hit in two ways. The simpler one stops the main thread before it writes
    # `n`, which nobody else looks at in a run that shows only the other way.
    source = assemble(
        [
            [
                "total = 1\ntotal = 2\ntotal = 3",
                "items.append(8)",
                "apart.n = 1",
                "box.flag = True",
            ],
            [
                "if total == 1 and total == 2: note('hit')",
                "if len(items) == 2 and not box.flag and apart.n == 0: note('hit')",
            ],
        ],
        join=True,
        prelude="apart = Box()",
    ).replace("def body0():", "def body0():\n        nonlocal total")
    subject = Subject(source)

    def hit(ending: Ending) -> bool:
        return "'hit'" in str(subject.outcome(ending))

    def looks_at_n() -> bool:
        steps = subject.world.scheduler.steps
        return any(t.path == (0, 1) and o.name == "n" for t, o in steps)

    strategy = PartialOrderSampling(ENOUGH)
    ending = Ending.BEGIN_AGAIN
    while ending is Ending.BEGIN_AGAIN or not hit(ending) or looks_at_n():
        strategy.begin_run()
        ending = subject.run(strategy.choose)
    simplest = shrink(
        lambda choose: hit(subject.run(choose)) or None,
        subject.world.scheduler,
        runs=ENOUGH,
        operations=ENOUGH,
    )
    assert simplest is not None
    assert simplest.cost.preemptions == 1


def test_a_run_in_which_nobody_else_could_move_is_made_again_only_to_be_told(
    tmp_path: Path,
) -> None:
    world = World()
    kata, test = "def fail():\n    raise OSError\n", "def test_it(kata):\n    kata.fail()\n"
    judgement = own_test(world, tmp_path, kata, test).judge()
    assert judgement.verdict is not None
    assert judgement.exploration.schedule == Schedule(())
    assert world.runs == judgement.exploration.runs + 1
