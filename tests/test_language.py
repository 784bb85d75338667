"""Instrumented code does what the same code does without hooks: CPython's own language tests.

Each of them runs twice, as it is and instrumented in the model with a second thread alive, so that
no hook takes the short way.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import unittest
from pathlib import Path

import pytest
from thoroughness import marked

from threadkata.model import scheduler
from threadkata.model.ending import Ending
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.search.strategy import keep_going

pytestmark = pytest.mark.usefixtures("nothing_old_is_collected")

MODULES = (
    "test_asyncgen",
    "test_augassign",
    "test_class",
    "test_contains",
    "test_coroutines",
    "test_generators",
    "test_iter",
    "test_keywordonlyarg",
    "test_list",
    "test_listcomps",
    "test_named_expressions",
    "test_patma",
    "test_property",
    "test_raise",
    "test_scope",
    "test_slice",
    "test_super",
    "test_types",
    "test_with",
)

#: Of those, the ones that take longest.
LONG = {
    "test_asyncgen", "test_coroutines", "test_generators", "test_iter", "test_list",
    "test_patma", "test_scope", "test_slice", "test_types",
}  # fmt: skip

LIVES_LONGER = "looks whether an object is gone: in the model it lives until its run is over"
SEES_HOOKS = "looks at the frames or the variables of the code itself, where the hooks are"
FOR_THE_PROGRAM = "has the interpreter itself find a built-in name changed; the program finds it"
GOES_DEEPER = "looks whether Python's stack ends, and in the model there is more of it"
INTERRUPTED = "looks at which step a signal ends that comes in the midst of `__enter__`"
BINDS_LATER = "binds an item in a comprehension, and in the same target what it is an item of"

#: Tests that are about something else than what the code does.
OTHERWISE = {
    "testCellLeak": LIVES_LONGER,
    "testLocalsFunction": SEES_HOOKS,
    "test_async_gen_asyncio_gc_aclose_09": LIVES_LONGER,
    "test_attrs": SEES_HOOKS,
    "test_bpo_45813_1": LIVES_LONGER,
    "test_close_clears_frame": LIVES_LONGER,
    "test_cycle": LIVES_LONGER,
    "test_exit_called_after_interrupt": INTERRUPTED,
    "test_fatal_coro_warning": LIVES_LONGER,
    "test_for_3": LIVES_LONGER,
    "test_for_4": LIVES_LONGER,
    "test_for_6": LIVES_LONGER,
    "test_frame_locals_outlive_generator": SEES_HOOKS,
    "test_frame_locals_outlive_generator_with_exec": SEES_HOOKS,
    "test_frame_outlives_generator": SEES_HOOKS,
    "test_frame_resurrect": LIVES_LONGER,
    "test_free_after_iterating": LIVES_LONGER,
    "test_generator_gi_yieldfrom": SEES_HOOKS,
    "test_generator_resurrect": LIVES_LONGER,
    "test_origin_tracking": SEES_HOOKS,
    "test_origin_tracking_warning": SEES_HOOKS,
    "test_raise_and_yield_from": SEES_HOOKS,
    "test_ref_counting_behavior": LIVES_LONGER,
    "test_refcycle": LIVES_LONGER,
    "test_reduce_mutating_builtins_iter": FOR_THE_PROGRAM,
    "test_references": LIVES_LONGER,
    "test_unawaited_warning_when_module_broken": LIVES_LONGER,
    "test_repr_deep": GOES_DEEPER,
    "test_union_pickle": SEES_HOOKS,
    "test_unbound_local_inside_comprehension": BINDS_LATER,
}


def failures(result: unittest.TestResult) -> dict[str, str]:
    return {
        case.id().rpartition(".")[2].partition(" ")[0]: text.strip().splitlines()[-1]
        for case, text in result.errors + result.failures
        if "TestTracing" not in case.id()  # looks at the lines that a tracing function sees
        and "GeneratorStackTrace" not in case.id()  # looks at the frames of generators
        # makes a function, or a generator, with other globals
        and not re.search("'@(tick|yielded)' is not defined", text)
    }


def as_it_is(name: str) -> unittest.TestResult:
    result = unittest.TestResult()
    module = importlib.import_module(f"test.{name}")
    unittest.defaultTestLoader.loadTestsFromModule(module).run(result)
    return result


def instrumented(name: str) -> unittest.TestResult:
    world, result = World(), unittest.TestResult()
    file = importlib.util.find_spec(f"test.{name}")
    assert file is not None
    assert file.origin is not None
    program = Program.from_file(Path(file.origin), f"test.{name}")
    world.begin_exploration([program])
    world.accesses.announce_everything()

    def main() -> None:
        threading = world.library.threading
        lock = threading.Lock()
        lock.acquire()
        threading.Thread(target=lock.acquire, daemon=True).start()
        module = world.load(program)
        unittest.defaultTestLoader.loadTestsFromModule(module).run(result)

    ending = Ending.BEGIN_AGAIN
    while ending is Ending.BEGIN_AGAIN:
        result = unittest.TestResult()
        ending = world.run(main, keep_going)
    assert ending is Ending.DONE, world.scheduler.error
    return result


@pytest.mark.parametrize("name", marked(MODULES, LONG))
def test_instrumented_code_passes_cpythons_own_tests(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(f"test.{name}", reason="this Python comes without its own test suite")
    monkeypatch.setattr(scheduler, "OPERATION_LIMIT", 10_000_000)
    before = as_it_is(name)
    if before.testsRun <= 1:
        pytest.skip("nothing but doctests in this version")
    now = instrumented(name)
    assert now.testsRun
    known = failures(before)
    new = {
        case: text
        for case, text in failures(now).items()
        if case not in known and case not in OTHERWISE
    }
    assert not new
