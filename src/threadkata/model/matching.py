"""The `match` statement, taken apart into tests and assignments that announce what they look at.

    match point:                     @1 = point
        case Point(x=0) if quick:    @2 = False
            go()                     if (@3 := @match_class(@1, Point, 0, ("x",))) and (@3[0] == 0):
                                         if quick:
                                             @2 = True
                                             go()

The parts of a pattern are tested in their order, and names are bound when all of it has matched, as
without hooks. What a pattern looks at is looked up by the patterns of Python itself.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable
from typing import Any, Protocol


class Hooks(Protocol):
    """Makes the nodes that a pattern is made of."""

    def hook(self, name: str, where: ast.AST, *arguments: ast.expr) -> ast.expr:
        """A call of a hook."""

    def temporary(self) -> str:
        """A name that nothing else has."""

    def visit(self, node: ast.AST) -> Any:
        """`node`, instrumented."""


class Pattern:
    """One pattern, as an expression that is true if it matches.

    Attributes:
        test: the expression.
        bound: the names that it binds, each with the name under which its value is put by.
    """

    def __init__(self, pattern: ast.pattern, subject: str, hooks: Hooks) -> None:
        self.bound: dict[str, str] = {}
        self._hooks = hooks
        self.test = self._test(pattern, _load(subject))

    def _test(self, pattern: ast.pattern, subject: ast.expr) -> ast.expr:
        match pattern:
            case ast.MatchValue():
                value, equals = self._hooks.visit(pattern.value), _load("@==")
                test = self._hooks.hook("binary", pattern, equals, subject, value)
            case ast.MatchSingleton():
                test = ast.Compare(subject, [ast.Is()], [ast.Constant(pattern.value)])
            case ast.MatchSequence():
                test = self._sequence(pattern, subject)
            case ast.MatchMapping():
                test = self._mapping(pattern, subject)
            case ast.MatchClass():
                cls = self._hooks.visit(pattern.cls)
                names = ast.Tuple([ast.Constant(name) for name in pattern.kwd_attrs], ast.Load())
                count = ast.Constant(len(pattern.patterns))
                found = self._hooks.hook("match_class", pattern, subject, cls, count, names)
                parts = [*pattern.patterns, *pattern.kwd_patterns]
                test = self._parts(pattern, found, parts)
            case ast.MatchStar(name=name):
                test = self._capture(name, subject)
            case ast.MatchAs(pattern=None, name=name):
                test = self._capture(name, subject)
            case ast.MatchAs(pattern=inner, name=name) if inner is not None:
                known, put_by = self._put_by(subject)
                tests = [self._test(inner, known), self._capture(name, known)]
                test = ast.BoolOp(ast.And(), [put_by, *tests])
            case ast.MatchOr():
                known, put_by = self._put_by(subject)
                tests = [self._test(part, known) for part in pattern.patterns]
                test = ast.BoolOp(ast.And(), [put_by, ast.BoolOp(ast.Or(), tests)])
            case _:
                raise AssertionError(pattern)
        return ast.copy_location(test, pattern)

    def _sequence(self, pattern: ast.MatchSequence, subject: ast.expr) -> ast.expr:
        known, put_by = self._put_by(subject)
        parts = pattern.patterns
        star = next((i for i, part in enumerate(parts) if isinstance(part, ast.MatchStar)), -1)
        shape = (known, ast.Constant(len(parts)), ast.Constant(star))
        test: ast.expr = self._hooks.hook("match_length", pattern, *shape)
        if all(map(_is_wildcard, parts)):
            rest: list[ast.expr] = []
        elif star >= 0 and _is_wildcard(parts[star]):
            # Python does not take what it does not need.
            rest = [
                self._test(part, self._hooks.hook("match_item", part, *shape, ast.Constant(i)))
                for i, part in enumerate(parts)
                if not _is_wildcard(part)
            ]
        else:
            items = self._hooks.hook("match_items", pattern, *shape)
            rest = [self._parts(pattern, items, parts)]
        return ast.BoolOp(ast.And(), [put_by, test, *rest])

    def _mapping(self, pattern: ast.MatchMapping, subject: ast.expr) -> ast.expr:
        known, put_by = self._put_by(subject)
        count = ast.Constant(len(pattern.keys))
        tests = [put_by, self._hooks.hook("match_mapping", pattern, known, count)]
        names = [self._hooks.temporary() for _ in pattern.keys]
        keys = [self._hooks.visit(key) for key in pattern.keys]
        tests += [_keep(name, key) for name, key in zip(names, keys, strict=True)]
        looked_up = ast.Tuple([_load(name) for name in names], ast.Load())
        if keys:
            found = self._hooks.hook("match_keys", pattern, known, looked_up)
            tests.append(self._parts(pattern, found, pattern.patterns))
        if pattern.rest is not None:
            rest = self._hooks.hook("match_rest", pattern, known, looked_up)
            tests.append(self._capture(pattern.rest, rest))
        return ast.BoolOp(ast.And(), tests)

    def _parts(self, where: ast.pattern, found: ast.expr, parts: list[ast.pattern]) -> ast.expr:
        """Whether something was found, and each part of it matches its pattern."""
        name = self._hooks.temporary()
        is_found = ast.Compare(_walrus(name, found), [ast.IsNot()], [ast.Constant(None)])
        tests: list[ast.expr] = [ast.copy_location(is_found, where)]
        for position, part in enumerate(parts):
            if not _is_wildcard(part):
                index = ast.Constant(position)
                item = ast.copy_location(ast.Subscript(_load(name), index, ast.Load()), part)
                tests.append(self._test(part, item))
        return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)

    def _put_by(self, subject: ast.expr) -> tuple[ast.expr, ast.expr]:
        """A name for a value that is needed more than once, and what binds it, which is true."""
        name = self._hooks.temporary()
        return _load(name), _keep(name, subject)

    def _capture(self, name: str | None, value: ast.expr) -> ast.expr:
        if name is None:
            return ast.Constant(True)
        if name not in self.bound:
            self.bound[name] = self._hooks.temporary()
        return _keep(self.bound[name], value)


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _walrus(name: str, value: ast.expr) -> ast.expr:
    return ast.NamedExpr(ast.Name(name, ast.Store()), value)


def _keep(name: str, value: ast.expr) -> ast.expr:
    """An expression that binds a name, and is true."""
    return ast.List([_walrus(name, value)], ast.Load())


def _is_wildcard(pattern: ast.pattern) -> bool:
    match pattern:
        case ast.MatchAs(pattern=None, name=None) | ast.MatchStar(name=None):
            return True
    return False


# ---------------------------------------------------------------------- when it runs


def is_sequence(subject: object) -> bool:
    """Whether a pattern in brackets could match."""
    match subject:
        case [*_]:
            return True
    return False


def is_mapping(subject: object) -> bool:
    """Whether a pattern in braces could match."""
    match subject:
        case {}:
            return True
    return False


def parts_of_sequence(items: list[Any], count: int, star: int) -> tuple[Any, ...]:
    """What each of `count` patterns is to match, one of them with a star unless that is -1.

    Raises ValueError where there are too many or too few, as unpacking does.
    """
    if star < 0:
        if len(items) != count:
            few = len(items) < count
            problem = f"not enough values to unpack (expected {count}, got {len(items)})"
            raise ValueError(problem if few else f"too many values to unpack (expected {count})")
        return tuple(items)
    behind = count - star - 1
    if len(items) < count - 1:
        expected = f"expected at least {count - 1}, got {len(items)}"
        raise ValueError(f"not enough values to unpack ({expected})")
    end = len(items) - behind
    return (*items[:star], items[star:end], *items[end:])


@functools.cache
def class_matcher(count: int, names: tuple[str, ...]) -> Callable[[Any, Any], Any]:
    """A function of a subject and a class that returns what the parts of a class pattern match.

    Arguments:
        count: how many parts go by their position.
        names: the attributes of the others.
    """
    parts = [f"a{i}" for i in range(count)] + [f"{name}=b{i}" for i, name in enumerate(names)]
    found = [f"a{i}, " for i in range(count)] + [f"b{i}, " for i in range(len(names))]
    namespace: dict[str, Any] = {}
    exec(
        "def find(subject, cls):\n"
        "    match subject:\n"
        f"        case cls({', '.join(parts)}):\n"
        f"            return ({''.join(found)})\n"
        "    return None\n",
        namespace,
    )
    finder: Callable[[Any, Any], Any] = namespace["find"]
    return finder


@functools.cache
def key_matcher(count: int) -> Callable[..., Any]:
    """A function of a mapping and `count` keys that returns the values, or None."""
    namespace: dict[str, Any] = {}
    pairs = ", ".join(f"keys.k{i}: v{i}" for i in range(count))
    values = "".join(f"v{i}, " for i in range(count))
    exec(
        "def find(subject, keys):\n"
        "    match subject:\n"
        f"        case {{{pairs}}}:\n"
        f"            return ({values})\n"
        "    return None\n",
        namespace,
    )
    finder: Callable[..., Any] = namespace["find"]
    return finder
