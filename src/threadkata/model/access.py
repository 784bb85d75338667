"""The hooks that instrumented code calls, put together; `hooks` has them one by one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from types import ModuleType
from typing import Any, final

from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.assignments import Assignments
from threadkata.model.hooks.attributes import Attributes
from threadkata.model.hooks.calls import Calls
from threadkata.model.hooks.dates import calls_at
from threadkata.model.hooks.discovery import Discovery
from threadkata.model.hooks.effects import Effects
from threadkata.model.hooks.items import Items
from threadkata.model.hooks.iteration import Iteration
from threadkata.model.hooks.lookup import Lookup
from threadkata.model.hooks.managers import Managers
from threadkata.model.hooks.operators import Operators
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.hooks.patterns import Patterns
from threadkata.model.hooks.reflection import Reflection, with_hooks, within_reach, without_hooks
from threadkata.model.hooks.temporaries import Temporaries
from threadkata.model.hooks.touching import Touching
from threadkata.model.hooks.variables import Cell, Variables
from threadkata.model.loops import Loops
from threadkata.model.rewriting.operators import OPERATIONS
from threadkata.model.stdlib import Library


@final
class Accesses:
    """The hooks of one library, for one run after another.

    Attributes:
        read: announces that an attribute is read; see `Attributes`.
        call: makes a call; see `Calls`.
    """

    def __init__(self, library: Library) -> None:
        scheduler = library.scheduler
        discovery, ownership = Discovery(scheduler), Ownership(scheduler)
        assignments = Assignments(ownership)
        touching = Touching(scheduler, discovery, ownership)
        announcer = Announcer(scheduler)
        lookup = Lookup(library, discovery, ownership)
        attributes = Attributes(
            scheduler, discovery, assignments, ownership, touching, announcer, lookup
        )
        variables = Variables(scheduler, touching, announcer)
        items = Items(scheduler, ownership, touching, announcer)
        operators = Operators(scheduler, touching, announcer)
        iteration = Iteration(scheduler, discovery, ownership, touching, announcer, variables)
        effects = Effects(scheduler, discovery, ownership, touching)
        reflection = Reflection(attributes)
        calls = Calls(
            scheduler,
            discovery,
            ownership,
            announcer,
            effects,
            reflection,
            iteration,
            calls_at(library.modules["time"].time),
        )
        patterns = Patterns(
            scheduler,
            discovery,
            ownership,
            touching,
            announcer,
            items,
            operators,
            iteration,
            calls,
        )
        managers = Managers(scheduler, ownership, touching, announcer, attributes)
        self.read = attributes.read
        self.call = calls.call
        self._discovery = discovery
        self._assignments = assignments
        self._ownership = ownership
        self._touching = touching
        self._announcer = announcer
        self._lookup = lookup
        loops = Loops(scheduler)
        self._temporaries = Temporaries()
        self._hooks: dict[str, Any] = {
            "@read": attributes.read,
            "@write": attributes.write,
            "@getitem": items.getitem,
            "@setitem": items.setitem,
            "@delitem": items.delitem,
            "@call": calls.call,
            "@value": operators.value,
            "@unpack": iteration.unpack,
            "@binary": operators.binary,
            "@link": operators.link,
            "@linked": operators.linked,
            "@unary": operators.unary,
            "@format": operators.format,
            "@inplace": operators.inplace,
            "@match_length": patterns.match_length,
            "@match_item": patterns.match_item,
            "@match_items": patterns.match_items,
            "@match_mapping": patterns.match_mapping,
            "@match_keys": patterns.match_keys,
            "@match_rest": patterns.match_rest,
            "@match_class": patterns.match_class,
            "@manager": managers.manager,
            "@text": with_hooks,
            "@names": without_hooks,
            "@space": variables.space,
            "@globals": globals,
            "@binding": variables.binding,
            "@decorator": calls.decorator,
            "@returned": announcer.returned,
            "@yielded": announcer.yielded,
            "@each": iteration.each,
            "@delegate": iteration.delegate,
            "@look": variables.look,
            "@rebind": variables.rebind,
            "@cell": Cell,
            "@beside": self._temporaries.beside,
            "@put_beside": self._temporaries.put_beside,
            "@slice": slice,
            "@tick": loops.tick,
            "@caught": loops.caught,
            "@loop": loops.loop,
            "@turn": loops.turn,
            **OPERATIONS,
        }
        self._hooks["@namespace"] = partial(within_reach, self._hooks)

    @property
    def own_modules(self) -> set[str]:
        """Names of the modules that are instrumented; to be added to."""
        return self._ownership.own_modules

    @property
    def assigned_to_code(self) -> bool:
        """Whether this run has assigned to a module, a class or a function."""
        return self._assignments.happened

    @property
    def globals_reached(self) -> bool:
        """Whether variables of modules are written behind the back of those."""
        return self._discovery.globals_reached

    def hooks(self) -> dict[str, Any]:
        """The hooks by the names that `instrument.py` gives them."""
        return dict(self._hooks)

    def begin_run(self) -> None:
        """Forget the last run."""
        self._temporaries.forget()
        if self._assignments.happened or self._lookup.is_large():
            self._ownership.forget()
            self._lookup.forget()
        elif self._discovery.lookups_stale:
            self._lookup.forget()
        self._discovery.begin_run()
        self._assignments.begin_run()
        self._touching.begin_run()
        self._announcer.begin_run()

    def end_runs(self) -> None:
        """Let go of what the last run keeps until the next one."""
        self._temporaries.forget()

    def undo_assignments(self) -> None:
        """Put modules and classes that are not the program's back to what they were."""
        self._assignments.undo()

    def begin_exploration(self, stored_names: Iterable[str]) -> None:
        """Forget what was found out about another program; see `Discovery.begin_exploration`."""
        self._discovery.begin_exploration(stored_names)

    def announce_everything(self) -> None:
        """Let every attribute be announced, whether it is known to be written or not."""
        self._discovery.announce_everything()

    def note_module(self, module: ModuleType, shared: frozenset[str]) -> None:
        """Note that a module of the program has been loaded.

        Arguments:
            module: the module.
            shared: those of its variables that are announced.
        """
        self._touching.note_part(vars(module), module)
        self._discovery.note_module(module, shared)
