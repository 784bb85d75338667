"""Runs a grader's test in the model or on real threads, and says what came of it."""

from __future__ import annotations

import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest
from _pytest.outcomes import Failed, Skipped

from threadkata import witness
from threadkata.course import Exercise
from threadkata.debugger import ThreadPdb
from threadkata.explain.verdict import Kind, Verdict, raised_in, said_by
from threadkata.items import (
    THREADS,
    explanation,
    name_of,
    qualname,
    replay_command,
    requirement,
    step_of,
    title,
    world_of,
)
from threadkata.judging import Judgement, ModelTest
from threadkata.pages import page_path, remove_page, write_page
from threadkata.search.replay import Schedule
from threadkata.session import SESSION, relative

if TYPE_CHECKING:
    from threadkata.explain.failure import Failure

#: Verdicts on tests whose other runs tell nothing, or take seconds.
NOT_PLAYED: Final = frozenset({Kind.OUTSIDE_THE_MODEL, Kind.NOT_DETERMINISTIC})
#: Operations of a run above which a test is too large to be played.
LONGEST_PLAYED: Final = 200
#: Exceptions by which a grader's test says that a result is wrong.
FAILURES: Final = (AssertionError, pytest.fail.Exception)


# Outcomes of pytest's own kind: of others it would write tracebacks, which nobody would see and
# which take longer than the tests.
class NotRight(Failed):
    """Raised out of a test that is not right; the report is its text."""


class ToDo(Skipped):
    """Raised out of a test whose part of the stub is still untouched."""


class NotJudged(Skipped):
    """Raised out of a test that need not run, because another one has told enough."""


def run_in_model(item: pytest.Function, exercise: Exercise, goes_on: Callable[[], None]) -> None:
    """Judge a test in the model.

    Arguments:
        item: the test.
        exercise: which one it grades.
        goes_on: to be called now and then; see `Session.at`.

    Raises NotRight, with the report, or ToDo.
    """
    session = item.config.stash[SESSION]
    program = session.checked(exercise).program
    assert program is not None
    names = item._fixtureinfo.argnames
    test = ModelTest(
        session.world,
        program,
        session.grader(item.path),
        qualname(item),
        {name: item.funcargs[name] for name in names},
        hasty=item.get_closest_marker("hasty") is not None,
        polling_allowed=item.get_closest_marker("polling_allowed") is not None,
        failures=FAILURES,
        goes_on=goes_on,
    )
    with witness.unchanged_library():
        judgement = test.judge() if session.schedule is None else test.follow(session.schedule)
    tally = session.tally(exercise)
    verdict = judgement.verdict
    replayed = judgement.replayed
    if ThreadPdb.has_quit:
        pytest.exit("Quitting debugger")
    if verdict is not None:
        leave_out(item, but=0)
    sys.stdout.write(session.world.output.text if replayed is None else replayed.output)
    if session.schedule is not None and replayed is not None and not replayed.fits:
        tally.is_wrong(name_of(item))
        raise NotRight(_does_not_fit(item, exercise, session.schedule))
    if session.schedule is None and session.pages is not None:
        # What stands there is about an earlier answer.
        remove_page(page_path(session.pages, exercise.label, _test_name(item)))
    if verdict is None:
        tally.right_in_model(
            name_of(item),
            judgement.exploration.runs,
            all_of_them=judgement.exploration.exhausted,
        )
        if judgement.threads == 1 and not session.repeats_wanted:
            tally.alone.add(name_of(item))
            leave_out(item, but=1)
        return
    place = f"{relative(Path(verdict.path))}:{verdict.line}"
    if verdict.kind is Kind.TO_DO:
        tally.is_to_do(name_of(item))
        raise ToDo(f"{place} is to do")
    tally.is_wrong(name_of(item))
    if verdict.kind is Kind.OUTSIDE_THE_MODEL:
        # Each further test would take seconds to find out the same.
        tally.problem = f"{place}: it {verdict.detail}"
        leave_out(item, but=0, all_tests=True)
    raise NotRight(_report(item, exercise, verdict, judgement, test))


def _test_name(item: pytest.Item) -> str:
    return name_of(item).partition("::")[2].removeprefix("test_")


def leave_out(item: pytest.Item, *, but: int, all_tests: bool = False) -> None:
    """Run a test on real threads less often than was planned.

    Arguments:
        item: the same test in the model.
        but: how many runs are to be left.
        all_tests: whether this goes for all tests in the file.
    """
    if hasattr(item.config, "workerinput"):
        # Processes of pytest-xdist know their tests by number. They come to each, and pass it over.
        return
    items = item.session.items
    name, position = name_of(item), items.index(item)
    end = position
    while end < len(items) and items[end].path == item.path:
        end += 1
    # The next one has to stay: pytest has made ready for it.
    rest = items[position + 2 : end]
    items[position + 2 : end] = [
        other
        for other in rest
        if world_of(other) != THREADS
        or step_of(other) < but
        or not (all_tests or name_of(other) == name)
    ]


