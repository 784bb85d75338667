"""A call that is repeated at fixed times until it is cancelled.

A weather station takes the temperature every ten seconds: ten seconds after it was switched on,
twenty seconds after, thirty. A `threading.Timer` calls once. Setting a new one after each call
would add the length of every call to the time, and at the end of the day the station would be
minutes late. And who switches it off wants to be sure that nobody touches the thermometer any more.

    def measure():
        log.append(thermometer.read())      # may take a second, or two

    station = Every(10, measure)
    station.start()                         # measures at 10, 20, 30, ... seconds
    ...
    station.cancel()
    thermometer.close()                     # it is certainly not being read
"""

from __future__ import annotations

from collections.abc import Callable


class Every:
    """Calls `function()` again and again, in a thread of its own, until it is cancelled.

    The first call is due `interval` seconds after the start, the second one 2 * `interval` seconds
    after the start, the k-th one k * `interval`, however long the calls take. None begins before
    it is due. They are made one after the other, never two at the same time. If a call takes so
    long that the next ones are due before it has ended, these are not left out: they are made
    right after it, without a pause, until the time has been made up for. Between the calls no
    processor is used.

    What happens when the function raises is not promised, nor whether a program ends that has not
    cancelled.
    """

    def __init__(self, interval: float, function: Callable[[], object]) -> None:
        """Nothing is started yet. `interval` is in seconds, and more than 0."""
        raise NotImplementedError

    def start(self) -> None:
        """Let the time run from now on, in a new thread. Returns at once.

        Raises RuntimeError if it has been started before. If it has been cancelled before, nothing
        is called.
        """
        raise NotImplementedError

    def cancel(self) -> None:
        """Make an end. When this has returned, no call is going on, and none will ever begin.

        If a call is going on, this waits until it has ended; it does not wait for anything else,
        and the thread ends at once too, not when the next call would have been due.

        The function itself may also call this. Then it returns at once, and the call that it comes
        from is the last.

        Any thread may call this, at any time, as often as it likes, also before `start`.
        """
        raise NotImplementedError
