"""A call that will happen later, unless it is cancelled in time.

A mail program sends a mail ten seconds after you press "send", and for ten seconds there is a
button "undo". Whoever presses it wants to know for certain: either the mail will never go out, or
it is too late. A `threading.Timer` makes the call, but its `cancel()` does not say which of the two
is the case.

    reminder = Reminder(10, send, mail)
    reminder.start()
    ...
    if reminder.cancel():               # "undo" has been pressed
        print("the mail was not sent")
    else:
        print("too late")

One tool comes from a later chapter. Two threads that both look at a variable and then change it can
come between each other. Code under `with lock:`, where `lock = threading.Lock()` is the same object
for all of them, is executed by one thread at a time: who comes second waits.
"""

from __future__ import annotations

from collections.abc import Callable


class Reminder:
    """Calls `function(*args)` once, `seconds` seconds after it was started, in another thread.

    Each reminder has a thread of its own from `start` on. It ends after the call, or else as soon
    as the reminder has been cancelled: it does not stay until its time would have come. A program
    whose main thread comes to its end still waits for the calls that are due, as it does for those
    of a Timer.

    `start` is called once; `cancel` may be called by any thread at any time.
    """

    def __init__(self, seconds: float, function: Callable[..., object], *args: object) -> None:
        """A reminder that has not been started. Until it is, no time runs."""
        raise NotImplementedError

    def start(self) -> None:
        """Let the time run from now on. Returns at once.

        Raises RuntimeError if the reminder has been started before. Starting one that has been
        cancelled is allowed, and nothing is called.
        """
        raise NotImplementedError

    def cancel(self) -> bool:
        """Call it off. True if the call has not happened and never will.

        False if it is too late: the call has been made, or is being made, or nothing can keep it
        from being made any more. It is not too late before `start`, nor as long as less than
        `seconds` seconds have passed since.

        Never waits for the call to end, and may be called from the function itself; it returns
        False there. May be called again, and then returns the same as the first time.
        """
        raise NotImplementedError
