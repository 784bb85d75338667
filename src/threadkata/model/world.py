"""The world a program runs in: scheduler, virtual library, hooks and output, for many runs."""

from __future__ import annotations

import builtins
import gc
import sys
import warnings
from _thread import get_ident
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final, final

from threadkata.model.access import Accesses
from threadkata.model.builtin_function import BuiltinFunction
from threadkata.model.ending import Ending
from threadkata.model.entropy import Entropy
from threadkata.model.identities import ident_of
from threadkata.model.output import Output
from threadkata.model.process import Process
from threadkata.model.program import Program, new_module
from threadkata.model.recursive_repr import by_virtual_thread
from threadkata.model.scheduler import Choose, Scheduler
from threadkata.model.stdlib import Library
from threadkata.model.uncontrolled import none_started

#: Runs after which what they left behind is collected.
COLLECT_EVERY: Final = 64


@final
class World:
    """Runs programs in the model, one run at a time.

    Attributes:
        scheduler: the virtual threads of the current or the last run.
        library: the virtual standard library.
        output: what the current or the last run printed.
        runs: how many runs there have been.
    """

    def __init__(self) -> None:
        self.scheduler = Scheduler()
        self.library = Library(self.scheduler)
        self.accesses = Accesses(self.library)
        self._entropy = Entropy(self.scheduler)
        self.output = Output()
        self.runs = 0
        self.library.announce_calls_with(self.accesses.call)
        self._loaded: dict[str, ModuleType | None] = {}
        names = self.library.builtins
        for name, function in (
            ("id", self.library.floor.identities.of),
            ("input", self._input),
            ("breakpoint", self._pass_over),
        ):
            names[name] = BuiltinFunction.of(function, name, "builtins")
        # There, and not in the program's own namespace: whoever goes through `globals()` sees none.
        names.update(self.accesses.hooks())
        self._many = False
        # Modules that need not be executed again, whether they use what keeps state, and what they
        # imported that leads to the state of the process.
        self._kept: dict[Program, tuple[ModuleType, bool, frozenset[str]]] = {}
        self._process = Process(self.output)
        self.library.imports.on_import = self._process.note_import

    def _ident(self) -> int:
        return ident_of(self.scheduler.current) if self.scheduler.runs_here() else get_ident()

    def _input(self, prompt: object = "", /) -> str:
        self.scheduler.give_up_on_call(sys._getframe(1))

    def _pass_over(self, *args: object, **kwargs: object) -> None:
        self.output.write("[breakpoint() stops only when pytest is given a --schedule]\n")

    @contextmanager
    def stopping_at_breakpoints(self) -> Iterator[None]:
        """While this lasts, `breakpoint()` does what it does elsewhere. Else it does nothing."""
        names = self.library.builtins
        former, names["breakpoint"] = names["breakpoint"], builtins.breakpoint
        try:
            yield
        finally:
            names["breakpoint"] = former

    def load(self, program: Program) -> ModuleType:
        """Execute a program's module. Called in the main thread of a run."""
        name = program.name
        kept = self._kept.get(program)
        reached = self.accesses.globals_reached
        if kept is not None and not reached:
            module, disturbs, imported = kept
            self.accesses.note_module(module, program.shared)
            self.library.disturbed |= disturbs
            for other in imported:
                self._process.note_import(other)
            sys.modules[name] = module
            self._loaded.setdefault(name, None)
            return module
        self.accesses.own_modules.add(name)
        self.scheduler.own_files.add(program.code.co_filename)
        module = new_module(name, program.path)
        namespace = vars(module)
        namespace["__builtins__"] = self.library.builtins
        if program.shared or reached:
            namespace["@module"] = module
        if name not in self._loaded:
            self._loaded[name] = sys.modules.get(name)
        # Dataclasses, among others, look for the module of a class there.
        sys.modules[name] = module
        self.accesses.note_module(module, program.shared)
        self.library.lasts = True
        self._process.imported.clear()
        exec(program.code_with_all() if reached else program.code, namespace)
        if program.keeps_no_state and not reached and self.scheduler.alone and self.library.lasts:
            imported = frozenset(self._process.imported)
            self._kept[program] = (module, self.library.disturbed, imported)
        return module

    def begin_exploration(self, programs: Iterable[Program]) -> None:
        """Prepare for exploring what `programs` do together; to be called before the first run."""
        self.accesses.begin_exploration(
            name for program in programs for name in program.stored_names
        )

    @contextmanager
    def many_runs(self) -> Iterator[None]:
        """While this lasts, no run can start a real thread, and garbage is collected between runs.

        Of the garbage, only what the runs left is collected. It is faster, and what a collection
        may call in the program happens inside no run. At the end nothing of the runs is left. What
        the program says while its objects are taken apart (`__del__`, a suspended generator's
        `finally`, a weak reference's callback) is not heard, and neither is what Python says of
        files that were not closed and coroutines that were not awaited.
        """
        if self._many:
            yield
            return
        self._many = True
        collecting = gc.isenabled()
        gc.disable()
        gc.freeze()
        hook, sys.unraisablehook = sys.unraisablehook, lambda unraisable: None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
            try:
                with (
                    none_started(self.scheduler),
                    by_virtual_thread(self._ident),
                    self._entropy.in_place_of_the_systems(),
                ):
                    yield
            finally:
                self.scheduler.forget()
                self.accesses.end_runs()
                # All that has been made since `freeze` is young.
                gc.collect(0)
                sys.unraisablehook = hook
                gc.unfreeze()
                if collecting:
                    gc.enable()
                self._many = False

    def run(self, main: Callable[[], Any], choose: Choose, *, hasty: bool = False) -> Ending:
        """Run `main` in the main thread of a new run; see `Scheduler.run`."""
        self.runs += 1
        if self.runs % COLLECT_EVERY == 0:
            gc.collect()
        self.output.clear()
        self.accesses.begin_run()
        self._entropy.begin_run()

        def begin() -> None:
            self.library.begin_run()
            main()

        self._process.begin_run()
        try:
            return self.scheduler.run(begin, choose, hasty=hasty)
        finally:
            if self.accesses.assigned_to_code:
                self._kept.clear()
                self.accesses.undo_assignments()
            self._process.end_run()
            for name, former in self._loaded.items():
                if former is None:
                    sys.modules.pop(name, None)
                else:
                    sys.modules[name] = former
            self._loaded.clear()
