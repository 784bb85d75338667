"""A source file, instrumented once and executed afresh for each run."""

from __future__ import annotations

import ast
import functools
import linecache
from collections.abc import Callable
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from importlib.util import decode_source, module_from_spec, spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import TypeAlias

from threadkata.model.instrument import instrument
from threadkata.model.stateless import keeps_no_state, stored_names

Rewrite: TypeAlias = Callable[[ast.Module, bytes], None]


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A module that can be executed in the model.

    Attributes:
        name: the module's name, which is also its classes' `__module__`.
        path: the source file.
        code: the instrumented code.
        shared: the module's variables that are announced.
        code_with_all: makes the code that announces every use of every one of them.
        keeps_no_state: the module, once executed, can serve for one run after another, as long as
            nobody assigns to it or to its classes.
        stored_names: attributes that it assigns to outside of `__init__`.
    """

    name: str
    path: Path
    code: CodeType
    shared: frozenset[str]
    code_with_all: Callable[[], CodeType]
    keeps_no_state: bool
    stored_names: frozenset[str]

    @classmethod
    def from_file(cls, path: Path, name: str, rewrite: Rewrite | None = None) -> Program:
        """Read and instrument a source file.

        Arguments:
            path: the file.
            name: the name to give the module.
            rewrite: changes the syntax tree in place before it is instrumented, if given.

        Raises OSError when the file cannot be read, SyntaxError when it is not Python (also when
        it is not text in its encoding), RecursionError when it is nested too deeply.
        """
        return cls.from_source(path.read_bytes(), path, name, rewrite)

    @classmethod
    def from_source(
        cls, source: bytes, path: Path, name: str, rewrite: Rewrite | None = None
    ) -> Program:
        """Instrument a source text that stands, or might stand, in the file `path`."""
        try:
            tree = ast.parse(source, str(path))
        except ValueError as error:  # NUL bytes, on some versions
            raise SyntaxError(str(error)) from None
        # Asked of what somebody has written: pytest's rewriting reaches for `globals` and `locals`,
        # but only to show the values of names.
        stateless, stored = keeps_no_state(tree), stored_names(tree)
        code, shared = _instrumented(tree, source, path, rewrite)
        # A report shows lines of this text, whatever becomes of the file meanwhile.
        lines = decode_source(source).splitlines(keepends=True)
        linecache.cache[str(path)] = (len(source), None, lines, str(path))
        again = code_with_all(source, path, rewrite)
        return cls(name, path, code, shared, again, stateless, stored)


def new_module(name: str, path: Path) -> ModuleType:
    """A module as an import makes it, before it executes the source file."""
    module = ModuleType(name)
    vars(module).update(_attributes(name, path))
    return module


@functools.cache
def _attributes(name: str, path: Path) -> dict[str, object]:
    spec = spec_from_file_location(name, path, loader=SourceFileLoader(name, str(path)))
    assert spec is not None
    return vars(module_from_spec(spec))


def code_with_all(source: bytes, path: Path, rewrite: Rewrite | None) -> Callable[[], CodeType]:
    """Makes the code of a program in which every use of a global variable is announced."""

    @functools.cache
    def make() -> CodeType:
        tree = ast.parse(source, str(path))
        return _instrumented(tree, source, path, rewrite, all_globals=True)[0]

    return make


def _instrumented(
    tree: ast.Module,
    source: bytes,
    path: Path,
    rewrite: Rewrite | None,
    *,
    all_globals: bool = False,
) -> tuple[CodeType, frozenset[str]]:
    if rewrite is not None:
        rewrite(tree, source)
    shared = instrument(tree, str(path), all_globals=all_globals)
    return compile(tree, str(path), "exec", dont_inherit=True), shared
