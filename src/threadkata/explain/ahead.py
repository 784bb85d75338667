"""What a thread may still do in the calls that it is in, and who frees what, by the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from threadkata.explain.dependence import Function, functions, innermost, inside

#: A call of a method: the last name of what it is called on, and the method.
Call = tuple[str, str]
_Loop = ast.While | ast.For


def calls_ahead(path: str, line: int) -> set[Call]:
    """The calls that a thread may still do in the function in which it is.

    Those in its line and below, and all in a loop that it is in. A `with` is a call of `release`.

    Arguments:
        path: the file.
        line: where it is.
    """
    function = innermost(functions(path), line)
    if function is None:
        return set()
    loops = [n for n in inside(function) if isinstance(n, _Loop) and n.lineno <= line <= _end(n)]
    first = min([line, *(loop.lineno for loop in loops)])
    return {call for last, call in _calls(function) if last >= first}


def is_handed_over(path: str, lock: str) -> bool:
    """Whether some function frees a lock of this name that it has not taken itself.

    Then to take it in one call and to free it in another one is no mistake by itself.
    """
    name = last_name(lock)
    for function in functions(path):
        done = {method for _, (subject, method) in _calls(function) if subject == name}
        if "release" in done and "acquire" not in done:
            return True
    return False


def last_name(expression: str) -> str:
    """The name by which something is kept: of `self._lock`, `_lock`; empty if it has none."""
    name = expression.rpartition(".")[2]
    return name if name.isidentifier() else ""


def _end(node: ast.stmt | ast.expr) -> int:
    return node.end_lineno or node.lineno


def _calls(function: Function) -> Iterator[tuple[int, Call]]:
    """The calls of methods in a function, each with its last line."""
    for node in inside(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield _end(node), (last_name(ast.unparse(node.func.value)), node.func.attr)
        elif isinstance(node, ast.With):
            for item in node.items:
                name = last_name(ast.unparse(item.context_expr))
                yield _end(node), (name, "acquire")
                yield _end(node), (name, "release")


def any_ahead(calls: Sequence[tuple[str, int]], wanted: set[Call]) -> bool:
    """Whether a thread may still do one of some calls, in any of the functions that it is in.

    Arguments:
        calls: the lines that it is in, each with its file.
        wanted: what it may do.
    """
    return any(wanted & calls_ahead(path, line) for path, line in calls)
