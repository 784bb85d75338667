"""CPython's own `threading`, `queue`, ... executed over the virtual `_thread` and `time`."""

from __future__ import annotations

import builtins
import functools
import importlib.util
import itertools
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import CodeType, FrameType, ModuleType
from typing import Any, Final, final

from threadkata.model import futures
from threadkata.model.callbacks import HOOK, announce_callbacks
from threadkata.model.frames import is_own
from threadkata.model.imports import Imports
from threadkata.model.late import LateThreads
from threadkata.model.locks import LIBRARY_MARK
from threadkata.model.lowlevel import Floor, thread_module
from threadkata.model.primitives import cover_queue
from threadkata.model.pristine import Pristine
from threadkata.model.scheduler import Scheduler
from threadkata.model.standins import quiet_atexit, quiet_os
from threadkata.model.timelib import time_module
from threadkata.model.virtual_threading import fit_threading

#: Primitives: what happens inside a call on one of them is nobody else's business.
PRIMITIVES: Final = frozenset(
    {"threading", "_threading_local", "queue", "logging", "concurrent.futures._base"}
)
#: Built on the primitives, and executed over the virtual ones like a program.
CLIENTS: Final = frozenset(
    {
        "concurrent.futures",
        "concurrent.futures.thread",
        "logging.handlers",
        "sched",
    }
)
#: Those that keep state, and are executed together, when one of them is imported first.
STATEFUL: Final = (
    "logging",
    "concurrent.futures._base",
    "concurrent.futures.thread",
    "concurrent.futures",
    "sched",
)
#: The name by which the globals of every virtual module tell that they are.
VIRTUAL_MARK: Final = "@virtual"


