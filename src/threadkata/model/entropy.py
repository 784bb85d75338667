"""Random numbers that come from the system: in a run they are the same every time.

Each thread has numbers of its own, so that the order in which threads draw makes no difference.
"""

from __future__ import annotations

import functools
import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import MethodType
from typing import Any, Final, final

from threadkata.model.builtin_function import BuiltinFunction
from threadkata.model.replacement import Place, replaced
from threadkata.model.scheduler import Scheduler

#: Bytes with which a generator is seeded that is given no seed.
_SEED: Final = 32
#: What seeds a generator, before anybody has put something in its place.
_seed: Final = random.Random.seed


@final
class Entropy:
    """What the current thread of a run draws from the system."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        # How often each thread has drawn.
        self._drawn: Counter[tuple[int, ...]] = Counter()

    def begin_run(self) -> None:
        """Begin anew."""
        self._drawn.clear()

    def bytes(self, size: int) -> bytes:
        """So many bytes for the current thread."""
        path = self._scheduler.current.path
        self._drawn[path] += 1
        return random.Random(f"{path} {self._drawn[path]}").randbytes(size)

    def in_place_of_the_systems(self) -> AbstractContextManager[None]:
        """While this lasts, runs draw from here, and nobody else does."""
        runs_here = self._scheduler.runs_here

        def drawing(draw: Callable[..., bytes]) -> Callable[..., bytes]:
            @functools.wraps(draw)
            def drawn(size: int, *args: int, **kwargs: int) -> bytes:
                if runs_here():
                    return self.bytes(size)
                return draw(size, *args, **kwargs)

            return BuiltinFunction.of(drawn, draw.__name__, draw.__module__)

        def seed(generator: random.Random, a: Any = None, version: int = 2) -> None:
            if a is None and runs_here():
                a = self.bytes(_SEED)
            _seed(generator, a, version)

        places: list[Place] = [
            (owner, name, drawing(getattr(owner, name)))
            for owner, name in ((os, "urandom"), (os, "getrandom"), (random, "_urandom"))
            if hasattr(owner, name)
        ]
        # The function of the module is a method of a generator of its own.
        shared = MethodType(seed, random.random.__self__)  # type: ignore[attr-defined]
        places += [(random.Random, "seed", seed), (random, "seed", shared)]
        return replaced(places)
