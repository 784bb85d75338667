"""Asks one peer about one program: `python peer_answer.py TOOL PROGRAM`.

Runs in an environment that has the peers, and prints one Answer as a line of JSON. A frontrun tool
is run under frontrun's own command, as in `compare.py`. Each peer is used as its documentation
shows, and is asked once.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from typing import Any, Final, Self

from catalogue import KERNELS, SCTBENCH, Entry

SCHEDULES: Final = 1_000
"""Schedules that a tool which samples may try."""
RIGHT: Final = "right"
NOTHING_FOUND: Final = "nothing found"
INCONCLUSIVE: Final = "inconclusive"
NO_ANSWER: Final = "no answer"
CANNOT_RUN: Final = "cannot run"
NO_FAILURE: Final = (RIGHT, NOTHING_FOUND, INCONCLUSIVE, NO_ANSWER, CANNOT_RUN)
"""What a tool can say without saying that a program is wrong."""

FRONTRUN: Final[dict[str, dict[str, Any]]] = {
    "frontrun": {},
    "frontrun, own clock": {"clock": "virtual"},
    "frontrun, own clock, no bound": {"clock": "virtual", "preemption_bound": None},
}
"""frontrun's DPOR as it is by default, with a clock of its own, and without a limit to the number
of preemptions as well. Where a sleep that is too short is the mistake, its clock is "explored"."""
INTERLEAVE_TEST: Final = {"interleave-test": "random", "interleave-test, pct": "pct"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool says of a program.

    Attributes:
        says: one of NO_FAILURE, or what is wrong: "wrong result", "exception", "deadlock", "hang".
        schedules: how many it tried.
        note: its own words, in one line.
    """

    says: str
    schedules: int = 0
    note: str = ""

    def line(self) -> str:
        """This answer as one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, line: str) -> Self:
        """The answer that `line()` wrote."""
        return cls(**json.loads(line))


def interleave_test(entry: Entry, strategy: str) -> Answer:
    """What interleave-test says."""
    tool, new = import_module("interleave_test"), entry.program

    def model() -> None:
        program = new()
        tasks = [tool.spawn(thread) for thread in program.threads()]
        for task in tasks:
            task.join()
        program.check()

    result = tool.explore(
        model,
        iterations=SCHEDULES,
        seed=1,
        strategy=strategy,
        include=[str(entry.path)],
        timeout=5.0,
        raise_on_failure=False,
    )
    failure = result.failure
    if failure is None:
        return Answer(NOTHING_FOUND, result.schedules_run)
    says = str(failure.kind)
    if says == "exception":
        says = _kind_of(failure.exception, entry)
    return Answer(says, result.schedules_run, _first_line(failure.exception or failure.details))


def frontrun(entry: Entry, options: dict[str, Any]) -> Answer:
    """What frontrun says."""

    def worker(index: int, program: Any) -> None:
        program.threads()[index]()

    def holds(program: Any) -> bool:
        try:
            program.check()
        except AssertionError:
            return False
        return True

    if entry.hasty and "clock" in options:
        options = {**options, "clock": "explored"}
    result = import_module("frontrun").explore(
        setup=entry.program,
        workers=[partial(worker, index) for index in range(len(entry.program().threads()))],
        invariant=holds,
        **options,
    )
    if result.property_holds is None:
        return Answer(INCONCLUSIVE, result.num_explored, _first_line(result.inconclusive_reason))
    if result.property_holds:
        return Answer(RIGHT, result.num_explored)
    explanation = result.explanation or ""
    if explanation.startswith("Deadlock"):
        says = "deadlock"
    elif explanation.startswith("Worker") and "AssertionError" not in explanation:
        says = "exception"
    else:
        says = "wrong result"
    return Answer(says, result.num_explored, _first_line(explanation))


def _files_of(error: BaseException) -> list[str]:
    """The files that an exception has passed through, where it was raised last."""
    return [frame.filename for frame in traceback.extract_tb(error.__traceback__)]


def _kind_of(error: BaseException, entry: Entry) -> str:
    """An assert of the program itself is a wrong result; one of somebody else's is not."""
    asserts = isinstance(error, AssertionError) and _files_of(error)[-1:] == [str(entry.path)]
    return "wrong result" if asserts else "exception"


def _first_line(said: object) -> str:
    lines = str(said).strip().splitlines()
    return lines[0] if lines else repr(said)


TOOLS: Final[dict[str, Callable[[Entry], Answer]]] = {
    **{name: partial(interleave_test, strategy=s) for name, s in INTERLEAVE_TEST.items()},
    **{name: partial(frontrun, options=options) for name, options in FRONTRUN.items()},
}
"""What can be asked, by the name that the table shows."""


def main() -> None:
    """Ask what the command line says, and print the answer."""
    tool, name = sys.argv[1:]
    entry = next(entry for entry in (*KERNELS, *SCTBENCH) if entry.name == name)
    try:
        answer = TOOLS[tool](entry)
    except Exception as error:  # whatever a peer raises is its answer
        # frontrun raises what a thread of the program has raised.
        own = str(entry.path) in _files_of(error)
        says = _kind_of(error, entry) if own else CANNOT_RUN
        answer = Answer(says, 0, f"{type(error).__name__}: {_first_line(error)}")
    print(answer.line(), flush=True)


if __name__ == "__main__":
    main()