def _report(
    item: pytest.Function,
    exercise: Exercise,
    verdict: Verdict,
    judgement: Judgement,
    test: ModelTest,
) -> str:
    # Imported only now: what draws a report takes longer to load than most reports to draw.
    from threadkata.explain.failure import Failure
    from threadkata.explain.terminal import render, render_plain

    session = item.config.stash[SESSION]
    failure = Failure(
        exercise.label,
        title(item),
        requirement(item),
        verdict,
        None if judgement.replayed is None else judgement.replayed.trace,
        judgement.exploration.runs if session.schedule is None else 0,
        replay_command(item, judgement.exploration.schedule or Schedule()),
        explanation(item),
        relative(item.path.parent.parent),
    )
    if item.config.getoption("--plain"):
        return render_plain(failure)
    writer = item.config.get_terminal_writer()
    report = render(failure, width=writer.fullwidth, color=writer.hasmarkup)
    page = _page(item, exercise, failure, judgement, test)
    if page is None:
        return report
    path = relative(page)
    if writer.hasmarkup:
        path = f"\x1b]8;;{page.as_uri()}\x1b\\{path}\x1b]8;;\x1b\\"
    return f"{report}\n\n  Step through it in a browser:\n  {path}"


def _page(
    item: pytest.Function,
    exercise: Exercise,
    failure: Failure,
    judgement: Judgement,
    test: ModelTest,
) -> Path | None:
    """Write the page on a failure. Returns its path, or None if there is none."""
    from threadkata.explain.page import render_page
    from threadkata.explain.page_data import Shown

    folder = item.config.stash[SESSION].pages
    replayed = judgement.replayed
    if folder is None or replayed is None or not replayed.trace.events:
        return None
    ways = None
    if failure.verdict.kind not in NOT_PLAYED and len(replayed.trace.events) <= LONGEST_PLAYED:
        with witness.unchanged_library():
            ways = test.every_way()
    path = page_path(folder, exercise.label, _test_name(item))
    return path if write_page(path, render_page(Shown(failure, replayed.moments, ways))) else None


def _does_not_fit(item: pytest.Function, exercise: Exercise, schedule: Schedule) -> str:
    return (
        f"✗ {exercise.label}  {title(item)}\n\n"
        f"  The schedule {schedule} does not fit this test, or the code has changed since the\n"
        "  report was written. Run the test without --schedule."
    )


def run_on_threads(item: pytest.Function, exercise: Exercise) -> None:
    """Run a test once on real threads.

    Raises NotRight, with the report, or ToDo.
    """
    session = item.config.stash[SESSION]
    tally = session.tally(exercise)
    arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
    before = set(threading.enumerate())
    with witness.tracing_ends():
        try:
            with witness.eager_switching(), witness.silent_exits():
                item.obj(**arguments)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            wrong_on_threads(item, exercise, error, before)
        left = [thread for thread in witness.still_running(before) if not thread.daemon]
        for thread in left:
            thread.join(1)
    tally.real_runs += 1


def wrong_on_threads(
    item: pytest.Function,
    exercise: Exercise,
    error: BaseException,
    before: set[threading.Thread],
) -> NoReturn:
    """Note that a test fails on real threads though the model found nothing."""
    tally = item.config.stash[SESSION].tally(exercise)
    file = item.config.stash[SESSION].file(exercise)
    kind = witness.kind_of(error, file, FAILURES)
    if kind is Kind.TO_DO:
        tally.is_to_do(name_of(item))
        raise ToDo(f"{relative(file)} is to do") from None
    tally.is_wrong(name_of(item))
    raise NotRight(_on_real_threads(item, exercise, kind, error, before)) from None


def _on_real_threads(
    item: pytest.Function,
    exercise: Exercise,
    kind: Kind,
    error: BaseException,
    before: set[threading.Thread],
) -> str:
    """The report on a test that fails on real threads though the model found nothing."""
    files = {str(item.config.stash[SESSION].file(exercise)), str(item.path)}
    mark = "Wrong: " if item.config.getoption("--plain") else "✗ "
    asked = textwrap.wrap(requirement(item), 78, initial_indent="  ", subsequent_indent="  ")
    lines = [f"{mark}{exercise.label}  {title(item)}", "", *asked, ""]
    text = said_by(error).strip().split("\n")
    path, line = raised_in(error, files)
    where = f" at {Path(path).name}:{line}" if path else ""
    what = f"{type(error).__name__}: " if kind is Kind.EXCEPTION else ""
    verdict = kind.value.capitalize()
    lines.append(f"  {verdict} on real threads{where}: {what}{text[0]}".rstrip(": "))
    lines += [f"  {line}" for line in text[1:]]
    stacks = witness.stacks(error, before, files)
    if kind is Kind.NOT_OVER or len(stacks) > 1:
        lines += ["", "  Where each thread stands, the innermost call last:"]
        for name, calls in stacks.items():
            lines += [f"    {name}:", *(f"      {call}" for call in calls or ["elsewhere"])]
    if explanation(item):
        lines += [
            "",
            *textwrap.wrap(explanation(item), 78, initial_indent="  ", subsequent_indent="  "),
        ]
    return "\n".join(lines)
