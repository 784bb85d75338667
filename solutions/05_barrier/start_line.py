"""A common start: one barrier before the run and behind it, and `wait()` says who tidies up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    """Call every runner in a thread of its own, all at the same time, and `cleanup` at the end."""
    if not runners:
        raise ValueError("there must be at least one runner")
    # The threads that run, and nobody else: this one waits in join(), not at the line. One
    # barrier is enough for both places, since it closes again behind those it has let through.
    line = threading.Barrier(len(runners))
    # Appending to a list is one step, and the list is in order of time.
    errors: list[BaseException] = []

    def run(runner: Callable[[], None]) -> None:
        line.wait()
        try:
            runner()
        # Whatever a runner raises, the thread goes on to the barrier: the others wait there for
        # all of them, not for all that went well.
        except BaseException as error:
            errors.append(error)
        # The number says nothing about who came first or which runner it was. It is different
        # for each thread, from 0 to parties - 1: that is all, and it is just what is needed. Any
        # one of these numbers would do. Behind this line every run has ended, so whoever has the
        # last one may tidy up at once.
        if line.wait() == line.parties - 1:
            try:
                cleanup()
            except BaseException as error:
                errors.append(error)

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
