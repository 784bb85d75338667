"""Threads of the grader's `run` have a `threading.Thread` only when somebody asks for it.

Nobody can tell: not the program, and not the search, which finds the same steps either way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path

import pytest
from graders import exercises, grader_program, grader_tests, kata_program, model_test
from thoroughness import some

from threadkata.arena import ModelRun
from threadkata.course import Exercise
from threadkata.model.ending import Ending
from threadkata.model.late import LateThreads
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.search.dpor import SourceDpor
from threadkata.search.outcomes import Outcomes, every_outcome

#: How many runs of each test are compared.
RUNS = 10


@pytest.mark.parametrize("exercise", some(exercises(), 3), ids=lambda exercise: exercise.name)
def test_the_steps_are_those_of_threads_that_are_made_at_once(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = _steps(exercise)
    monkeypatch.setattr(LateThreads, "unnoticed", lambda self: False)
    assert late == _steps(exercise)


def _steps(exercise: Exercise) -> list[Hashable]:
    """What happens in the first runs of each test, under its solution."""
    found: list[Hashable] = []
    world = World()
    solution = exercise.file_in(exercise.grader.parents[2] / "solutions")
    kata, grader = kata_program(exercise, solution.read_bytes()), grader_program(exercise)
    for test in grader_tests(exercise):
        if test.in_model:
            main = model_test(world, kata, grader, test).main
            world.begin_exploration([kata, grader])
            found.append(test.name)
            found.extend(_first_runs(world, main, hasty="hasty" in test.markers))
    return found


def _first_runs(world: World, main: Callable[[], None], *, hasty: bool = False) -> list[Hashable]:
    """What happens in the first runs of a program."""
    found: list[Hashable] = []
    strategy, scheduler = SourceDpor(), world.scheduler
    with world.many_runs():
        for _ in range(RUNS):
            if not strategy.begin_run():
                break
            ending = world.run(main, strategy.choose, hasty=hasty)
            steps = [(t.path, o.kind, o.name, o.accesses) for t, o in scheduler.steps]
            found.append((ending, tuple(steps), tuple(scheduler.decisions)))
            if ending is Ending.BEGIN_AGAIN:
                strategy = SourceDpor()
            else:
                strategy.end_run(scheduler)
    return found


def test_who_polls_looks_again_when_a_thread_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    source = """
class Flag:
    set = False

def main(run):
    flag = Flag()

    def poll():
        while not flag.set:
            pass

    def nothing():
        flag.set

    def give():
        flag.set = True

    run(poll, nothing, give)
"""
    program = Program.from_source(source.encode(), Path("polls.py"), "polls")
    world = World()

    def main() -> None:
        world.load(program).main(ModelRun(world, lambda error: True))

    def runs() -> list[Hashable]:
        world.begin_exploration([program])
        return _first_runs(world, main)

    late = runs()
    assert len(late) == RUNS
    monkeypatch.setattr(LateThreads, "unnoticed", lambda self: False)
    assert late == runs()


#: What a program may ask of the thread it runs in, or of another.
QUESTIONS = {
    "name": "threading.current_thread().name",
    "daemon": "threading.current_thread().daemon",
    "ident": "threading.current_thread().ident == threading.get_ident()",
    "native_id": "threading.current_thread().native_id == threading.get_native_id()",
    "same": "threading.current_thread() is threading.current_thread()",
    "class": "type(threading.current_thread()) is threading.Thread",
    "alive": "threading.current_thread().is_alive()",
    "text": "repr(threading.current_thread())",
    "main": "threading.current_thread() is threading.main_thread()",
    "listed": "threading.current_thread() in threading.enumerate()",
    "local": "in_local(threading.current_thread().name)",
    "owner": "owned()",
    "join itself": "raised(lambda: threading.current_thread().join())",
    "start again": "raised(lambda: threading.current_thread().start())",
    "daemon of a child": "threading.Thread().daemon",
    "nested": "nested(run)",
    "kept": "kept.append(threading.current_thread())",
    "child": "child()",
}

SOURCE = """
import threading

local = threading.local()
rlock = threading.RLock()
kept = []

def in_local(value):
    local.value = value
    return local.value, vars(local)

def owned():
    with rlock:
        return repr(rlock).split(" at ")[0]

def raised(function):
    try:
        function()
    except RuntimeError as error:
        return str(error)

def nested(run):
    names = []
    run(lambda: names.append(threading.current_thread().name))
    return names

def child():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(threading.current_thread().name))
    thread.start()
    thread.join()
    return seen, thread.is_alive(), repr(thread)

def main(run, answers):
    def one():
        answers.append((1, {question}))

    def two():
        answers.append((2, {question}))

    run(one, two)
    for thread in kept:
        thread.join()
        answers.append((thread.is_alive(), repr(thread), thread.name))
    run(one)
"""


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_whoever_asks_for_the_thread_finds_what_was_always_there(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = _answers(question)
    assert len(late.schedules) > 1
    monkeypatch.setattr(LateThreads, "unnoticed", lambda self: False)
    assert late == _answers(question)


def _answers(question: str) -> Outcomes:
    """What two threads find, in every interleaving."""
    program = Program.from_source(
        SOURCE.replace("{question}", question).encode(), Path("asks.py"), "asks"
    )
    world = World()

    def main() -> tuple[str, ...]:
        world.accesses.announce_everything()
        answers: list[object] = []
        world.load(program).main(ModelRun(world, lambda error: True), answers)
        return tuple(map(str, answers))

    found = every_outcome(world, main, [program])
    assert {outcome.ending for outcome in found.schedules} == {Ending.DONE}
    assert found.exhausted
    return found


def test_a_program_that_puts_its_own_class_in_the_place_of_thread_gets_it() -> None:
    source = """
import threading

class Loud(threading.Thread):
    pass

def main(run, seen):
    threading.Thread = Loud
    run(lambda: seen.append(type(threading.current_thread()).__name__))
"""
    program = Program.from_source(source.encode(), Path("loud.py"), "loud")
    world = World()

    def main() -> tuple[str, ...]:
        seen: list[str] = []
        world.load(program).main(ModelRun(world, lambda error: True), seen)
        return tuple(seen)

    found = every_outcome(world, main, [program])
    assert [outcome.value for outcome in found.schedules] == [("Loud",)], world.scheduler.error
