"""Where in the source an operation is, and what the program calls the object it acts on."""

from __future__ import annotations

import ast
import dis
import functools
import itertools
import linecache
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any, Final, TypeAlias, final

from threadkata.model.glance import plain_value
from threadkata.model.hooks.variables import Cell
from threadkata.model.kinds import CONTAINERS
from threadkata.model.operation import Operation
from threadkata.model.values import attributes_of, is_one, of_class

#: Methods of primitives: what stands before one in a call is the primitive.
_METHODS: Final = frozenset(
    {
        "acquire", "release", "locked", "wait", "wait_for", "notify", "notify_all", "notifyAll",
        "is_set", "set", "clear", "reset", "abort", "cancel", "join", "start", "is_alive",
        "put", "get", "put_nowait", "get_nowait", "task_done", "shutdown", "qsize", "empty", "full",
    }
)  # fmt: skip

#: How statements begin that have others in them.
_STATEMENTS: Final = ("for ", "while ", "with ", "async ", "def ", "class ", "match ", "try")

_With: TypeAlias = ast.With | ast.AsyncWith
#: What a `with` statement enters: each as text and as syntax.
_Items: TypeAlias = tuple[tuple[str, ast.expr], ...]

#: The fields of a statement, or of a part of one, in which others stand.
_BLOCKS: Final = ("body", "orelse", "finalbody", "handlers", "cases")


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of source code.

    Attributes:
        path: the file.
        line: its first line, from 1.
        function: the function it is in.
        text: the whole first line, without indentation.
        expression: the piece itself, with each run of blanks as one.
    """

    path: str
    line: int
    function: str
    text: str
    expression: str


@final
class Places:
    """Says where frames are. Made for one run: in the next, files may be others."""

    def __init__(self) -> None:
        # For an instruction: its line, and the piece of source that it was made from.
        self._pieces: dict[tuple[CodeType, int], tuple[str, str]] = {}

    def of(self, frame: FrameType, subject: object) -> Place:
        """The place at which a frame is.

        Arguments:
            frame: a frame of the program.
            subject: the object that is being acted on there.
        """
        code, line = frame.f_code, frame.f_lineno
        text, expression = self._piece(frame)
        if expression.startswith(("with ", "async with ")):
            # Some versions place what `with` does at the statement as a whole.
            expression = _entered(frame, _with_items(code.co_filename, line), subject)
        if "[" in expression and not is_one(subject, CONTAINERS):
            expression = _with_indices(frame, expression)
        return Place(code.co_filename, line, code.co_qualname, text, expression)

    def _piece(self, frame: FrameType) -> tuple[str, str]:
        code, instruction = frame.f_code, frame.f_lasti
        known = self._pieces.get((code, instruction))
        if known is None:
            where = _position(code, instruction)
            known = self._pieces[code, instruction] = (
                linecache.getline(code.co_filename, frame.f_lineno).strip(),
                "" if where is None else _text(code.co_filename, where),
            )
        return known


def _with_indices(frame: FrameType, expression: str) -> str:
    """An expression in which it says which item is meant: of `self.forks[left]`, `self.forks[0]`.

    Which one `left` is differs from thread to thread.
    """
    try:
        tree = ast.parse(expression, mode="eval")
    except SyntaxError:
        return expression
    text = expression.encode()
    # From the right, so that what stands to the left of one keeps its place.
    for index, value in reversed(list(_indices(frame, tree.body))):
        text = text[: index.col_offset] + repr(value).encode() + text[index.end_col_offset :]
    return text.decode()


def _indices(frame: FrameType, node: ast.AST) -> Iterator[tuple[ast.expr, int | str]]:
    """The indices in an expression, and what they come to, from left to right."""
    for child in ast.iter_child_nodes(node):
        value = None
        if isinstance(node, ast.Subscript) and child is node.slice:
            value = plain_value(node.slice, frame)
        if value is None:
            yield from _indices(frame, child)
        else:
            assert isinstance(child, ast.expr)
            yield child, value


def line_at(code: CodeType, instruction: int) -> int:
    """The line that an instruction of a function is from; 0 if that is not known."""
    where = _position(code, instruction)
    return (where[0] or 0) if where is not None else 0


def _position(
    code: CodeType, instruction: int
) -> tuple[int | None, int | None, int | None, int | None] | None:
    return next(itertools.islice(code.co_positions(), instruction // 2, None), None)


def label_of(operation: Operation, place: Place) -> str:
    """What the program calls the object that an operation acts on; empty if that is not known."""
    text, subject = place.expression, operation.subject
    if type(subject) is Cell:
        return operation.name
    if operation.kind in ("read", "write"):
        if operation.kind == "write" and text.startswith(_STATEMENTS):
            return ""
        # Of an item, what is told is the container.
        inside = text.endswith("]") and is_one(subject, CONTAINERS)
        return _before_the_brackets(text) if inside else text
    before = _before_the_call(text) if text.endswith(")") else text
    if operation.kind == "call":
        return before if of_class(type(subject), operation.name) is not None else ""
    if before == text or text[len(before) + 1 :].partition("(")[0].strip() in _METHODS:
        return before
    if text in (source for source, _ in _with_items(place.path, place.line)):
        return text
    # The method goes by another name here.
    return ""


def _before_the_brackets(text: str) -> str:
    """Of `self._cells[i].put(x)`, `self._cells[i].put`."""
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += (text[position] in ")]}") - (text[position] in "([{")
        if depth == 0:
            return text[:position]
    return ""


def _before_the_call(text: str) -> str:
    """Of `self._cells[i].put(x)`, `self._cells[i]`."""
    return _before_the_brackets(text).rpartition(".")[0]


def _text(path: str, where: tuple[int | None, int | None, int | None, int | None]) -> str:
    """A piece of a file: first line, last line, first column, column behind it."""
    first, last, start, end = where
    if first is None or last is None or start is None or end is None:
        return ""
    lines = [linecache.getline(path, number).encode() for number in range(first, last + 1)]
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    return " ".join(b"".join(lines).decode(errors="replace").split())


def _with_items(path: str, line: int) -> _Items:
    """What the `with` statement enters that begins in this line, if there is one."""
    text = linecache.getline(path, line).strip()
    if not text.startswith(("with", "async")):
        return ()
    return _in_one_line(text) or _with_statements("".join(linecache.getlines(path))).get(line, ())


@functools.lru_cache(maxsize=64)
def _in_one_line(text: str) -> _Items:
    """What a `with` statement enters that says so in one line, as most do."""
    try:
        statement = ast.parse(f"{text}\n pass").body[0]
    except (SyntaxError, ValueError):
        return ()
    return _items(statement) if isinstance(statement, _With) else ()


@functools.lru_cache(maxsize=8)
def _with_statements(source: str) -> dict[int, _Items]:
    """The `with` statements of a file, by their lines."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    return {node.lineno: _items(node) for node in _statements(tree) if isinstance(node, _With)}


