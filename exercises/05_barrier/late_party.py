"""A meeting that does not wait for ever, and a barrier that can be used again afterwards.

Three players of a network game are to start the next level together. One of them may have lost the
connection. Nobody wants to look at "waiting for the others" for ever, so each waits for so many
seconds and no more. When one gives up, the start is off for the others as well: they are told at
once, and everybody may try again with the same barrier.

    barrier = Barrier(3)
    ...                                  # in each player's thread:
    while (result := meet(barrier, 30)) != "met":
        show("called off, try again" if result == "broken" else "nobody there?")
        player.press_start()

That a timeout breaks the barrier for all, `threading.Barrier` does by itself. That it can be used
again, and who it was that ran out of time, it leaves to you.
"""

from __future__ import annotations

import threading


def meet(barrier: threading.Barrier, timeout: float | None) -> str:
    """Wait at `barrier` until all its parties are there, but not longer than `timeout` seconds.

    `None` is no limit; with 0 only the party that completes the meeting meets anybody. The barrier
    has no time limit of its own, and all who wait at it do so by calling `meet`.

    Returns what has become of this meeting:

    - `"met"`: all have come. Then every party of this meeting gets `"met"`, also one whose time
      runs out before it has woken up.
    - `"late"`: `timeout` seconds have passed in this thread without that.
    - `"broken"`: it was called off for another reason before this thread's time had run out:
      somebody else ran out of time, or called `barrier.abort()`, or the barrier's action raised.

    When the time of one party runs out, all others that wait at the barrier are woken at once. Of
    parties whose time runs out at the same moment, one gets `"late"`, the others `"late"` or
    `"broken"`.

    If the barrier has an action, and that raises an exception (any but BrokenBarrierError), `meet`
    raises this exception in the thread that called the action.

    However it ends: when `meet` has come to its end in all who took part, the barrier can be used
    for another meeting. Somebody who has been told already that it was called off may come again
    at once, while others are still on their way out, and they do not disturb the new meeting.
    Somebody who comes for the first time between the breaking of a barrier and the moment when it
    can be used again gets `"broken"`, or takes part in the next meeting.
    """
    raise NotImplementedError
