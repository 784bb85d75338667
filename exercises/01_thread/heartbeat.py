"""Call a function again and again in the background, without keeping the program alive.

A lorry tells its office every minute that it is on the road. That must go on whatever else the
program on board is doing, so it has a thread of its own. When the lorry is parked, it stops at
once, not up to a minute later. And if nobody thinks of stopping it, the program must still be able
to end: a heartbeat is no reason to live on.

    heartbeat = Heartbeat(report_position, 60)
    heartbeat.start()
    ...                   # report_position() is called after 60 seconds, after 120, and so on
    heartbeat.stop()      # from here on it is not called any more
    park()
"""

from __future__ import annotations

from collections.abc import Callable


class Heartbeat:
    """Calls `beat()` every `interval` seconds, in a daemon thread, from `start` until `stop`."""

    def __init__(self, beat: Callable[[], object], interval: float) -> None:
        """A heartbeat that has not started yet.

        Arguments:
            beat: called without arguments; what it returns is not used.
            interval: seconds from one call to the next; more than 0. Whether the time that a call
                itself takes is a part of them is not promised.
        """
        raise NotImplementedError

    def start(self) -> None:
        """Begin, and return at once. The first call of `beat` comes when `interval` has passed.

        All calls are made one after the other, never in the thread that calls `start`, and always
        in a daemon thread, so that a program that forgets `stop` ends all the same.

        If `beat` raises an exception, that was the last call; the exception goes to
        `threading.excepthook`, as from any thread.

        Raises RuntimeError if this heartbeat has been started before.
        """
        raise NotImplementedError

    def stop(self) -> None:
        """End it: once this has returned, `beat` is not running and will never be called again.

        A pause between two calls is cut short: no further call comes after it, and neither `stop`
        nor the thread stays for the rest of it. A call of `beat` that is going on comes to its end
        first, however long that takes.

        May be called again, by several threads at once too: each call returns when the heartbeat
        has ended. May be called before `start`, or during it: then it returns at once, and the
        `start` has nothing to begin. Not to be called by `beat` itself, which would have to wait
        for its own end.
        """
        raise NotImplementedError
