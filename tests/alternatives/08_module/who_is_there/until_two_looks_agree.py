"""Two looks at the list, one for the names and one for the numbers, until the two agree."""

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


def _look() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.is_alive()]


def describe() -> Census:
    me = threading.current_thread().name
    named, numbered = _look(), _look()
    while named != numbered:
        named, numbered = numbered, _look()
    return Census(
        me,
        threading.main_thread().name,
        tuple(thread.name for thread in named),
        tuple(thread.name for thread in named if thread.daemon),
        tuple(thread.ident for thread in numbered),
        tuple(thread.native_id for thread in numbered),
    )
