"""Whether what a line does depends on what another line has seen, as far as the source shows it."""

from __future__ import annotations

import ast
import functools
import linecache
from collections.abc import Iterator, Sequence

Function = ast.FunctionDef | ast.AsyncFunctionDef
_Branch = ast.If | ast.While


def depends(path: str, look: int, act: int) -> bool:
    """Whether one line of a function decides whether another one is reached, or what it does.

    It does if it is in the test of an `if` or a `while` that holds the other line, or that is left
    before it; if a name that it assigns is used there, or in such a test; or if both are one
    statement. What goes further than that is not followed.

    Arguments:
        path: the file.
        look: the line that looks at something, from 1.
        act: the line that does something.
    """
    function = innermost(functions(path), look, act)
    if function is None:
        return False
    statements = [node for node in inside(function) if isinstance(node, ast.stmt)]
    looking, acting = _at(statements, look), _at(statements, act)
    if looking is None or acting is None:
        return False
    if looking is acting:
        return not isinstance(looking, _Branch) or _in_test(looking, act)
    if isinstance(looking, _Branch):
        return _decides(looking, acting)
    names = _assigned(looking)
    return look < act and (
        bool(names & _used(acting))
        or any(
            isinstance(branch, _Branch)
            and branch.lineno > look
            and names & _used(branch.test)
            and _decides(branch, acting)
            for branch in statements
        )
    )


def keeps(path: str, line: int) -> bool:
    """Whether a line gives what it has seen a name in its function."""
    function = innermost(functions(path), line)
    statements = (
        [] if function is None else [n for n in inside(function) if isinstance(n, ast.stmt)]
    )
    statement = _at(statements, line)
    return isinstance(statement, ast.Assign) and bool(_assigned(statement))


def updates(path: str, line: int) -> bool:
    """Whether a line gives one thing a new value: `x += 1`, `x = x + 1`, but not `x, y = y, x`."""
    function = innermost(functions(path), line)
    if function is None:
        return False
    statement = _at([node for node in inside(function) if isinstance(node, ast.stmt)], line)
    if isinstance(statement, ast.Assign):
        return len(statement.targets) == 1 and not isinstance(statement.targets[0], ast.Tuple)
    return isinstance(statement, (ast.AugAssign, ast.AnnAssign))


def functions(path: str) -> tuple[Function, ...]:
    """The functions in a file; none if it cannot be read."""
    return _functions("".join(linecache.getlines(path)))


@functools.lru_cache(maxsize=8)
def _functions(source: str) -> tuple[Function, ...]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ()
    return tuple(node for node in ast.walk(tree) if isinstance(node, Function))


def innermost(functions: Sequence[Function], *lines: int) -> Function | None:
    """The smallest function that holds some lines."""
    around = [
        function
        for function in functions
        if all(function.lineno <= line <= (function.end_lineno or 0) for line in lines)
    ]
    return max(around, key=lambda function: function.lineno, default=None)


def inside(node: ast.AST) -> Iterator[ast.AST]:
    """What is in a node, but not in a function of its own."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function):
            yield child
            yield from inside(child)


def _at(statements: Sequence[ast.stmt], line: int) -> ast.stmt | None:
    """The innermost statement that a line is in."""
    around = [s for s in statements if s.lineno <= line <= (s.end_lineno or 0)]
    return max(around, key=lambda statement: statement.lineno, default=None)


def _in_test(branch: _Branch, line: int) -> bool:
    return branch.test.lineno <= line <= (branch.test.end_lineno or 0)


def _decides(branch: _Branch, statement: ast.stmt) -> bool:
    """Whether it depends on the test of a branch that a statement is reached."""
    if any(node is statement for node in inside(branch)):
        return True
    if statement.lineno < branch.lineno:
        return False
    return isinstance(branch, ast.While) or _leaves(branch.body) or _leaves(branch.orelse)


def _leaves(block: Sequence[ast.stmt]) -> bool:
    return bool(block) and isinstance(block[-1], (ast.Raise, ast.Return, ast.Continue, ast.Break))


def _assigned(node: ast.AST) -> set[str]:
    return {
        n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }


def _used(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
