"""Where the library calls what a program has given it: announced like a call in the program itself.

A thread's target may be a function of the program, which has hooks of its own, but just as well
`event.set`, `numbers.append` or a `functools.partial`, which have none.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
import textwrap
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any, Final

#: The global name by which the library's code finds the hook.
HOOK: Final = "@call"
#: The functions of each module that call back, and what they call.
CALLERS: Final[dict[str, dict[str, str]]] = {
    "threading": {
        "Thread.run": "self._target",
        "Timer.run": "self.function",
        "Barrier._release": "self._action",
        "Condition.wait_for": "predicate",
        "_make_invoke_excepthook": "hook",
        "serialize_iterator.__init__": "iter",
        "serialize_iterator.__next__": "next",
        "serialize_iterator.send": "self._iterator.send",
        "serialize_iterator.throw": "self._iterator.throw",
        "serialize_iterator.close": "self._iterator.close",
        "synchronized_iterator": "func",
        "_concurrent_tee.__init__": "iter",
    },
    "concurrent.futures._base": {
        "Future._invoke_callbacks": "callback",
        "Future.add_done_callback": "fn",
    },
    "concurrent.futures.thread": (
        {"WorkerContext.run": "fn", "WorkerContext.initialize": "self.initializer"}
        if sys.version_info >= (3, 14)
        else {"_WorkItem.run": "self.fn", "_worker": "initializer"}
    ),
    "sched": {"scheduler.run": "action"},
}


def announce_callbacks(name: str, namespace: dict[str, Any]) -> None:
    """Let a freshly executed module announce what it calls back.

    Arguments:
        name: the module's name.
        namespace: its globals, which have the hook under the name `HOOK`.
    """
    for qualname, called in CALLERS.get(name, {}).items():
        owner, _, attribute = qualname.rpartition(".")
        home = vars(namespace[owner]) if owner in namespace else {} if owner else namespace
        function = home.get(attribute)
        # Some are not there in every version.
        if isinstance(function, FunctionType):
            function.__code__ = _hooked(function.__code__, called)


def _hooked(code: CodeType, called: str) -> CodeType:
    """The code of a function, with its calls of `called` going through the hook."""
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    tree = ast.parse(textwrap.dedent("".join(inspect.getblock(lines))))
    ast.increment_lineno(tree, code.co_firstlineno - 1)
    hooks = _Hooks(called)
    hooks.visit(tree)
    assert hooks.found, f"{code.co_qualname} calls no {called}"
    module = compile(ast.fix_missing_locations(tree), code.co_filename, "exec", dont_inherit=True)
    return next(_functions(module)).replace(co_qualname=code.co_qualname)


def _functions(module: CodeType) -> Iterator[CodeType]:
    return (constant for constant in module.co_consts if isinstance(constant, CodeType))


class _Hooks(ast.NodeTransformer):
    def __init__(self, called: str) -> None:
        self._called = called
        self.found = 0

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if ast.unparse(node.func) == self._called:
            self.found += 1
            node.args.insert(0, node.func)
            node.func = ast.copy_location(ast.Name(HOOK, ast.Load()), node.func)
        return node
