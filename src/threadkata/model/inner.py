"""What Semaphore, Event and Barrier are made of: a Condition of their own, that nobody else sees.

A public call on one of them is one step; what it does to its own Condition need not be announced.
That Condition is of a class without announcements. Should a program reach for it all the same, by
the private name `_cond`, it gets another view of it, which announces what is done through it.
"""

from __future__ import annotations

import functools
from types import CodeType, FunctionType
from typing import Any, Final

from threadkata.model.lowlevel import Floor

#: The private attribute by which the library's classes know their Condition.
PRIVATE: Final = "_cond"
#: The name that it has in the model.
HIDDEN: Final = "@cond"
#: In a view of an inner Condition: what it is the Condition of.
OWNER: Final = "@owner"
#: Where an object keeps the view of its inner Condition.
_VIEW: Final = "@view"


def hide_conditions(namespace: dict[str, Any], floor: Floor) -> None:
    """Give the primitives of a freshly executed `threading` inner Conditions.

    Arguments:
        namespace: the module's globals, before its calls are announced.
        floor: the virtual `_thread` below it.
    """
    condition: type = namespace["Condition"]
    members = {
        name: value
        for name, value in vars(condition).items()
        if name not in ("__dict__", "__weakref__")
    }
    inner = type("Condition", (), members)
    given = {"Condition": inner, "Lock": floor.inner_lock_type}
    for name in ("Semaphore", "BoundedSemaphore", "Event", "Barrier"):
        cls = namespace[name]
        for value in list(vars(cls).values()):
            if isinstance(value, FunctionType):
                value.__code__ = _renamed(value.__code__)
        if "__init__" in vars(cls):
            cls.__init__ = with_globals(cls.__init__, **given)
        if name != "BoundedSemaphore":
            setattr(cls, PRIVATE, _view(condition))


def _view(condition: type) -> property:
    def view(self: Any) -> Any:
        found = vars(self).get(_VIEW)
        if found is None:
            found = self.__dict__[_VIEW] = object.__new__(condition)
            # One state, seen through two classes.
            found.__dict__ = vars(vars(self)[HIDDEN])
            found.__dict__[OWNER] = self
        return found

    return property(view)


def _renamed(code: CodeType) -> CodeType:
    return code.replace(
        co_names=tuple(HIDDEN if name == PRIVATE else name for name in code.co_names),
        co_consts=tuple(
            _renamed(constant) if isinstance(constant, CodeType) else constant
            for constant in code.co_consts
        ),
    )


def with_globals(function: FunctionType, **changes: object) -> FunctionType:
    """`function`, to which some globals are something else."""
    changed = FunctionType(
        function.__code__,
        {**function.__globals__, **changes},
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    changed.__kwdefaults__ = function.__kwdefaults__
    functools.update_wrapper(changed, function)
    return changed
