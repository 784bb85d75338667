"""What is told of a run while it is on."""

from __future__ import annotations

from types import FrameType
from typing import Protocol

from threadkata.model.operation import Operation
from threadkata.model.threads import VirtualThread


class Observer(Protocol):
    """Watches one run, for whoever wants to tell of it."""

    def announced(self, thread: VirtualThread, operation: Operation) -> None:
        """`thread` stands before `operation`. Called in the thread, on its own stack."""

    def moved(self, thread: VirtualThread, operation: Operation) -> None:
        """It is `thread`'s turn to do `operation`. Called in the thread, on its own stack."""

    def entered(self, frame: FrameType) -> None:
        """A function begins, or a `finally` in it."""

    def died(self, thread: VirtualThread, error: BaseException) -> None:
        """An exception that nobody handles ends `thread`, whoever is told of that."""

    def stopped(self) -> None:
        """The run is over, and its threads have not been unwound yet."""
