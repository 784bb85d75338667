"""The programs in `tests/forms/`, and what can come of them: in the model, and on real threads.

A file there is cut into programs by lines that begin with `# %%`, each with the program's name. A
program is a module of its own: its body is executed by the main thread, then the functions `one`,
`two` and `three` run in a thread each, and when all have ended `outcome` is called. Where there is
no `two`, both threads run `one`. An outcome is what these functions return, or the exception that
they raise. All that is returned must be plain.

The name of a program that cannot come to more than one outcome ends in "(no race)".
"""

from __future__ import annotations

import functools
import gc
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from bytecode_switching import Plan, Switcher, plans

from threadkata.model.ending import Ending, RunOver
from threadkata.model.program import Program, new_module
from threadkata.model.world import World
from threadkata.search.outcomes import every_outcome

Outcome: TypeAlias = str

FORMS = Path(__file__).parent / "forms"
NAME = "form"
THREADS = ("one", "two", "three")
#: Runs that a program may take in the model.
PLENTY = 20_000


@dataclass(frozen=True, slots=True)
class Form:
    """One program of the corpus."""

    name: str
    path: Path
    source: str

    @property
    def races(self) -> bool:
        """Whether more than one thing can come of it."""
        return not self.name.endswith("(no race)")


def read_forms() -> list[Form]:
    """All programs, in the order in which they are written."""
    forms: list[Form] = []
    for path in sorted(FORMS.glob("*.py")):
        if path.stem.startswith("since_"):
            first_version = tuple(map(int, path.stem.split("_")[1:]))
            if sys.version_info < first_version:
                continue
        parts = re.split(r"^# %% (.*)\n", path.read_text(), flags=re.MULTILINE)
        line = parts[0].count("\n")
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            # Lines keep their numbers, for whoever looks one up.
            forms.append(Form(f"{path.stem}: {name}", path, "\n" * (line + 1) + body))
            line += 1 + body.count("\n")
    return forms


def _functions(module: ModuleType) -> list[Callable[[], Any]]:
    found = [vars(module)[name] for name in THREADS if hasattr(module, name)]
    return found if len(found) > 1 else found * 2


def _outcome(module: ModuleType, results: Sequence[Any]) -> Outcome:
    final = module.outcome() if hasattr(module, "outcome") else None
    told = [value.__name__ if isinstance(value, type) else repr(value) for value in results]
    text = f"{', '.join(told)}; {final!r}"
    assert " at 0x" not in text, f"an outcome has to be plain: {text}"
    return text


# ---------------------------------------------------------------------- in the model


class TooMany(AssertionError):
    """Raised when a program has more interleavings than can be tried."""


def outcomes_in_the_model(form: Form, world: World, runs: int = PLENTY) -> set[Outcome]:
    """All that the search for every interleaving that matters finds.

    Arguments:
        form: the program.
        world: where to run it.
        runs: how many interleavings may be tried.

    Raises TooMany when there are more.
    """
    program = Program.from_source(form.source.encode(), form.path, NAME)
    modules: list[ModuleType] = []
    results: list[Any] = []

    def call(function: Callable[[], Any], number: int) -> None:
        try:
            results[number] = function()
        except RunOver:
            raise
        except BaseException as error:  # whatever a program raises is an outcome
            results[number] = type(error)

    def main() -> Outcome:
        modules[:] = [world.load(program)]
        functions = _functions(modules[0])
        results[:] = [None] * len(functions)
        make = world.library.threading.Thread
        threads = [
            make(target=call, args=(function, number)) for number, function in enumerate(functions)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return _outcome(modules[0], results)

    found = every_outcome(world, main, [program], runs=runs)
    if not found.exhausted:
        raise TooMany(form.name)
    assert {outcome.ending for outcome in found.schedules} == {Ending.DONE}, found.schedules
    return {outcome.value for outcome in found.schedules}


# ---------------------------------------------------------------------- on real threads


@functools.cache
def outcomes_on_real_threads(form: Form, more: int) -> frozenset[Outcome]:
    """What comes of switching between any two bytecodes.

    Arguments:
        form: the program.
        more: how many plans to draw at random, beside those with one switch.
    """
    code = compile(form.source, str(form.path), "exec", dont_inherit=True)
    found: set[Outcome] = set()

    def load() -> ModuleType:
        module = new_module(NAME, form.path)
        sys.modules[NAME] = module
        random.seed(0)
        exec(code, vars(module))
        return module

    with _left_as_it_was():
        threads = len(_functions(load()))
        switcher = Switcher(str(form.path), threads)

        def run(plan: Plan) -> Sequence[int]:
            module = load()
            results = switcher.run(_functions(module), plan)
            found.add(_outcome(module, results))
            return switcher.steps

        try:
            plans(run, threads, random.Random(form.name), more)
        finally:
            switcher.close()
    return frozenset(found)


@contextmanager
def _left_as_it_was() -> Iterator[None]:
    state = random.getstate()
    former = sys.modules.get(NAME)
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        if former is None:
            sys.modules.pop(NAME, None)
        else:
            sys.modules[NAME] = former
        random.setstate(state)
