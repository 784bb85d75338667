"""What pytest says of a comparison, in an order that does not depend on the hashes of texts.

Those differ from process to process, and with them the order of a set.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from _pytest._io.saferepr import saferepr


@contextmanager
def sets_in_order() -> Iterator[None]:
    """While this lasts, pytest shows the items of every set in a fixed order."""
    former = vars(reprlib)["_possibly_sorted"]
    vars(reprlib)["_possibly_sorted"] = in_order
    try:
        yield
    finally:
        vars(reprlib)["_possibly_sorted"] = former


def in_order(items: Iterable[Any]) -> list[Any]:
    """Items in the order of what they are shown as."""
    return sorted(items, key=saferepr)


def difference(left: Any, right: Any) -> list[str] | None:
    """How two sets or two dicts differ, in lines; None if they are something else."""
    if isinstance(left, (set, frozenset)) and isinstance(right, (set, frozenset)):
        lines = [f"only on the left: {saferepr(item)}" for item in in_order(left - right)]
        lines += [f"only on the right: {saferepr(item)}" for item in in_order(right - left)]
    elif isinstance(left, dict) and isinstance(right, dict):
        lines = [
            f"{saferepr(key)}: {_item(left, key)} on the left, {_item(right, key)} on the right"
            for key in in_order(left.keys() | right.keys())
            if key not in left or key not in right or left[key] != right[key]
        ]
    else:
        return None
    return [f"{saferepr(left)} == {saferepr(right)}", *lines]


def _item(mapping: dict[Any, Any], key: Any) -> str:
    return saferepr(mapping[key]) if key in mapping else "nothing"
