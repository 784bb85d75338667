"""Who is there: a list of the threads of this process.

A server that runs for weeks has been getting slower. Somebody asks it for a census: which threads
are alive, which of them are daemons, and by which number does the operating system know each? With
that number, `top -H` and a debugger show what the thread is busy with.

    census = describe()
    print(f"{census.me} asks, {len(census.alive)} threads are alive")
    for name, native_id in zip(census.alive, census.native_ids):
        print(f"{native_id:>8}  {name}")

                                     server asks, 3 threads are alive
                                         4201  MainThread
                                         4207  server
                                         4208  heartbeat
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Census:
    """The threads of this process at one moment. Complete as it is: write `describe` below.

    Position k in `alive`, in `idents` and in `native_ids` is about the same thread, so all three
    have the same length. Two threads may bear the same name; both are listed. In which order the
    threads come is not promised.

    Attributes:
        me: name of the thread that called `describe`.
        main: name of the main thread.
        alive: names of all threads that have been started and have not ended.
        daemons: names of those that are daemons, as often as they are in `alive`.
        idents: the numbers by which `threading` knows them.
        native_ids: the numbers by which the operating system knows them.
    """

    me: str
    main: str
    alive: tuple[str, ...]
    daemons: tuple[str, ...]
    idents: tuple[int, ...]
    native_ids: tuple[int, ...]


def describe() -> Census:
    """A census of the threads of this process. Any thread may call this at any time.

    All parts of the census are of the same moment, even if other threads start or end meanwhile:
    a thread that is in `daemons` is in `alive`, one that is in `alive` is in `idents`.

    The calling thread is always in the census, even if it was not `threading` that started it but
    some other library, and nobody has asked about it before.
    """
    raise NotImplementedError