@final
class Library:
    """One set of virtual standard library modules, used for one run after another.

    Attributes:
        floor: the virtual `_thread` below.
        late: starts threads of the grader without a `threading.Thread`.
        modules: the virtual modules by name; what is not in here is real.
        builtins: the built-in names for code that runs in the model.
        imports: what imports do here.
        extra: names of further modules to execute over the virtual ones.
        lasts: whether all virtual modules imported since this was set last from run to run.
        disturbed: whether those that keep state have been in use since they were as good as new.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self.floor = Floor(scheduler)
        self.modules: dict[str, ModuleType] = {
            "_thread": thread_module(self.floor),
            "time": time_module(scheduler),
            # What a program wants to have called at the end of the process is no part of a run.
            "atexit": quiet_atexit(),
        }
        # A module of their own: what a program assigns to it is nobody else's business.
        self.modules["builtins"] = _Builtins("builtins")
        self.builtins: dict[str, Any] = vars(self.modules["builtins"])
        self.builtins.update(vars(builtins))
        self.library_builtins = dict(self.builtins)
        # One of them would leave something behind in the process.
        self.imports = Imports(self.is_virtual, self.load, {"os": quiet_os()})
        self.imports.put_into(self.builtins)
        self.imports.put_into(self.library_builtins, privately=True)
        self.announce_calls_with(lambda function, /, *args, **kwargs: function(*args, **kwargs))
        self.extra: frozenset[str] = frozenset()
        self.lasts = True
        self.disturbed = False
        self._gathering = False
        self._pristine: Pristine | None = None
        self._base: frozenset[str] = frozenset()
        # Modules that were executed for this run only.
        self._passing: list[str] = []
        self._load_threading()

    def announce_calls_with(self, hook: Callable[..., Any]) -> None:
        """Let `hook` make the calls by which the library calls back what a program gave it."""
        self.library_builtins[HOOK] = hook

    # ------------------------------------------------------------------ modules

    def is_virtual(self, name: str) -> bool:
        """Whether a module of this name has a virtual counterpart."""
        return (
            name in self.modules
            or name in PRIMITIVES
            or name in CLIENTS
            or name in self.extra
            or name == "concurrent"
        )

    def load(self, name: str) -> ModuleType:
        """The virtual module of this name, executed if need be."""
        if name in STATEFUL:
            self.disturbed = True
        if not self._is_lasting(name):
            self.lasts = False
        module = self.modules.get(name)
        if module is not None:
            return module
        if name in STATEFUL and not self._gathering:
            self._gather_stateful()
            return self.modules[name]
        return self._execute(name)

    def _gather_stateful(self) -> None:
        self._gathering = True
        try:
            for name in STATEFUL:
                self.load(name)
            self._pristine = Pristine(self.modules[name] for name in STATEFUL)
        except BaseException:
            for name in STATEFUL:
                self.modules.pop(name, None)
            raise
        finally:
            self._gathering = False
        if not self.scheduler.alone:
            # Later runs find them there, so this one must not have taken steps to load them.
            self.scheduler.begin_again()

    def _execute(self, name: str) -> ModuleType:
        if name == "concurrent":
            return self._package(name)
        spec, code = _found(name)
        module = ModuleType(name)
        module.__spec__ = spec
        module.__file__ = spec.origin
        module.__package__ = spec.parent
        if spec.submodule_search_locations is not None:
            module.__path__ = spec.submodule_search_locations
        module.__dict__["__builtins__"] = self.library_builtins
        module.__dict__[VIRTUAL_MARK] = True
        if name in PRIMITIVES:
            module.__dict__[LIBRARY_MARK] = True
        self.modules[name] = module
        try:
            exec(code, module.__dict__)
        except BaseException:
            del self.modules[name]
            raise
        announce_callbacks(name, module.__dict__)
        if name == "queue":
            cover_queue(module.__dict__, self.floor)
        elif name == "concurrent.futures._base":
            futures.cover_futures(module.__dict__, self.floor)
        elif name == "concurrent.futures.thread":
            futures.cover_executor(module.__dict__, self.floor)
        elif name == "logging":
            _look_beyond_the_hooks(module.__dict__)
        if not self._is_lasting(name):
            self._passing.append(name)
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(self.load(parent), child, module)
        return module

    def _package(self, name: str) -> ModuleType:
        module = ModuleType(name)
        module.__path__ = []
        self.modules[name] = module
        return module

    def _load_threading(self) -> None:
        floor_module = self.modules["_thread"]
        # `_threading_local` imports `threading`, which wants `local` before it is ready.
        floor_module._local = type("local", (), {})  # type: ignore[attr-defined]
        self.load_in_main("threading")
        namespace = self.modules["threading"].__dict__
        local = self.load("_threading_local").local
        namespace["local"] = floor_module._local = local  # type: ignore[attr-defined]
        fit_threading(namespace, self.floor)
        floor_module.RLock = namespace["_RLock"]  # type: ignore[attr-defined]
        self._main_thread = namespace["_main_thread"]
        self._main_state = dict(vars(self._main_thread))
        self._pristine_threading = {
            name: value for name, value in namespace.items() if name not in ("_counter", "_active")
        }
        self.late = LateThreads(namespace, self.floor)
        # What is loaded later is loaded again for each run: it may keep state of its own.
        self._base = frozenset(self.modules)
        self._passing.clear()

    def load_in_main(self, name: str) -> None:
        """Execute a module in the main thread of a run of its own."""
        failure: list[BaseException] = []

        def main() -> None:
            try:
                self.load(name)
            except BaseException as error:
                failure.append(error)

        self.scheduler.run(main, lambda enabled, current: enabled[0])
        if failure:
            raise failure[0]

    # ------------------------------------------------------------------ runs

    def begin_run(self) -> None:
        """Make the library as good as new. Called in the main thread of a run."""
        self.floor.begin_run()
        for name in self._passing:
            self.modules.pop(name, None)
        self._passing.clear()
        if self.disturbed and self._pristine is not None:
            self._pristine.restore()
            pool = self.modules["concurrent.futures.thread"].__dict__["ThreadPoolExecutor"]
            pool._counter = itertools.count().__next__
            self.disturbed = False
        namespace = self.modules["threading"].__dict__
        namespace.clear()
        namespace.update(self._pristine_threading)
        namespace["_counter"] = itertools.count(1).__next__
        main = self._main_thread
        state = vars(main)
        state.clear()
        state.update(self._main_state)
        active = namespace["_active"] = self.late.active()
        active[main._ident] = main
        self.floor.begin_main(main)

    def _is_lasting(self, name: str) -> bool:
        lasting = ("queue", "concurrent", *STATEFUL)
        return name in self._base or name in lasting or name in self.extra

    @property
    def threading(self) -> ModuleType:
        """The virtual `threading`."""
        return self.modules["threading"]


@final
class _Builtins(ModuleType):
    """The built-in names of a program, and behind them the hooks."""

    def __dir__(self) -> list[str]:
        return [name for name in vars(self) if not name.startswith("@")]


@functools.cache
def _found(name: str) -> tuple[ModuleSpec, CodeType]:
    """Where a module of the standard library is, and its code, which each run executes again."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    code: CodeType = spec.loader.get_code(name)  # type: ignore[attr-defined]
    return spec, code


def _look_beyond_the_hooks(namespace: dict[str, Any]) -> None:
    """Let `logging` find who has called it as if no hook had made the call."""
    is_internal = namespace["_is_internal_frame"]

    def is_internal_frame(frame: FrameType) -> bool:
        return is_internal(frame) or is_own(frame)

    namespace["_is_internal_frame"] = is_internal_frame
