"""Graders, rewritten and instrumented once, and kept beside Python's own compiled files.

It takes longer to rewrite a grader's asserts and to instrument it than to run most of its tests.
Files under test are not kept: they change, and nothing that lies beside them is to be trusted.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import marshal
import os
import sys
from pathlib import Path

import pytest

from threadkata import model
from threadkata.model.program import Program, Rewrite, code_with_all


def grader_program(path: Path, name: str, rewrite: Rewrite) -> Program:
    """The instrumented program of a grader; see `Program.from_file`.

    Arguments:
        path: the grader's file.
        name: the name to give the module.
        rewrite: changes the syntax tree in place before it is instrumented.
    """
    source = path.read_bytes()
    made_by = machinery(Path(model.__path__[0]))
    key = hashlib.sha256(made_by + source + str(path).encode()).digest()
    kept = path.parent / "__pycache__" / f"{path.stem}.threadkata-{sys.implementation.cache_tag}"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        data = kept.read_bytes()
        if data.startswith(key):
            code, shared, stateless, stored = marshal.loads(data[len(key) :])
            again = code_with_all(source, path, rewrite)
            return Program(name, path, code, frozenset(shared), again, stateless, frozenset(stored))
    program = Program.from_source(source, path, name, rewrite)
    if not sys.dont_write_bytecode:
        content = (
            program.code,
            sorted(program.shared),
            program.keeps_no_state,
            sorted(program.stored_names),
        )
        with contextlib.suppress(OSError):
            kept.parent.mkdir(exist_ok=True)
            written = kept.with_name(f"{kept.name}.{os.getpid()}")
            written.write_bytes(key + marshal.dumps(content))
            written.replace(kept)
    return program


@functools.cache
def machinery(folder: Path) -> bytes:
    """Differs when anything does that has a part in what becomes of a source.

    Arguments:
        folder: the package that instruments, with all that is in it.
    """
    digest = hashlib.sha256(importlib.util.MAGIC_NUMBER + pytest.__version__.encode())
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
