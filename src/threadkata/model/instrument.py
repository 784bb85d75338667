"""The source of a module, rewritten so that each shared access announces itself.

Every read and write of an attribute, an item or a variable that threads can share, every call, and
everything that looks into a container, calls a hook first; the hooks are in `hooks`. The hook
comes last before the operation itself: whatever has to be evaluated first has been. Operations
stay where they were, at their own line and column, so that tracebacks and error messages are those
of the source.

    self.items[i] += 1

becomes, with hooks written as @name:

    @1 = @read(self, "items").items
    @2 = i
    @3 = @getitem(@1, @2)
    @3 = @inplace(@iadd, @3, 1)
    @setitem(@3, @1, @2)

An operation that may call back (a comparison calls `__eq__`, an index `__hash__`) is made by its
hook, which knows when it is over.
"""

from __future__ import annotations

import ast
import functools
from types import CodeType

from threadkata.model.rewriting.namespaces import BesideNamespaces
from threadkata.model.rewriting.nodes import complete_locations
from threadkata.model.rewriting.statements import Statements


def instrument(tree: ast.Module, path: str, *, all_globals: bool = False) -> frozenset[str]:
    """Put hooks into `tree`, in place. Annotations are left as they are.

    Arguments:
        tree: the syntax tree of a module.
        path: the file that it is from.
        all_globals: whether to announce every use of the module's variables, also of those that
            none of its functions binds.

    Returns the names of the module's variables that are announced. Raises SyntaxError if it is not
    Python all the same.
    """
    _check(tree, path)
    transformer = Statements(tree)
    if all_globals:
        module = transformer.scopes[tree]
        module.shared.update(module.bindings)
    tree.body = transformer.body(tree.body)
    BesideNamespaces().visit(tree)
    complete_locations(tree, 1, 0)
    return frozenset(transformer.scopes[tree].shared)


def _check(tree: ast.Module | ast.Expression, path: str) -> None:
    """Let Python find what is wrong with patterns, which will not be there any more."""
    if any(isinstance(node, ast.Match) for node in ast.walk(tree)):
        mode = "exec" if isinstance(tree, ast.Module) else "eval"
        compile(tree, path, mode, dont_inherit=True)


@functools.cache
def instrumented_text(text: str | bytes, path: str, mode: str) -> CodeType:
    """The code of a text that is run by `exec` or `eval`; its variables are those of a namespace.

    Arguments:
        text: the source.
        path: the file that it is said to stand in.
        mode: "exec" or "eval".

    Raises SyntaxError or ValueError if it is not Python.
    """
    tree = ast.parse(text, path, mode)
    assert isinstance(tree, (ast.Module, ast.Expression))
    _check(tree, path)
    transformer = Statements(tree, in_namespace=True)
    if isinstance(tree, ast.Module):
        tree.body = transformer.body(tree.body)
    else:
        tree.body = transformer.visit(tree.body)
    BesideNamespaces().visit(tree)
    complete_locations(tree, 1, 0)
    return compile(tree, path, mode, dont_inherit=True)
