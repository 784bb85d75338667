"""A row for each thread, sorted by its number, and the columns are taken from the rows."""

from __future__ import annotations

from dataclasses import dataclass
from threading import current_thread, get_ident, main_thread
from threading import enumerate as live_threads


@dataclass(frozen=True)
class Census:
    me: str
    main: str
    alive: tuple[str, ...]
    daemons: tuple[str, ...]
    idents: tuple[int, ...]
    native_ids: tuple[int, ...]


def describe() -> Census:
    current_thread()
    rows = sorted(
        (thread.ident, thread.native_id, thread.name, thread.daemon)
        for thread in live_threads()
        if None not in (thread.ident, thread.native_id)
    )
    idents, native_ids, names, daemons = zip(*rows, strict=True)
    return Census(
        names[idents.index(get_ident())],
        main_thread().name,
        names,
        tuple(name for name, is_daemon in zip(names, daemons, strict=True) if is_daemon),
        idents,
        native_ids,
    )
