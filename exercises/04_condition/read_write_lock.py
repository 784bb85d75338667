"""A lock for things that are read often and written rarely.

The timetable of a railway is in memory. A hundred threads look up connections in it; once a minute
one thread enters the delays. Those who look up do not disturb each other, so it would be a waste to
let only one of them in at a time, as a Lock does. Whoever enters delays has to be alone: nobody
should see half of a change. And although somebody is always looking something up, the delays must
get in.

    lock = ReadWriteLock()
    ...                              # in each thread that looks up:
    with lock.reading():             # together with any number of others
        train = timetable.next_to(city)
    ...                              # in the thread that enters delays:
    with lock.writing():             # alone
        timetable.update(delays)
"""

from __future__ import annotations

from contextlib import AbstractContextManager


class ReadWriteLock:
    """Lets any number of readers in together, or one writer alone.

    Readers do not keep a writer out by coming one after the other: while readers are in and a
    writer waits, no reader who comes later gets in before a writer has been in. Nothing else is
    promised about who goes first; and while there is always a writer waiting, readers may have to
    wait for ever.

    But for that, nobody waits without a reason: readers and writers wait while a writer is in,
    writers also while readers are in.

    A thread that is in must leave before it enters again, for reading or for writing. Otherwise it
    may wait for itself for ever.
    """

    def __init__(self) -> None:
        """A lock that nobody holds."""
        raise NotImplementedError

    def reading(self) -> AbstractContextManager[None]:
        """To read, for use in a `with` statement: `with lock.reading():`.

        Entering the block waits while a writer is in. If readers are in and a writer is waiting
        already, it waits until a writer has been in. The reader is in until the block ends, also
        with an exception, which goes on to whoever used the block.
        """
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[None]:
        """To write, for use in a `with` statement: `with lock.writing():`.

        Entering the block waits until nobody is in. The writer is in until the block ends, also
        with an exception, which goes on to whoever used the block.
        """
        raise NotImplementedError
