"""A list with one token: to take it out is one step, and fails when it is not there."""

from __future__ import annotations

from collections.abc import Callable


class Refresher:
    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._tokens = ["the right to work"]

    def refresh(self) -> bool:
        try:
            token = self._tokens.pop()
        except IndexError:
            return False
        try:
            self._work()
        finally:
            self._tokens.append(token)
        return True
