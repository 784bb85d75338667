"""Measures one peer on one program: `python peers.py TOOL PROGRAM SECONDS`.

Runs in an environment that has the peers, and prints one Measurement as a line of JSON. A frontrun
tool is run under frontrun's own command: `python -m frontrun.cli python peers.py ...`.

Each peer is measured as it comes, as the first example of its documentation shows, and then with
every strategy that it offers for threads and the settings that make it fastest here: only
`programs.py` is traced, I/O is not watched, failures are not replayed. Schedules are counted by the
peer itself, failing ones with the others. When an exploration ends early, because it found a
failure or tried everything, a new one follows until the time is over. A run that a peer gave up on
is not counted.
"""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from itertools import count
from time import perf_counter
from types import MethodType
from typing import Any

import programs
from measurement import Measurement
from programs import PROGRAMS

CHUNK = 10
"""Schedules that interleave-test runs between two looks at the clock."""

GRACE = 45.0
"""Seconds beyond its own time after which a measurement is stopped."""

AS_THEY_COME = ("interleave-test", "frontrun")
"""The tools with their own settings."""

INTERLEAVE_TEST = {"random": "RandomStrategy", "pct": "PCTStrategy", "dfs": "DFSStrategy"}
"""interleave-test's strategies, and the classes they are; "random" is its default."""

_FASTER: dict[str, Any] = {"detect_io": False, "reproduce_on_failure": 0}
FRONTRUN: dict[str, dict[str, Any]] = {
    "dpor": {"strategy": "dpor", "stop_on_first": False, **_FASTER},
    "dpor, virtual clock": {
        "strategy": "dpor",
        "stop_on_first": False,
        "clock": "virtual",
        **_FASTER,
    },
    "random": {"strategy": "random", "max_attempts": 10**9, **_FASTER},
}
"""frontrun's strategies for threads, "dpor" being its default. "random" stops at every failure."""


def interleave_test_as_it_comes(name: str, seconds: float) -> Measurement:
    """Schedules per second of interleave-test with its own settings."""
    tool = import_module("interleave_test")
    model = _interleave_test_model(tool, name)
    tool.explore(model, iterations=1, raise_on_failure=False)
    schedules, explorations, found = 0, 0, set[str]()
    started = perf_counter()
    for seed in _until(started + seconds):
        result = tool.explore(model, iterations=100, seed=seed, raise_on_failure=False)
        explorations += 1
        schedules += result.schedules_run
        if result.failure is not None:
            found.add(_interleave_test_failure(result.failure))
    return Measurement(
        tool="interleave-test",
        program=name,
        schedules=schedules,
        seconds=perf_counter() - started,
        found=_all_of(found),
        note=f"{explorations} explorations",
    )


def _interleave_test_model(tool: Any, name: str) -> Callable[[], None]:
    program = PROGRAMS[name]

    def model() -> None:
        one = program()
        tasks = [tool.spawn(thread) for thread in one.threads()]
        for task in tasks:
            task.join()
        one.check()

    return model


def interleave_test_rate(name: str, seconds: float, strategy: str = "random") -> Measurement:
    """Schedules per second of interleave-test, with one of the strategies in INTERLEAVE_TEST."""
    tool = import_module("interleave_test")
    new = getattr(tool, INTERLEAVE_TEST[strategy])

    explore = partial(
        tool.explore,
        _interleave_test_model(tool, name),
        include=[programs.__file__],
        timeout=5.0,
        raise_on_failure=False,
    )
    explore(iterations=1)
    schedules, explorations, found, searching = 0, 0, set[str](), new()
    started = perf_counter()
    for seed in _until(started + seconds):
        if searching.more() is False:
            searching = new()
        result = explore(iterations=CHUNK, seed=seed, strategy=searching)
        explorations += 1
        schedules += result.schedules_run
        if result.failure is not None:
            found.add(_interleave_test_failure(result.failure))
        if "hang" in found:
            schedules -= 1
            break
    return Measurement(
        tool=f"interleave-test, {strategy}",
        program=name,
        schedules=schedules,
        seconds=perf_counter() - started,
        found=_all_of(found),
        note=f"{explorations} explorations of up to {CHUNK} schedules",
    )


def _interleave_test_failure(failure: Any) -> str:
    """What interleave-test found, in the words of a Measurement."""
    if failure.kind != "exception":
        return str(failure.kind)
    wrong = isinstance(failure.exception, AssertionError)
    return "wrong result" if wrong else type(failure.exception).__name__


def frontrun_rate(name: str, seconds: float, strategy: str = "") -> Measurement:
    """Schedules per second of frontrun, with one of the strategies in FRONTRUN or as it comes."""
    program, options = PROGRAMS[name], FRONTRUN.get(strategy, {})
    explore = partial(
        import_module("frontrun").explore,
        setup=program,
        workers=[_unbound(thread) for thread in program().threads()],
        invariant=_holds,
    )
    once = {"max_attempts": 1} if strategy == "random" else {"max_executions": 1}
    explore(**{**options, **once})
    schedules, explorations, found, note = 0, 0, set[str](), ""
    started = perf_counter()
    for _ in _until(started + seconds):
        result = explore(**options, total_timeout=max(started + seconds - perf_counter(), 0.001))
        explorations += 1
        schedules += result.num_explored
        if result.property_holds is False:
            found.add(_frontrun_failure(result.explanation))
        if result.property_holds is None and result.num_explored:
            # Threads of the unfinished run may still be moving: nothing after it can be trusted.
            schedules -= 1
            found.add("inconclusive")
            note = result.inconclusive_reason
            break
    return Measurement(
        tool=f"frontrun, {strategy}" if strategy else "frontrun",
        program=name,
        schedules=schedules,
        seconds=perf_counter() - started,
        found=_all_of(found),
        note=note or f"{explorations} explorations",
    )


def _frontrun_failure(explanation: str | None) -> str:
    """What frontrun found, in the words of a Measurement."""
    first = (explanation or "").partition(" ")[0]
    return {"Deadlock": "deadlock", "Worker": "exception"}.get(first, "wrong result")


def _unbound(thread: Callable[[], None]) -> Callable[[Any], None]:
    """The method as frontrun wants it: a function of the program it is called on."""
    assert isinstance(thread, MethodType)
    function: Callable[[Any], None] = thread.__func__
    return function


def _holds(program: programs.Program) -> bool:
    """The program's check as a predicate; a failing check raises AssertionError."""
    program.check()
    return True


def _until(end: float) -> Iterator[int]:
    """0, 1, 2, ... until `perf_counter()` reaches `end`."""
    for number in count():
        if perf_counter() >= end:
            return
        yield number


def _all_of(found: set[str]) -> str:
    """Everything that was found, or "nothing"."""
    return " and ".join(sorted(found)) or "nothing"


TOOLS: dict[str, Callable[[str, float], Measurement]] = {
    "interleave-test": interleave_test_as_it_comes,
    "frontrun": frontrun_rate,
    **{f"interleave-test, {s}": partial(interleave_test_rate, strategy=s) for s in INTERLEAVE_TEST},
    **{f"frontrun, {s}": partial(frontrun_rate, strategy=s) for s in FRONTRUN},
}
"""What can be measured, by the name that `compare.py` shows."""


def main() -> None:
    """Measure what the command line says, and print it."""
    tool, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    faulthandler.dump_traceback_later(seconds + GRACE, exit=True)
    print(TOOLS[tool](name, seconds).line(), flush=True)


if __name__ == "__main__":
    main()
