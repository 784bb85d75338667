"""CPython's own tests of its primitives, run on the virtual ones."""

from __future__ import annotations

import random
import sys
import unittest
from collections.abc import Iterator
from types import ModuleType

import pytest

from threadkata.model.ending import Ending
from threadkata.model.scheduler import Scheduler
from threadkata.model.stdlib import Library
from threadkata.model.threads import VirtualThread

pytest.importorskip("test.lock_tests", reason="this Python comes without its own test suite")

#: What does not apply, and why. Everything else must pass.
DOES_NOT_APPLY = {
    (
        "Condition as RLock",
        "test_recursion_count",
    ): "a Condition has no such method; CPython skips it",
    (
        "Condition as RLock",
        "test_constructor_noargs",
    ): "a Condition is made with an argument; CPython skips it",
}

CLASSES = {
    "Lock": ("LockTests", "Lock"),
    "RLock": ("RLockTests", "RLock"),
    "Event": ("EventTests", "Event"),
    "Condition": ("ConditionTests", "Condition"),
    "Condition as RLock": ("RLockTests", "Condition"),
    "Semaphore": ("SemaphoreTests", "Semaphore"),
    "BoundedSemaphore": ("BoundedSemaphoreTests", "BoundedSemaphore"),
    "Barrier": ("BarrierTests", "Barrier"),
}


class Virtual:
    """CPython's lock tests over the virtual modules."""

    def __init__(self) -> None:
        self.scheduler = Scheduler()
        self.library = Library(self.scheduler)
        self.library.extra = frozenset(
            {"test", "test.lock_tests", "test.support", "test.support.threading_helper"}
        )

    def load(self) -> ModuleType:
        return self.library.load("test.lock_tests")

    def case(self, kind: str, method: str, module: ModuleType) -> unittest.TestCase:
        class_name, primitive = CLASSES[kind]
        threading = self.library.threading
        tests = getattr(module, class_name)
        factory = staticmethod(getattr(threading, primitive))
        names = ("locktype", "eventtype", "condtype", "semtype", "barriertype")
        return type(class_name, (tests,), dict.fromkeys(names, factory))(method)


def cases() -> Iterator[tuple[str, str]]:
    import test.lock_tests as lock_tests

    for kind, (class_name, _) in CLASSES.items():
        for method in unittest.TestLoader().getTestCaseNames(getattr(lock_tests, class_name)):
            yield kind, method


@pytest.fixture(scope="module")
def virtual(nothing_old_is_collected: None) -> Virtual:
    return Virtual()


@pytest.mark.parametrize("order", ["in turn", "at random"])
@pytest.mark.parametrize(("kind", "method"), list(cases()))
def test_virtual_primitives_pass_cpythons_own_tests(
    virtual: Virtual, kind: str, method: str, order: str
) -> None:
    if (kind, method) in DOES_NOT_APPLY:
        pytest.skip(DOES_NOT_APPLY[kind, method])
    result = unittest.TestResult()

    def main() -> None:
        virtual.library.begin_run()
        virtual.case(kind, method, virtual.load()).run(result)

    dice = random.Random(f"{kind} {method}")

    def in_turn(enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        return current if current in enabled else enabled[0]

    def at_random(enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        return dice.choice(enabled)

    ending = virtual.scheduler.run(main, in_turn if order == "in turn" else at_random)
    assert ending is Ending.DONE, virtual.scheduler.error
    assert result.testsRun == 1
    assert not result.errors + result.failures, (result.errors + result.failures)[0][1]
    for _, reason in result.skipped:
        pytest.skip(reason)


assert sys.version_info >= (3, 11)
