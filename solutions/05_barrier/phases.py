"""Work in phases: one barrier, used again and again, whose action is what happens in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    """Let `workers` workers go through all the phases, always together."""
    if workers < 1:
        raise ValueError(f"there must be at least one worker, not {workers}")
    finished = 0
    # Appending to a list is one step, and the list is in order of time.
    errors: list[BaseException] = []

    def after_phase() -> None:
        # One thread calls this while all the others stand at the barrier, so nothing here needs a
        # lock, and nobody can be in a phase meanwhile. `if barrier.wait() == 0: between(...)`
        # would call it once as well, but after the others have been let go.
        nonlocal finished
        try:
            between(finished)
        except BaseException as error:
            # Noted here, where the others still stand. When this leaves the action, the barrier
            # breaks, and one of them could note its BrokenBarrierError first.
            error.add_note(f"after phase {finished}, with {barrier.n_waiting} at the barrier")
            errors.append(error)
            raise
        finished += 1

    # One for all phases: behind those it has let through, a barrier is closed again.
    barrier = threading.Barrier(workers, action=after_phase)

    def work(worker: int) -> None:
        try:
            for phase in phases:
                phase(worker)
                barrier.wait()
        except BaseException as error:
            # First noted, then passed on, for the same reason: in those who are woken by abort(),
            # wait() raises, and they come along here too, behind it in the list. It also stops a
            # worker that has not yet left the barrier behind the phase before. That is allowed.
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
