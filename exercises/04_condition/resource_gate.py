"""A gate that many threads wait at, until what they need is there.

A program reads a large map when it starts. Threads that answer questions about the map come early,
before it has been read, or late; whoever comes early waits at the gate. When the map is there, one
thread opens the gate and all who wait go on, at once. From then on nobody waits any more, until the
gate is closed because a new map is being read.

    gate = Gate()
    ...                              # in the thread that reads the map:
    city = read_map()
    gate.open()
    ...                              # in each thread that answers:
    if gate.wait(timeout=5):
        answer(city)
    else:
        apologise()                  # five seconds have passed, and the map was never there

A `threading.Event` is such a gate. Here you build one from a condition and a flag.
"""

from __future__ import annotations


class Gate:
    """Closed at first. Any number of threads may wait for it to open, and open and close it."""

    def __init__(self) -> None:
        """A gate that is closed."""
        raise NotImplementedError

    def wait(self, timeout: float | None = None) -> bool:
        """Return True at once if the gate is open; otherwise block until somebody opens it.

        With a `timeout`, in seconds, block for that long at most, no matter how often the gate
        moves meanwhile, and then return False. 0 means not to wait at all. Without one, there is
        no limit, and the answer is always True.

        True says that the gate was open at some moment of this call. It may have been closed again
        since.
        """
        raise NotImplementedError

    def open(self) -> None:
        """Open the gate: everybody who waits goes on, and whoever comes later does not wait.

        Opening an open gate changes nothing. Never waits for the others to have gone on.

        If the gate is closed again at once, it is not promised that those who were waiting get
        through this time. Who does not, waits for the next time.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close the gate: whoever comes from now on waits. Closing a closed gate changes nothing.

        Those who have come through are through.
        """
        raise NotImplementedError
