"""The model sees every access to shared state that real threads can make.

Whether the instrumentation misses one cannot be told by comparing one search of the model with
another: both would miss it. The bytecode can tell.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, Final

import pytest
from corpus import Form, outcomes_in_the_model, outcomes_on_real_threads, read_forms
from thoroughness import THOROUGH, some

from threadkata.model.access import Accesses
from threadkata.model.matching import class_matcher
from threadkata.model.rewriting.operators import OPERATIONS
from threadkata.model.world import World

FORMS: Final = {form.name: form for form in read_forms()}
#: Random plans for each program, beside those that switch once.
MORE: Final = 60 if THOROUGH else 6


def the_first(subject: Any, *rest: Any) -> Any:
    return subject


#: For each hook: one that does what is to be done and announces nothing, and the program of the
#: corpus that shows it.
SILENCED: Final[dict[str, tuple[Callable[..., Any], str]]] = {
    "@read": (the_first, "attributes: an attribute is read and written"),
    "@write": (the_first, "attributes: an attribute is read and written"),
    "@look": (lambda cell, name: None, "variables: a global is read and bound"),
    "@rebind": (lambda cell, name, value: value, "variables: a global is read and bound"),
    "@binding": (lambda cell, name: the_first, "variables: a function is bound again"),
    "@getitem": (operator.getitem, "attributes: vars is read"),
    "@setitem": (
        lambda value, subject, index: operator.setitem(subject, index, value),
        "attributes: vars is written",
    ),
    "@delitem": (operator.delitem, "containers: an item is deleted"),
    "@call": (lambda f, /, *args, **names: f(*args, **names), "attributes: hasattr"),
    "@value": (the_first, "containers: not of a list"),
    "@unpack": (the_first, "containers: star in a call"),
    "@each": (lambda iterable, *rest: iter(iterable), "containers: for over a list"),
    "@binary": (lambda do, left, right: do(left, right), "attributes: dataclasses are ordered"),
    "@unary": (lambda do, value: do(value), "containers: a Counter is added to another one"),
    "@inplace": (lambda do, left, right: do(left, right), "containers: a set is changed in place"),
    "@format": (lambda value, conversion, spec: str(value), "attributes: a dataclass is shown"),
    "@match_class": (
        lambda subject, cls, count, names: class_matcher(count, names)(subject, cls),
        "statements: match over a class",
    ),
    "@manager": (the_first, "functions: output is redirected, and nothing printed"),
    "@decorator": (the_first, "functions: singledispatch"),
    "@delegate": (the_first, "statements: a generator delegates"),
    "@returned": (lambda value=None: value, "functions: map over a function of one's own"),
    "@yielded": (lambda value=None: value, "variables: a generator's own variables"),
    "@text": (the_first, "variables: eval"),
}
#: Hooks that announce nothing by themselves ...
QUIET: Final = {
    "@cell", "@slice", "@linked", "@globals", "@space", "@names", "@namespace", "@beside",
    "@put_beside", "@match_rest", *OPERATIONS,
}  # fmt: skip
#: ... that only end what goes on for ever ...
ENDING: Final = {"@tick", "@caught", "@loop", "@turn"}
#: ... or that call the others.
CALLING: Final = {
    "@link", "@match_length", "@match_item", "@match_items", "@match_mapping", "@match_keys",
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.mark.parametrize("form", some(list(FORMS.values()), 4), ids=lambda form: form.name)
def test_whatever_comes_of_switching_between_bytecodes_is_found(form: Form, world: World) -> None:
    real = outcomes_on_real_threads(form, MORE)
    found = outcomes_in_the_model(form, world)
    assert real <= found, f"missed: {sorted(real - found)}\nfound: {sorted(found)}"
    assert (len(real) > 1) == form.races, f"outcomes: {sorted(real)}, in the model: {sorted(found)}"


def test_every_hook_is_known_here(world: World) -> None:
    assert set(world.accesses.hooks()) == {*SILENCED, *QUIET, *ENDING, *CALLING}


@pytest.mark.parametrize("hook", SILENCED)
def test_a_hook_that_announces_nothing_would_be_noticed(
    hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent, name = SILENCED[hook]
    hooks = Accesses.hooks
    monkeypatch.setattr(Accesses, "hooks", lambda self: {**hooks(self), hook: silent})
    real = outcomes_on_real_threads(FORMS[name], MORE)
    assert not real <= outcomes_in_the_model(FORMS[name], World())
