"""Virtual time moves on, as real time does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadkata.model.clock import Clock

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
