"""Who is there: one look at the list of threads, and everything else taken from that list."""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Census:
    """The threads of this process at one moment."""

    me: str
    main: str
    alive: tuple[str, ...]
    daemons: tuple[str, ...]
    idents: tuple[int, ...]
    native_ids: tuple[int, ...]


def describe() -> Census:
    """A census of the threads of this process."""
    # Before enumerate(): a thread that something else has started becomes known to `threading`
    # when it first calls current_thread(), and is not in the list until then.
    me = threading.current_thread()
    # Exactly one look. With a second enumerate(), or with active_count(), threads may have come
    # and gone in between, and the parts would not fit together. A thread whose start() is under
    # way is in the list already, but is not alive and has no numbers yet.
    alive = [thread for thread in threading.enumerate() if thread.is_alive()]
    return Census(
        me=me.name,
        main=threading.main_thread().name,
        alive=tuple(thread.name for thread in alive),
        daemons=tuple(thread.name for thread in alive if thread.daemon),
        idents=tuple(thread.ident for thread in alive),
        native_ids=tuple(
            # A Thread object notes its native id when the thread begins, and after os.fork() the
            # note is wrong. The functions ask the system, but can only be asked about oneself.
            threading.get_native_id() if thread is me else thread.native_id
            for thread in alive
        ),
    )
