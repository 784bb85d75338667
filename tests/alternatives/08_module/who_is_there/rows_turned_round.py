"""A row for each thread that has numbers, turned round by zip; the caller is put in last."""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Census:
    me: str
    main: str
    alive: tuple[str, ...]
    daemons: tuple[str, ...]
    idents: tuple[int, ...]
    native_ids: tuple[int, ...]


def describe() -> Census:
    me = threading.current_thread()
    own = (me.name, me.daemon, threading.get_ident(), threading.get_native_id())
    rows = [
        (thread.name, thread.daemon, thread.ident, thread.native_id)
        for thread in threading.enumerate()
        if thread is not me
    ]
    rows = [row for row in rows if None not in row] + [own]
    names, daemons, idents, native_ids = zip(*sorted(rows), strict=True)
    return Census(
        me.name,
        threading.main_thread().name,
        names,
        tuple(name for name, is_daemon in zip(names, daemons, strict=True) if is_daemon),
        idents,
        native_ids,
    )
