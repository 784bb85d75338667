"""Which places are touched by looking into objects as a whole, or by changing them."""

from __future__ import annotations

from collections import UserDict, UserList, deque
from collections.abc import Iterable
from types import ModuleType, UnionType
from typing import Any, Final, final

from threadkata.model.hooks.discovery import Discovery
from threadkata.model.hooks.lookup import changeable
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.kinds import ATOMS, Depth, Kind
from threadkata.model.operation import Access
from threadkata.model.reach import Reach
from threadkata.model.scheduler import Scheduler
from threadkata.model.values import is_one

#: Containers that call nothing of their own class.
PLAIN_CONTAINERS: Final = frozenset({list, dict, bytearray, deque})
#: Containers that have what is in them in another object.
_KEPT_ELSEWHERE: Final = (memoryview, UserDict, UserList)


@final
class Touching:
    """Finds the places, and announces nothing.

    What an object is made of, its `__dict__` for example, counts as the object itself.
    """

    __slots__ = ("_behind", "_discovery", "_ownership", "_reach", "_scheduler")

    def __init__(self, scheduler: Scheduler, discovery: Discovery, ownership: Ownership) -> None:
        self._scheduler = scheduler
        self._discovery = discovery
        self._ownership = ownership
        self._reach = Reach(
            ownership.kind_of,
            self.inside,
            ownership.is_ours,
            ownership.is_native,
            discovery.is_shared,
            self.of_class,
        )
        self.begin_run()

    def begin_run(self) -> None:
        """Forget the last run."""
        # By identity of what an object is made of: that object. Both are kept as long as the run
        # lasts.
        self._behind: dict[int, object] = {}

    def note_part(self, part: object, owner: object) -> None:
        """Note that `part`, which is kept for the run, is what `owner` is made of."""
        self._behind[id(part)] = owner

    def owner_of(self, part: object) -> object | None:
        """The object that `part` is known to be what it is made of."""
        return self._behind.get(id(part))

    def inside(self, subject: object, write: bool) -> tuple[Access, ...]:
        """Looking into an object, or changing it, as a whole."""
        owner = self._behind.get(id(subject))
        if owner is not None:
            subject = owner
            if write:
                self.written_behind(owner, None)
        elif write and not self._discovery.everything_written:
            if self._ownership.kind_of(type(subject)) is Kind.INSTANCE:
                self._discovery.discover_attribute(None)
        return ((self._scheduler.keep(subject), None, write),)

    def written_behind(self, owner: Any, name: str | None) -> None:
        """What `owner` is made of is changed through another object, its `__dict__` for example.

        Arguments:
            owner: the object.
            name: the attribute that comes to be another one; None if that can be any.
        """
        if is_one(owner, ModuleType):
            self._discovery.discover_global(owner, name)
        elif self._ownership.kind_of(type(owner)) is Kind.INSTANCE:
            self._discovery.discover_attribute(name)

    def of_class(self, subject: object) -> tuple[Access, ...]:
        """Asking the class of an object what is to be done: `__add__`, for example."""
        if not self._discovery.classes_change:
            return ()
        return self.inside(subject, False) + self.of_bases(subject)

    def of_bases(self, subject: object) -> tuple[Access, ...]:
        """Looking into the class of an object, and its bases, as a whole."""
        return self._wholes(type(subject).__mro__ or (), write=False)

    def of_members(self, classes: Any) -> tuple[Access, ...]:
        """Asking whether something is of a class, or of one of several: `isinstance`, for example.

        Arguments:
            classes: what `isinstance` takes: a class, a union, or a tuple of such.
        """
        if not self._discovery.classes_change:
            return ()
        several = classes.__args__ if type(classes) is UnionType else classes
        if is_one(several, tuple):
            return tuple(access for one in several for access in self.of_members(one))
        return ((self._scheduler.keep(classes), None, False),)

    def of_registry(self, cls: type) -> tuple[Access, ...]:
        """Having an abstract class take another one for a subclass."""
        self._discovery.discover_class_change()
        # Whoever asks a base of it asks it as well.
        return self._wholes(cls.__mro__, write=True)

    def _wholes(self, classes: Iterable[type], *, write: bool) -> tuple[Access, ...]:
        """Classes as a whole, as far as they can be assigned to."""
        return tuple((self._scheduler.keep(owner), None, write) for owner in changeable(classes))

    def of_container(self, container: Any, write: bool) -> tuple[Access, ...]:
        """Looking into a container, or changing it, wherever it keeps what is in it."""
        if issubclass(type(container), _KEPT_ELSEWHERE):
            return self.by_call((container,), Depth.CHANGES if write else Depth.LOOKS)
        return self.inside(container, write)

    def by_call(self, values: Iterable[Any], depth: Depth) -> tuple[Access, ...]:
        """What a call into code that is not ours does to the objects it is given."""
        for value in values:
            if type(value) not in ATOMS:
                return self._reach.of(values, depth)
        return ()

    def looking(self, subject: Any) -> tuple[Access, ...]:
        """Looking into an object and what is in it."""
        if type(subject) in ATOMS:
            return ()
        return self._reach.of((subject,), Depth.LOOKS)

    def looking_at_both(self, left: Any, right: Any) -> tuple[Access, ...]:
        """Looking into two objects and what is in them."""
        return self.looking(left) + self.looking(right)

    def looking_shallowly(self, subject: Any) -> tuple[Access, ...]:
        """Looking into an object, and into what is in it only where its class asks for it."""
        cls = type(subject)
        if cls is tuple:
            return ()
        if cls in PLAIN_CONTAINERS or cls is set:
            return self.inside(subject, False)
        return self.looking(subject)
