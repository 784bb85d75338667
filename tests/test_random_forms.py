"""What real threads can make of programs that nobody has thought of, the model finds as well."""

from __future__ import annotations

import pytest
from corpus import Form, TooMany, outcomes_in_the_model, outcomes_on_real_threads
from hypothesis import HealthCheck, given, reject, settings
from random_forms import forms
from thoroughness import EXAMPLES

from threadkata.model.world import World

#: Random plans for each program, beside those that switch once.
MORE = 20
#: Interleavings that a program may have.
RUNS = 2_000


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@settings(max_examples=EXAMPLES // 8, suppress_health_check=list(HealthCheck))
@given(form=forms())
def test_whatever_comes_of_a_random_program_on_real_threads_is_found(
    form: Form, world: World
) -> None:
    try:
        found = outcomes_in_the_model(form, world, RUNS)
    except TooMany:
        reject()
    real = outcomes_on_real_threads(form, MORE)
    assert real <= found, f"{form.source}\nmissed: {sorted(real - found)}\nfound: {sorted(found)}"
