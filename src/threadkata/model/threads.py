"""Virtual threads: greenlets that stand before an operation, or do one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any, Final, final

from greenlet import greenlet

from threadkata.model.operation import THREADS, Access, Operation
from threadkata.model.values import attributes_of, shown

#: The name by which a `threading.Thread` knows the virtual thread that runs it.
VIRTUAL: Final = "@virtual thread"
#: Stands for the greenlet of a thread that has none yet.
UNBORN: Final = greenlet()
#: What a thread stands before that has not begun at all.
BEGIN: Final = Operation("begin")
#: The priority of a thread to which no strategy has given one.
NO_PRIORITY: Final = float("-inf")


@final
class VirtualThread:
    """One thread of the run.

    Attributes:
        path: who it is, the same in every run: its creator's path and its number among the
            creator's threads. The main thread is `(0,)`.
        number: its number in the order of creation, which is a matter of the schedule.
        pending: the operation it is about to do, while it is not the one that moves.
        guard: tells whether it can move now; None if it can.
        expired: the pending operation's time has run out.
        ended: it has run to its end.
        finished: it runs no more, because it has ended or because the run is over.
        joined: somebody has waited for its end.
        booting: it has not come to its first operation yet.
        born: how many steps the run had when it was created.
        place: a number of its own, the same in every run. The main thread's is 1.
        calls: the public calls on primitives it is in, outermost first.
        priority: what a strategy that goes by priorities has drawn for it.
    """

    __slots__ = (
        "_thread",
        "booting",
        "born",
        "calls",
        "children",
        "clock_reads",
        "creator",
        "daemon",
        "ended",
        "expired",
        "finished",
        "foreign",
        "function",
        "greenlet",
        "guard",
        "held",
        "joined",
        "loops",
        "make_thread",
        "number",
        "on_end",
        "path",
        "pending",
        "place",
        "priority",
        "sleeps",
        "spin_wanted",
        "spun",
        "ticks",
        "timed_waits",
    )

    def __init__(
        self,
        path: tuple[int, ...],
        number: int,
        creator: VirtualThread | None,
        function: Callable[[], object],
    ) -> None:
        self.path = path
        self.place: int = 1 if creator is None else creator.place * 1_000 + path[-1]
        self.number = number
        self.creator = creator
        self.function = function
        self.children = 0
        self.greenlet: greenlet = UNBORN
        self.pending = BEGIN
        self.priority = NO_PRIORITY
        self.guard: Callable[[], bool] | None = None
        self.expired = False
        self.booting = False
        self.born = 0
        self.ended = False
        self.finished = False
        self.joined = False
        self.daemon = False
        self._thread: Any = None
        # Makes its `threading.Thread` when somebody asks for it.
        self.make_thread: Callable[[VirtualThread], Any] | None = None
        self.on_end: list[Callable[[], None]] = []
        self.calls: list[Operation] = []
        self.foreign: list[tuple[Access, ...]] = []
        self.held = 0
        self.ticks = 0
        self.clock_reads = 0
        self.timed_waits = 0
        self.sleeps = 0
        self.loops: dict[tuple[int, int], LoopVisit] = {}
        self.spun = 0
        self.spin_wanted: Callable[[], None] | None = None

    def __lt__(self, other: VirtualThread) -> bool:
        return self.path < other.path

    def __repr__(self) -> str:
        return f"<thread {'.'.join(map(str, self.path))}>"

    @property
    def has_thread(self) -> bool:
        """Whether it runs a `threading.Thread`, also where none has been asked for yet."""
        return self._thread is not None or self.make_thread is not None

    @property
    def thread(self) -> Any:
        """The `threading.Thread` it runs; None if it runs none."""
        if self._thread is None and self.make_thread is not None:
            self._thread = self.make_thread(self)
        return self._thread

    @thread.setter
    def thread(self, thread: Any) -> None:
        self._thread = thread

    def forget(self) -> None:
        """Let go of what refers to it: what refers to itself costs a garbage collection."""
        self._thread = self.make_thread = self.creator = None
        self.pending = BEGIN
        self.on_end.clear()

    @property
    def name(self) -> str:
        """What `threading` calls it."""
        if self.thread is not None:
            # A class of the program's may have put anything there.
            name = attributes_of(self.thread).get("_name")
            return name if type(name) is str else shown(name)
        return "main" if self.path == (0,) else f"thread {'.'.join(map(str, self.path))}"


@final
class LoopVisit:
    """What a thread saw when it last came by the head of a loop."""

    __slots__ = (
        "began",
        "changes",
        "clock_reads",
        "frame",
        "names",
        "operations",
        "sleeps",
        "timed_waits",
        "turns",
    )

    def __init__(self, frame: FrameType, changes: int, operations: int, began: float) -> None:
        # The frame is kept so that no other can come to have its identity.
        self.frame = frame
        self.changes = changes
        self.operations = operations
        self.began = began
        self.turns = 0
        self.names: dict[str, object] | None = None
        self.clock_reads = 0
        self.timed_waits = 0
        self.sleeps = 0


def thread_state(thread: VirtualThread) -> Access:
    """The place that a thread's start, its end, and whoever asks whether it lives, touch."""
    return (THREADS, thread.path, True)


def until_ended(threads: Sequence[VirtualThread], subject: object) -> Operation:
    """To wait, without a limit, for threads to end.

    Arguments:
        threads: those that are waited for.
        subject: what they are to whoever explains the run.
    """

    def all_have_ended() -> bool:
        for thread in threads:  # noqa: SIM110  (asked at nearly every point; all() takes longer)
            if not thread.ended:
                return False
        return True

    accesses: tuple[Access, ...] = tuple([(THREADS, thread.path, False) for thread in threads])
    operation = Operation("join", accesses, subject, "join", all_have_ended)
    operation.awaited = threads
    return operation
