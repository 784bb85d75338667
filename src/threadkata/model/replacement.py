"""Functions of the process that something else stands in for while programs are run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

Place: TypeAlias = tuple[Any, str, Any]
"""(a module or a class, a name in it, what is to be found there)."""


@contextmanager
def replaced(places: Sequence[Place]) -> Iterator[None]:
    """While this lasts, other things are found in some places; afterwards what was there before."""
    former = [(owner, name, getattr(owner, name)) for owner, name, _ in places]
    for owner, name, value in places:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in former:
            setattr(owner, name, value)
