"""The test on which a thread waits, read in the source of the program.

Whoever waits with a Condition does so because of a test: that of the loop around `wait()`, or the
predicate of `wait_for()`. Whether it is so at a moment, `threadkata.model.glance` works out.
"""

from __future__ import annotations

import ast
import functools
import linecache
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

#: Characters of the longest test that is told.
LONGEST: Final = 70

_Function = ast.FunctionDef | ast.AsyncFunctionDef
#: An expression, and what it has to be.
_Part = tuple[ast.expr, bool]


@dataclass(frozen=True, slots=True)
class WaitTest:
    """Why a thread waits.

    Attributes:
        parts: expressions, and what each has to be for the thread to wait. Without any, it waits
            whatever is so.
        looks_again: whether it looks again when it is woken.
        text: the one of them that stands nearest to the wait, as the program has it; empty if that
            is too long for a sentence.
        until: whether the thread waits until that is so, and not as long as it is so.
        stale: names that the function itself gives values. Before a loop, they are what the test
            goes by; elsewhere they may be what has been seen before the wait.
        answered: whether the program does something with what the wait returns.
    """

    parts: tuple[_Part, ...]
    looks_again: bool
    text: str
    until: bool
    stale: frozenset[str]
    answered: bool


def wait_test(path: str, line: int) -> WaitTest | None:
    """The test on which a thread waits that calls `wait()` or `wait_for()` in a line.

    None if that cannot be told from the source.
    """
    return _wait_test("".join(linecache.getlines(path)), line)


@functools.lru_cache(maxsize=64)
def _wait_test(source: str, line: int) -> WaitTest | None:
    tree = syntax_tree(source)
    calls = [] if tree is None else list(_waits(tree, line))
    if len(calls) != 1:
        return None
    call, *around = calls[0]
    answered = not isinstance(around[0], ast.Expr)
    assert isinstance(call, ast.Call)
    function = next((node for node in around if isinstance(node, (_Function, ast.Lambda))), None)
    if not isinstance(function, _Function):
        return None
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr == "wait_for":
        predicate = _predicate(call)
        if predicate is None:
            return None
        return _made(source, [(predicate, False)], (predicate, False), True, (), answered)
    parts: list[_Part] = []
    nearest: _Part | None = None
    inner: ast.AST = call
    for node in around:
        if node is function:
            passed = _passed(function.body, inner)
            if passed is None:
                return None
            parts = [*passed, *parts]
            nearest = nearest or (parts[-1] if parts else None)
            return _made(source, parts, nearest, False, _assigned(function), answered)
        match node:
            case ast.BoolOp():
                before = node.values[: _position(node.values, inner)]
                if before:
                    test = before[0] if len(before) == 1 else ast.BoolOp(node.op, before)
                    parts.append((test, isinstance(node.op, ast.And)))
                    nearest = nearest or parts[-1]
            case ast.IfExp() if inner is not node.test:
                parts.append((node.test, inner is node.body))
                nearest = nearest or parts[-1]
            case ast.While():
                if inner is node.test:
                    return None
                if isinstance(node.test, ast.Constant):
                    return None
                return _made(
                    source, [(node.test, True)], (node.test, True), True, _assigned(node), answered
                )
            case ast.If():
                if inner is not node.test:
                    passed = _passed(node.body if inner in node.body else node.orelse, inner)
                    if passed is None:
                        return None
                    parts += [*passed, (node.test, inner in node.body)]
                    nearest = nearest or parts[-1]
            case ast.With() | ast.Try():
                passed = _passed(node.body, inner) if inner in node.body else []
                if passed is None:
                    return None
                parts += passed
            case ast.For() | ast.match_case() | ast.ExceptHandler():
                return None
        inner = node
    return None


@functools.lru_cache(maxsize=8)
def syntax_tree(source: str) -> ast.Module | None:
    """What a program says, as Python reads it; None if it cannot be read."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def _waits(node: ast.AST, line: int) -> Iterator[list[ast.AST]]:
    """The calls of `wait` and `wait_for` in a line, each with what is around it, from within."""
    for child in ast.iter_child_nodes(node):
        first = getattr(child, "lineno", line)
        if not first <= line <= (getattr(child, "end_lineno", line) or line):
            continue
        if (
            isinstance(child, ast.Call)
            and isinstance(child.func, ast.Attribute)
            and child.func.attr in ("wait", "wait_for")
        ):
            yield [child, node]
        for found in _waits(child, line):
            yield [*found, node]


def _position(nodes: list[ast.expr], inner: ast.AST) -> int:
    return next(index for index, node in enumerate(nodes) if node is inner)


def _predicate(call: ast.Call) -> ast.expr | None:
    """What `wait_for` waits for, as an expression."""
    given = [k.value for k in call.keywords if k.arg == "predicate"] or call.args[:1]
    if not given or isinstance(given[0], ast.Starred):
        return None
    if isinstance(given[0], ast.Lambda):
        return None if given[0].args.args else given[0].body
    return ast.copy_location(ast.Call(given[0], [], []), given[0])


def _passed(block: list[ast.stmt], inner: ast.AST) -> list[_Part] | None:
    """The tests that were not so, or the thread would have left this block before a statement.

    None if there is a way out that cannot be followed.
    """
    parts: list[_Part] = []
    for statement in block:
        if statement is inner:
            break
        if isinstance(statement, ast.If) and not statement.orelse and _leaves(statement.body[-1]):
            parts.append((statement.test, False))
        elif any(_leaves(node) for node in _within(statement) if not isinstance(node, ast.Raise)):
            return None
    return parts


def _leaves(node: ast.AST) -> bool:
    return isinstance(node, (ast.Return, ast.Continue, ast.Break, ast.Raise))


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """What is in a node, but not in a function of its own."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (_Function, ast.Lambda)):
            yield from _within(child)


def _made(
    source: str,
    parts: list[_Part],
    nearest: _Part | None,
    looks_again: bool,
    stale: Iterable[str],
    answered: bool,
) -> WaitTest:
    expression, wanted = nearest if nearest is not None else (None, True)
    text = "" if expression is None else _text(source, expression)
    text = text if len(text) <= LONGEST else ""
    return WaitTest(tuple(parts), looks_again, text, not wanted, frozenset(stale), answered)


def _text(source: str, node: ast.expr) -> str:
    """An expression as the program has it, in one line."""
    if not hasattr(node, "lineno"):
        # Put together out of those that stand before the wait.
        assert isinstance(node, ast.BoolOp)
        word = " and " if isinstance(node.op, ast.And) else " or "
        return word.join(_text(source, value) for value in node.values)
    called = (
        isinstance(node, ast.Call) and not node.args and node.end_lineno == node.func.end_lineno
    )
    text = " ".join((ast.get_source_segment(source, node) or "").split())
    return f"{text}()" if called and not text.endswith(")") else text


def _assigned(node: ast.AST) -> Iterator[str]:
    """The names that are given values in a function, or in a loop."""
    for part in _within(node):
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            yield part.id
