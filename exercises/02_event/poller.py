"""A poller: do something again and again in the background, until somebody says stop.

A mail program looks every five minutes whether there is new mail. When its window is closed, it
has to stop looking, and it may not take five minutes to do so. When `stop` has returned, nobody
looks any more, so the connection to the server can be closed safely.

    poller = Poller(inbox.look, 300)
    poller.start()           # looks now, and every five minutes from now on
    ...
    poller.stop()            # returns when nobody is looking, and nobody will
    inbox.close()
"""

from __future__ import annotations

from collections.abc import Callable


class Poller:
    """Calls `step()` in a thread of its own: at once, and again `interval` seconds after each end.

    The pause of `interval` seconds begins when `step` has returned. A `step` that is running is
    never interrupted; a pause is.

    When it has been stopped it can be started again, as often as one likes.

    Any number of threads may call `stop` at any time. `start` is called by one thread at a time,
    and by none while another is in `stop`. An exception in `step` ends the thread, as if it had
    been stopped, and goes to `threading.excepthook`, as from any thread.
    """

    def __init__(self, step: Callable[[], object], interval: float) -> None:
        """A poller that has not been started. `interval` is in seconds, and greater than 0."""
        raise NotImplementedError

    def start(self) -> None:
        """Start the thread, and return without waiting for `step`.

        Raises RuntimeError if a thread that was started before has not ended yet.
        """
        raise NotImplementedError

    def stop(self, timeout: float | None = None) -> bool:
        """Ask the thread to end, and wait until it has. True if there is no thread any more.

        If the thread is in its pause, it ends at once. If `step` is running, the thread ends when
        `step` returns. Either way, no further call of `step` begins once `stop` has returned True,
        unless it is started again.

        Waits for `timeout` seconds at most, or for as long as it takes if it is None. Returns
        False if the thread is still there; it will end all the same, as soon as `step` returns,
        and `stop` may be called again to wait for that.

        If there is no thread, because it was never started or has ended, it returns True at once.

        `step` itself may call it, too. Then it returns False at once, because the thread it is
        called in has not ended yet; this `step` was the last one.
        """
        raise NotImplementedError
