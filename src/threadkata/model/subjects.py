"""What the subjects of operations are like, seen without running any of the program's code."""

from __future__ import annotations

from types import FunctionType, MemberDescriptorType
from typing import Any, Final

from threadkata.model.hooks.variables import Cell
from threadkata.model.kinds import CONTAINERS
from threadkata.model.locks import LIBRARY_MARK, VirtualLock
from threadkata.model.operation import Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread
from threadkata.model.values import attributes_of, is_one, name_of_class, of_class, printable, shown

#: What a Barrier is like in some of its states for whoever is woken there.
_BARRIERS: Final = {0: "empty", -1: "reset", -2: "broken"}
_BROKEN: Final = -2
#: The states of a Future that is over.
_OVER: Final = ("FINISHED", "CANCELLED", "CANCELLED_AND_NOTIFIED")


def flag_of(subject: Any) -> str:
    """Whether an event is set; empty for anything that is no event."""
    if of_class(type(subject), "is_set") is None:
        return ""
    attributes = attributes_of(subject)
    return shown(attributes["_flag"]) if "_flag" in attributes else ""


def peek(subject: Any, name: str) -> str:
    """The value of an attribute, an item or a variable, looked at without being noticed."""
    if type(subject) is Cell:
        return ""
    if not name or name == "next" or is_one(subject, CONTAINERS):
        return shown(subject)
    if name == "read" and flag_of(subject):
        return flag_of(subject)
    attributes = attributes_of(subject)
    if name in attributes:
        return shown(attributes[name])
    found = of_class(type(subject), name)
    if type(found) is MemberDescriptorType:
        try:
            return shown(found.__get__(subject))
        except AttributeError:
            return ""
    if is_one(found, property):
        # It is not what it gives. To ask for that would run code; the library's is known.
        code = vars(property)["fget"].__get__(found)
        library = type(code) is FunctionType and LIBRARY_MARK in code.__globals__
        return shown(attributes.get(f"_{name}")) if library else ""
    # What is called is code, and no value: nothing has become of it.
    is_code = found is None or of_class(type(found), "__get__") is not None
    return "" if is_code else shown(found)


def holder_of(scheduler: Scheduler, operation: Operation) -> VirtualThread | None:
    """Who would have to move before `operation` can: a lock's holder, or the thread joined."""
    subject = operation.subject
    if operation.awaited:
        return next((thread for thread in operation.awaited if not thread.ended), None)
    if operation.kind == "join" or operation.name == "join":
        for thread in scheduler.threads:
            if thread.thread is subject:
                return thread
        return None
    latch = operation.latch
    if isinstance(latch, VirtualLock) and latch.locked_now:
        return None
    lock = lock_of(subject)
    return None if lock is None else lock.holder


def found_by(operation: Operation) -> str:
    """What a primitive is like when a call on it begins, or a wait for it ends; see `Event`."""
    subject, kind = operation.subject, operation.kind
    state = attributes_of(subject)
    if "_value" in state and kind in ("take permit", "wake"):
        some = state["_value"] > 0
        return ("permit" if kind == "wake" else "") if some else "no permit"
    if kind == "wait" and state.get("_flag"):
        return "set"
    if kind == "wait" and state.get("_state") in _OVER:
        return "done"
    if "_parties" in state:
        if kind == "wake":
            return _BARRIERS.get(state["_state"], "")
        return "broken" if kind == "barrier" and state["_state"] == _BROKEN else ""
    items = state.get("queue", state.get("_queue"))
    if kind in ("get", "get_nowait") and items is not None and not items:
        return "empty"
    if kind in ("put", "put_nowait") and 0 < state.get("maxsize", 0) <= len(items or ()):
        return "full"
    return ""


def lock_of(subject: Any) -> VirtualLock | None:
    """The lock that a Lock, an RLock or a Condition comes down to."""
    lock = attributes_of(subject).get("_lock", subject)
    block = attributes_of(lock).get("_block", lock)
    return block if is_one(block, VirtualLock) else None


def part_of(operation: Operation) -> str:
    """The attribute or the variable that an operation touches; empty if it touches all there is."""
    name = operation.name
    whole = is_one(operation.subject, CONTAINERS) or not name.isidentifier()
    return "" if whole or operation.kind not in ("read", "write") else name


def type_name(subject: object) -> str:
    """What to call the class of a subject."""
    name = "lock" if is_one(subject, VirtualLock) else name_of_class(type(subject))
    return "RLock" if name == "_RLock" else name


def names_of(threads: list[VirtualThread]) -> list[str]:
    """What to call the threads. Two of one name are told apart by a number."""
    names = [printable(thread.name) for thread in threads]
    if names:
        names[0] = "main"
    result = []
    for position, name in enumerate(names):
        if names.count(name) > 1:
            name = f"{name} #{names[: position + 1].count(name)}"
        result.append(name)
    return result
