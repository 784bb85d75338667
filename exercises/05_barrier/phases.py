"""Work in phases: everybody has finished one before anybody begins the next.

The heat in a metal plate is computed in strips, a worker for each. In the first phase every worker
computes the new temperatures of its strip from the old ones, also from those at the edges of its
neighbours' strips. In the second it puts the new ones in the place of the old. Whoever runs ahead
overwrites what a neighbour has still to read. And after each phase somebody, once, notes how far
it has come, while nobody changes anything.

    phases = [compute, replace] * 100

    run_phases(4, phases, between=lambda p: log(p, plate))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    """Let `workers` workers go through all the phases, always together.

    In phase p (counted from 0) worker k (counted from 0) calls `phases[p](k)`. The workers of one
    phase run at the same time, each in a thread of its own. Nobody begins phase p + 1 while anybody
    is still in phase p.

    After each phase, the last one too, `between(p)` is called: once, when all have finished phase p
    and nobody has begun phase p + 1. Which thread calls it is not promised.

    Returns when all is done and all threads have ended. Without phases that is at once, and nothing
    is called.

    If a worker raises an exception (any `BaseException`) in phase p, `between(p)` is not called and
    nobody begins phase p + 1. A worker that has not begun phase p yet may or may not do so still;
    one that has begun it is not disturbed. If `between(p)` raises, nobody begins phase p + 1.
    Either way, when all threads have ended, that exception is raised here, the same object. If
    several workers raised one, it is one of those.

    Raises ValueError if `workers` is less than 1.
    """
    raise NotImplementedError
