"""What a grader's test is given: `run`, `threading` and `clock`, in the model and on real threads.

The same test function runs in both worlds; only what it is given differs.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any, final

from threadkata.model.ending import RunOver
from threadkata.model.stdlib import VIRTUAL_MARK
from threadkata.model.threads import VirtualThread
from threadkata.model.world import World


class _Run:
    """`run(*functions)`: each in a thread of its own, all joined, what they raised raised again."""

    def __init__(self, threading: ModuleType) -> None:
        self._threading = threading
        # The functions so far.
        self._functions: list[Callable[[], object]] = []

    def _name(self, index: int) -> str:
        """The name of the thread that runs the `index`-th function, from 0."""
        *others, name = map(_name_of, self._functions[: index + 1])
        return f"{name}-{others.count(name) + 1}"

    def __call__(self, *functions: Callable[[], object]) -> None:
        """Start each function in a thread of its own and wait for all.

        Raises the first exception, in the order of the arguments, that one of them raised.
        """
        errors: list[BaseException | None] = [None] * len(functions)
        first = len(self._functions)
        self._functions += functions
        self._run_all(
            [self._body(function, errors, index) for index, function in enumerate(functions)], first
        )
        for error in errors:
            if error is not None:
                raise error

    def _run_all(self, bodies: list[Callable[[], None]], first: int) -> None:
        """Run each body in a thread of its own; the first is that of function number `first`."""
        thread_class = self._threading.Thread
        threads = [
            thread_class(target=body, name=self._name(index))
            for index, body in enumerate(bodies, first)
        ]
        self._start_all(threads)

    def _start_all(self, threads: list[Any]) -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _body(
        self, function: Callable[[], object], errors: list[BaseException | None], index: int
    ) -> Callable[[], None]:
        raise NotImplementedError


def _name_of(function: Callable[[], object]) -> str:
    name = str(getattr(function, "__name__", "thread"))
    return "thread" if name == "<lambda>" else name


@final
class ModelRun(_Run):
    """`run` in the model.

    Attributes:
        raised: what the functions raised, each with its thread.
    """

    def __init__(self, world: World, at_once: Callable[[BaseException], bool]) -> None:
        super().__init__(world.library.threading)
        self._scheduler = world.scheduler
        self._late = world.library.late
        self._accesses = world.accesses
        # What is no function of the program has no hooks of its own.
        self._call = world.accesses.call
        self._at_once = at_once
        self.raised: list[tuple[VirtualThread, BaseException]] = []

    def _run_all(self, bodies: list[Callable[[], None]], first: int) -> None:
        late = self._late
        if self._accesses.assigned_to_code or not late.untouched():
            super()._run_all(bodies, first)
        elif bodies:
            late.join(late.start(bodies, self._name, first))

    def _body(
        self, function: Callable[[], object], errors: list[BaseException | None], index: int
    ) -> Callable[[], None]:
        scheduler = self._scheduler

        def body() -> None:
            try:
                self._call(function)
            except RunOver:
                raise
            except BaseException as error:
                if scheduler.over:
                    raise RunOver from None
                if self._at_once(error):
                    # The others may never end now, and that is not what is wrong.
                    scheduler.fail(error)
                    raise RunOver from None
                self.raised.append((scheduler.current, error))
                errors[index] = error

        return body


@final
class RealRun(_Run):
    """`run` on real threads. They are daemons, so that none keeps the process from ending."""

    def __init__(self) -> None:
        super().__init__(threading)

    def _start_all(self, threads: list[Any]) -> None:
        for thread in threads:
            thread.daemon = True
        super()._start_all(threads)

    def _body(
        self, function: Callable[[], object], errors: list[BaseException | None], index: int
    ) -> Callable[[], None]:
        def body() -> None:
            try:
                function()
            except BaseException as error:
                errors[index] = error

        return body


@final
class Clock:
    """`clock`: the time of the world that the test runs in."""

    def __init__(self, module: ModuleType = time) -> None:
        self._module = module

    def now(self) -> float:
        """Seconds since some moment in the past."""
        return float(self._module.monotonic())

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass in this thread, also if they are more than `time.sleep` takes."""
        while seconds > threading.TIMEOUT_MAX:
            self._module.sleep(threading.TIMEOUT_MAX)
            seconds -= threading.TIMEOUT_MAX
        self._module.sleep(seconds)


# To the hooks this is a virtual module: what it touches, no program can reach.
globals()[VIRTUAL_MARK] = True
