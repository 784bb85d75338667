"""What the program writes while other threads run, as far as that has been found out.

To read what nobody writes is nobody's business, and is not announced. Where something turns out to
be written that was not known to be, the exploration begins again, and from then on announces it.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Final, final

from threadkata.model.scheduler import Scheduler

#: Attributes of the library's objects that change, or are computed from what does.
LIBRARY_STATE: Final = frozenset(
    {
        "_count", "_daemonic", "_flag", "_is_stopped", "_name", "_owner", "_state", "_value",
        "_waiters", "broken", "daemon", "ident", "is_shutdown", "maxsize", "n_waiting", "name",
        "native_id", "parties", "queue", "unfinished_tasks", "_unfinished_tasks", "__dict__",
        # Of other modules.
        "alive", "closed", "parents",
    }
)  # fmt: skip

#: Attributes of a function that are read by calling it.
_FUNCTION_PARTS: Final = frozenset({"__code__", "__defaults__", "__kwdefaults__"})


@final
class Discovery:
    """What is written in one exploration.

    Every method named `discover_...` ends the run, and has the exploration begin again, if what it
    is told was not known yet.

    Attributes:
        written: names of attributes that may be written while other threads run.
        everything_written: whether any attribute of any object may be.
        code_written: likewise, names of attributes of modules, classes and functions.
        code_everything: whether any of those may be.
        functions_change: whether a function comes to do something else when it is called.
        classes_change: whether objects come to be of another class, or classes to have another
            special method.
        dicts_change: whether objects come to have another `__dict__`.
        globals_reached: whether variables of modules are written behind the back of those.
        lookups_stale: whether attributes may be found in another way than before this run.
    """

    __slots__ = (
        "_generators_shared",
        "_runners",
        "_scheduler",
        "_shared_globals",
        "classes_change",
        "code_everything",
        "code_written",
        "dicts_change",
        "everything_written",
        "functions_change",
        "globals_reached",
        "lookups_stale",
        "written",
    )

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.written: Final[set[str]] = set()
        self.code_written: Final[set[str]] = set()
        self.begin_exploration(())
        self.begin_run()

    def begin_exploration(self, stored_names: Iterable[str]) -> None:
        """Forget what was found out about another program.

        Arguments:
            stored_names: names of attributes that the program's source assigns to, beside those
                that objects are only made with.
        """
        self.written.clear()
        self.written.update(LIBRARY_STATE, stored_names)
        self.code_written.clear()
        self.everything_written = self.code_everything = False
        self.functions_change = self.classes_change = self.dicts_change = False
        self._generators_shared = False
        self.globals_reached = False
        self.lookups_stale = True
        scheduler = self._scheduler
        scheduler.lives_watched = scheduler.futures_watched = scheduler.clock_watched = False

    def begin_run(self) -> None:
        """Forget what concerned the last run alone."""
        self.lookups_stale = False
        # What `note_module` has been told, by the identity of the module.
        self._shared_globals: dict[int, frozenset[str]] = {}
        # Who has been the first to run a generator.
        self._runners: dict[int, object] = {}

    def announce_everything(self) -> None:
        """Let every attribute be announced, whether it is known to be written or not."""
        self.everything_written = self.code_everything = True

    def note_module(self, module: ModuleType, shared: frozenset[str]) -> None:
        """Note which variables of a module are announced by its own functions."""
        self._shared_globals[id(module)] = shared

    def is_code_written(self, name: str) -> bool:
        """Whether an attribute of a module, a class or a function may be written."""
        return name in self.code_written or self.code_everything

    def discover_attribute(self, name: str | None) -> None:
        """An attribute of an object is written; any of them, if `name` is None.

        Reading it may have gone unannounced so far, in this run and in earlier ones.
        """
        if self.everything_written or name in self.written:
            return
        if name is None:
            self.everything_written = True
        else:
            self.written.add(name)
        self._scheduler.begin_again()

    def discover_code(self, name: str) -> None:
        """The same for an attribute of a module, a class or a function."""
        if self.is_code_written(name):
            return
        self.written.add(name)
        self.code_written.add(name)
        self.functions_change |= name in _FUNCTION_PARTS
        self.lookups_stale = True
        self._scheduler.begin_again()

    def discover_global(self, module: ModuleType, name: str | None) -> None:
        """A variable of a module is written from elsewhere than its own functions."""
        if name is not None:
            self.discover_code(name)
        shared = self._shared_globals.get(id(module))
        if shared is not None and name not in shared and not self.globals_reached:
            self.globals_reached = True
            self._scheduler.begin_again()

    def discover_class_change(self) -> None:
        """An object comes to be of another class, or a class to have another special method."""
        if not self.classes_change:
            self.classes_change = self.everything_written = self.lookups_stale = True
            self._scheduler.begin_again()

    def discover_dict_change(self) -> None:
        """An object comes to have another `__dict__`.

        From now on objects are known by what they have for one.
        """
        if not self.dicts_change:
            self.dicts_change = self.everything_written = True
            self._scheduler.begin_again()

    def is_shared(self, generator: object) -> bool:
        """Whether more than one thread may run a generator; the current one is about to."""
        if not self._generators_shared:
            self._scheduler.keep(generator)
            current = self._scheduler.current
            if self._runners.setdefault(id(generator), current) is not current:
                self._generators_shared = True
                self._scheduler.begin_again()
        return self._generators_shared


def is_special(name: str) -> bool:
    """Whether a name is one under which Python looks in classes by itself, such as `__add__`."""
    return name.startswith("__") and name.endswith("__")
