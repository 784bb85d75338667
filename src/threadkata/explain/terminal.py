"""A failure in the terminal: what was asked for, what is wrong, and how it comes about."""

from __future__ import annotations

import io
import textwrap

from rich.console import Console
from rich.text import Text

from threadkata.explain import columns, plain
from threadkata.explain.columns import FILL, widened
from threadkata.explain.failure import Failure
from threadkata.explain.pattern import Pattern
from threadkata.explain.patterns import recognise
from threadkata.explain.sentence import explain
from threadkata.explain.steps import Steps, steps_of
from threadkata.explain.verdict import Kind
from threadkata.explain.waits import who_died, who_waits
from threadkata.model.values import printable

__all__ = ["Failure", "render", "render_plain"]

#: Verdicts on runs in which threads were left standing.
STANDSTILL = frozenset(
    {
        Kind.DEADLOCK,
        Kind.LOST_WAKEUP,
        Kind.LOCK_LEFT_HELD,
        Kind.LIVELOCK,
        Kind.THREAD_LEFT_RUNNING,
    }
)


def render(failure: Failure, *, width: int = 80, color: bool = False) -> str:
    """The report on one failure, as text.

    Arguments:
        failure: what to tell.
        width: columns of the terminal.
        color: whether to use colour; nothing is told by colour alone.
    """
    width = max(40, min(width, 110))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        soft_wrap=True,
        legacy_windows=False,
    )
    for line in _lines(failure, width):
        line.rstrip()
        if not line.plain.isprintable():
            line.plain = printable(line.plain)
        console.print(line)
    return stream.getvalue().rstrip("\n")


def _lines(failure: Failure, width: int) -> list[Text]:
    lines = [Text.assemble(("✗ ", "red bold"), (failure.exercise, "bold"))]
    if len(lines[0].plain) + 2 + len(failure.title) <= width:
        lines[0].append(f"  {failure.title}")
    else:
        lines += _wrapped(failure.title, width)
    parts = [
        _wrapped(failure.requirement, width),
        _sentence(failure, width),
    ]
    pattern = recognise(failure.verdict, failure.trace)
    if pattern is not None:
        parts.append(_pattern(pattern, failure, width))
    if failure.explanation:
        parts.append(_paragraphs(failure.explanation, width))
    steps = _steps(failure, pattern)
    if failure.trace is not None and steps is not None:
        table = columns.table(failure.trace, steps.rows, width)
        if table and steps.left_out:
            table += [
                Text(line.plain, "dim") for line in _wrapped(left_out(steps), width, indent=5)
            ]
        parts.append(table)
        parts.append([line for text in ends(failure) for line in _wrapped(text, width, hanging=2)])
        command = Text(f"  {failure.command}", "cyan")
        parts.append([*_wrapped(tried(failure.tried), width), command])
    for part in parts:
        if part:
            lines += [Text(), *part]
    return lines


def render_plain(failure: Failure) -> str:
    """The report on one failure as sentences, one a line, without columns and symbols."""
    verdict = failure.verdict
    lines = [f"Wrong: {failure.exercise}. {failure.title}.", f"Asked for: {failure.requirement}"]
    lines.append(f"{verdict.kind.value.capitalize()}. {explain(verdict, failure.trace)}")
    pattern = recognise(verdict, failure.trace)
    if pattern is not None:
        lines.append(f"{pattern.name.capitalize()}: {pattern.sentence}")
        lines += [read_on(pattern, failure)] if pattern.lesson else []
    if failure.explanation:
        lines.append(failure.explanation)
    steps = _steps(failure, pattern)
    if failure.trace is not None and steps is not None:
        lines += plain.sentences(failure.trace, steps.rows)
        if steps.rows and steps.left_out:
            lines.append(left_out(steps))
        lines += ends(failure)
        lines.append(tried(failure.tried))
        lines.append(failure.command)
    return "\n".join(printable(line) for line in "\n".join(lines).split("\n"))


def read_on(pattern: Pattern, failure: Failure) -> str:
    """Where to read about a mistake: the file of the lesson, and the section."""
    lesson = pattern.lesson
    if lesson is None:
        return ""
    section = f", “{lesson.section}”" if lesson.section else ""
    return f"Read {failure.lessons}/{lesson.chapter}/README.md{section}."


def left_out(steps: Steps) -> str:
    """How many steps are not told."""
    if steps.left_out == 1:
        return "One step that does not matter here is left out."
    return f"{steps.left_out:,} steps that do not matter here are left out."


def tried(number: int) -> str:
    """How many interleavings were tried until this one."""
    if number == 0:
        return "This is the interleaving that was asked for. See it again:"
    if number == 1:
        return "Fails in the first interleaving tried. See exactly this one again:"
    return f"Fails in interleaving {number:,} of those tried. See exactly this one again:"


def ends(failure: Failure) -> list[str]:
    """A sentence for each thread that is left standing, or has died."""
    sentences = []
    if failure.trace is not None:
        if failure.verdict.kind in STANDSTILL:
            sentences += who_waits(failure.trace)
        # What ended one thread may be why another raised.
        told = failure.verdict.thread if failure.verdict.kind is Kind.EXCEPTION else ""
        sentences += who_died(failure.trace, told)
    return sentences


def _steps(failure: Failure, pattern: Pattern | None) -> Steps | None:
    if failure.trace is None or failure.verdict.kind is Kind.TO_DO:
        return None
    return steps_of(failure.trace, failure.verdict, pattern.steps if pattern is not None else ())


def _sentence(failure: Failure, width: int) -> list[Text]:
    label = failure.verdict.kind.value.capitalize()
    first, *rest = explain(failure.verdict, failure.trace).split("\n")
    lines = _wrapped(f"{label}. {first}".rstrip(), width)
    lines[0].stylize("bold red", 2, 2 + len(label) + 1)
    for line in rest:
        lines += _wrapped(line, width, indent=4)
    return lines


def _pattern(pattern: Pattern, failure: Failure, width: int) -> list[Text]:
    name = pattern.name.capitalize()
    lines = _wrapped(f"{name}: {pattern.sentence}", width)
    lines[0].stylize("bold", 2, 2 + len(name) + 1)
    return [*lines, *_wrapped(read_on(pattern, failure), width)]


def _paragraphs(text: str, width: int) -> list[Text]:
    lines: list[Text] = []
    for paragraph in text.split("\n\n"):
        lines += [*([Text()] if lines else []), *_wrapped(" ".join(paragraph.split()), width)]
    return lines


def _wrapped(text: str, width: int, *, indent: int = 2, hanging: int = 0) -> list[Text]:
    return [
        Text(line.replace(FILL, ""))
        for paragraph in widened(text).split("\n")
        for line in textwrap.wrap(
            paragraph,
            width - (FILL in paragraph),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hanging),
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]
