"""Virtual time moves on, as real time does."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from graders import own_test
from hypothesis import given
from hypothesis import strategies as st

from threadkata.model.clock import Clock
from threadkata.model.world import World

INFINITY = float("inf")
TIMES = st.floats(min_value=0, max_value=1e18)


@given(TIMES, st.floats(min_value=0, exclude_min=True, max_value=1e18))
def test_after_a_pause_it_is_later_however_short_the_pause_was(now: float, seconds: float) -> None:
    clock = Clock()
    clock.now = now
    assert clock.after(seconds) > now


@given(TIMES)
def test_no_time_is_no_pause(now: float) -> None:
    clock = Clock()
    clock.now = now
    assert clock.after(0.0) == now


#: Expressions that tell the time in seconds.
CLOCKS = (
    "time.time()",
    "time.monotonic()",
    "time.perf_counter_ns() / 1e9",
    "time.clock_gettime(time.CLOCK_MONOTONIC)",
    "time.clock_gettime_ns(time.CLOCK_REALTIME) / 1e9",
    "time.mktime(time.strptime(time.asctime()))",
    "time.mktime(time.localtime())",
    "datetime.datetime.now().timestamp()",
    "datetime.datetime.now(datetime.UTC).timestamp()",
    "datetime.datetime.now(tz=datetime.UTC).timestamp()",
    "datetime.datetime.utcnow().timestamp()",
    "datetime.datetime.today().timestamp()",
    "datetime.date.today().toordinal() * 86_400",
)


@pytest.mark.parametrize("clock", CLOCKS)
def test_every_clock_tells_virtual_time(clock: str, tmp_path: Path) -> None:
    if "clock_gettime" in clock:
        pytest.importorskip("resource", reason="there is no such clock here")
    day = 86_400
    program = f"""
import datetime
import time


def told():
    return {clock}


def pause():
    time.sleep({day})
"""
    test = f"""
def test_it(kata, run):
    times = [kata.told()]
    run(kata.pause)
    times.append(kata.told())

    def measure():
        times.append(kata.told())
        kata.pause()
        times.append(kata.told())

    run(measure, kata.pause)
    first, second, third, fourth = times
    assert {day} - 2 < second - first < {day} + 2
    assert second == third
    assert {day} - 2 < fourth - third < {day} + 2
"""
    judgement = own_test(World(), tmp_path, program, test).judge()
    assert judgement.verdict is None, judgement.verdict.detail


@pytest.mark.parametrize("seconds", [-1, -0.5, INFINITY, -INFINITY, 1e30, float("nan"), "1", None])
def test_nobody_sleeps_for_what_is_no_time(seconds: object) -> None:
    with pytest.raises((TypeError, ValueError, OverflowError)) as real:
        time.sleep(seconds)  # type: ignore[arg-type]
    with pytest.raises(real.type):
        World().library.load("time").sleep(seconds)