def _items(node: _With) -> _Items:
    return tuple((ast.unparse(item.context_expr), item.context_expr) for item in node.items)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in the blocks of a statement, at any depth. No expression has a block."""
    for block in _BLOCKS:
        for inner in getattr(node, block, ()):
            yield inner
            yield from _statements(inner)


def _entered(frame: FrameType, items: _Items, subject: object) -> str:
    """Which of the items of a `with` statement is `subject`, if that can be seen."""
    if len(items) == 1:
        return items[0][0]
    for text, expression in items:
        if _value(frame, expression) is subject:
            return text
    # They are entered in their order, each by an instruction of its own.
    entering = [
        instruction.offset
        for instruction in dis.get_instructions(frame.f_code)
        if instruction.opname == "BEFORE_WITH"
        and instruction.positions is not None
        and instruction.positions.lineno == frame.f_lineno
    ]
    if frame.f_lasti in entering and len(entering) == len(items):
        return items[entering.index(frame.f_lasti)][0]
    return ""


def _value(frame: FrameType, expression: ast.expr) -> Any:
    """The value of a name or of an attribute that lies in an object, without running any code."""
    if isinstance(expression, ast.Name):
        return frame.f_locals.get(expression.id, frame.f_globals.get(expression.id))
    if isinstance(expression, ast.Attribute):
        owner = _value(frame, expression.value)
        return attributes_of(owner).get(expression.attr)
    return None
