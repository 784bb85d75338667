"""What the terminal shows of each test, and of all in the end."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import pytest

from threadkata.items import EXERCISE, MODEL, THREADS, name_of, world_of
from threadkata.running import NotJudged, NotRight, ToDo
from threadkata.session import SESSION
from threadkata.summary import hint_lines, summary_lines

#: Characters of a test's output that a report shows.
SHOWN: Final = 4_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show our own reports instead of tracebacks through our own machinery."""
    report = yield
    if item.stash.get(EXERCISE, None) is None:
        return report
    if report.passed and world_of(item) == THREADS:
        # The run in the model has said it already.
        report.sections.clear()
    report.sections = [(name, _shortened(text)) for name, text in report.sections]
    if call.excinfo is None:
        return report
    error = call.excinfo.value
    if isinstance(error, NotRight):
        report.longrepr = str(error)
        report.outcome = "failed"
        report.when = "call"
    elif isinstance(error, (ToDo, NotJudged)):
        report.outcome = "skipped"
        report.longrepr = (str(item.path), 0, str(error))
        report.user_properties.append(("threadkata", type(error).__name__))
    elif report.failed:
        # Something went wrong that is not the learner's: it is not right all the same.
        item.config.stash[SESSION].tally(item.stash[EXERCISE]).is_wrong(name_of(item))
    return report


def _shortened(text: str) -> str:
    """Output, or the beginning of it if there is more than anybody can read."""
    more = len(text) - SHOWN
    return text if more <= 0 else f"{text[:SHOWN]}\n[{more:,} more characters]\n"


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(
    report: pytest.CollectReport | pytest.TestReport, config: pytest.Config
) -> tuple[str, str, str] | None:
    """Call things by the words of the suite: right, wrong, to do."""
    if not isinstance(report, pytest.TestReport):
        return None
    said = dict(report.user_properties).get("threadkata")
    to_do, wrong = ("t", "F") if config.getoption("--plain") else ("·", "✗")
    if said == ToDo.__name__ and report.skipped:
        return "to do", to_do, "TO DO"
    if said == NotJudged.__name__ and report.skipped:
        return "", "", ""
    if f"[{THREADS}" in report.nodeid and report.when == "call" and report.passed:
        return "runs on real threads", "", "RIGHT"
    if f"[{THREADS}" in report.nodeid and report.when == "call" and report.failed:
        return "failed", wrong, "WRONG"
    if f"[{MODEL}" in report.nodeid and report.when == "call":
        if report.passed:
            return "right", ".", "RIGHT"
        if report.failed:
            return "failed", wrong, "WRONG"
    return None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """One line for each exercise, or the hints for it."""
    session = config.stash[SESSION]
    for exercise in session.hinted:
        terminalreporter.section(exercise.label)
        for line in hint_lines(
            exercise, config.getoption("--hint"), terminalreporter._tw.fullwidth
        ):
            terminalreporter.write_line(line)
    if session.tallies:
        terminalreporter.section("threadkata")
        tallies = sorted(session.tallies.values(), key=lambda tally: (tally.chapter, tally.number))
        for line, markup in summary_lines(tallies, Path.cwd()):
            if config.getoption("--plain"):
                line, markup = line.replace("✓ ", "").replace("✗ ", "").replace("· ", ""), {}
            terminalreporter.write_line(line, **markup)
