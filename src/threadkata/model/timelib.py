"""The standard library's `time`, over virtual time."""

from __future__ import annotations

import time as real_time
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

from threadkata.model import virtual_time
from threadkata.model.builtin_function import BuiltinFunction
from threadkata.model.clock import START
from threadkata.model.locks import TIMEOUT_MAX
from threadkata.model.scheduler import Scheduler

#: What `time()` says when a run begins: a Saturday in November 2025.
EPOCH: Final = 1_763_200_000.0


def time_module(scheduler: Scheduler) -> ModuleType:
    """The standard library's `time` with every clock, and `sleep`, virtual.

    Formatting and conversion (`strftime`, `gmtime`, ...) stay as they are, but take the virtual
    time where no time is given.
    """
    module = ModuleType("time")
    module.__dict__.update(
        {name: value for name, value in vars(real_time).items() if not name.startswith("__")}
    )

    def read_clock() -> float:
        return virtual_time.read_clock(scheduler) - START

    def monotonic() -> float:
        return START + read_clock()

    def time() -> float:
        return EPOCH + read_clock()

    def sleep(seconds: float, /) -> None:
        if not isinstance(seconds, (int, float)) and not hasattr(type(seconds), "__index__"):
            raise TypeError(
                f"'{type(seconds).__name__}' object cannot be interpreted as an integer"
            )
        if seconds != seconds:
            raise ValueError("Invalid value NaN (not a number)")
        if abs(seconds) > TIMEOUT_MAX:
            raise OverflowError("timestamp out of range for platform time_t")
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        virtual_time.sleep(scheduler, float(seconds))

    def nanoseconds(clock: Callable[..., float]) -> Callable[..., int]:
        def read(*which: int) -> int:
            return round(clock(*which) * 1e9)

        return read

    def clock_gettime(clock: int, /) -> float:
        return time() if clock == real_time.CLOCK_REALTIME else monotonic()

    def at_virtual_time(function: Callable[[float], Any]) -> Callable[..., Any]:
        def convert(seconds: float | None = None, /) -> Any:
            return function(time() if seconds is None else seconds)

        return convert

    localtime = at_virtual_time(real_time.localtime)

    def strftime(form: str, when: Any = None, /) -> str:
        return real_time.strftime(form, localtime() if when is None else when)

    def asctime(when: Any = None, /) -> str:
        return real_time.asctime(localtime() if when is None else when)

    clocks: dict[str, Callable[..., float]] = {"time": time}
    if hasattr(real_time, "clock_gettime"):
        clocks["clock_gettime"] = clock_gettime
    for name in ("monotonic", "perf_counter", "process_time", "thread_time"):
        clocks[name] = monotonic
    functions: dict[str, Callable[..., Any]] = {
        **clocks,
        **{f"{name}_ns": nanoseconds(clock) for name, clock in clocks.items()},
        "sleep": sleep,
        "gmtime": at_virtual_time(real_time.gmtime),
        "localtime": localtime,
        "ctime": at_virtual_time(real_time.ctime),
        "strftime": strftime,
        "asctime": asctime,
    }
    for name, function in functions.items():
        setattr(module, name, BuiltinFunction.of(function, name, "time"))
    return module
