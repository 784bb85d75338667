"""What a page shows, as plain data. What appears several times in it stands in tables."""

from __future__ import annotations

import json
import linecache
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeAlias, final

from threadkata.explain.failure import Failure
from threadkata.explain.patterns import recognise
from threadkata.explain.picture import Picture, Stand, State, Step, picture_of
from threadkata.explain.sentence import explain
from threadkata.explain.tell import is_test
from threadkata.explain.terminal import read_on, tried
from threadkata.explain.verdict import Verdict
from threadkata.model.moments import Moment
from threadkata.model.place import Place
from threadkata.search.tree import Way

Json: TypeAlias = Any

#: A source file of up to so many lines is shown as a whole.
SOURCE_LINES: Final = 400
#: Of a longer one, so many lines before and after those where something happens.
LINES_AROUND: Final = 4
#: Characters of a line of source, of a step and of an explanation that are shown.
LINE_WIDTH: Final = 120
WORDS_WIDTH: Final = 160
DETAIL_WIDTH: Final = 3_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows.

    Attributes:
        failure: what went wrong; it has a trace.
        moments: how the threads stood before each event of the trace, and at the end.
        ways: every way through the program, in the order of their choices; None if they are too
            many to be played.
    """

    failure: Failure
    moments: tuple[Moment, ...]
    ways: tuple[Way[Verdict], ...] | None


def page_data(shown: Shown, *, with_play: bool, steps: int) -> Json:
    """The data of a page; `page.js` says how they are read.

    Arguments:
        shown: what to show.
        with_play: whether the tree of all choices is part of it.
        steps: how many steps of the interleaving.
    """
    failure = shown.failure
    assert failure.trace is not None
    pattern = recognise(failure.verdict, failure.trace)
    evidence = pattern.steps if pattern is not None else ()
    picture = picture_of(failure.trace, shown.moments, failure.verdict, evidence, steps)
    tables = _Tables(picture.threads)
    interleaving = {
        "before": tables.state(picture.before, picture),
        "steps": [tables.step(step, picture) for step in picture.steps],
        "result": tables.result(failure),
    }
    ways = shown.ways if with_play else None
    play = None if ways is None or len(ways) < 2 else _tree(failure, ways, tables)
    return {
        "exercise": failure.exercise,
        "title": failure.title,
        "requirement": failure.requirement,
        "command": failure.command,
        "tried": tried(failure.tried),
        "interleaving": interleaving,
        "play": play,
        "tooLarge": ways is None,
        "threads": tables.threads,
        "table": {
            "steps": tables.steps.rows,
            "stands": tables.stands.rows,
            "states": tables.states.rows,
            "results": tables.results.rows,
        },
        "files": tables.files(),
    }


def _tree(failure: Failure, ways: Sequence[Way[Verdict]], tables: _Tables) -> Json:
    """The ways as a tree.

    A node has the steps that lead to it, and either the options to choose from, each a thread, what
    it would do, and the node that it leads to, or the result of the way that ends there.
    """
    pictures = [
        picture_of(
            way.trace,
            way.moments,
            way.found,
            {choice.step for choice in way.choices},
            limit=len(way.trace.events),
        )
        for way in ways
    ]

    def node(first: int, last: int, depth: int) -> Json:
        """The node of the ways from `first` up to `last`, which have `depth` choices in common."""
        way, picture = ways[first], pictures[first]
        begin = way.choices[depth - 1].step if depth else 0
        is_end = depth == len(way.choices)
        end = len(way.trace.events) if is_end else way.choices[depth].step
        steps = [tables.step(s, picture) for s in picture.steps if begin <= s.position < end]
        if is_end:
            other = replace(failure, verdict=way.found, trace=way.trace) if way.found else None
            return {"steps": steps, "result": tables.result(other)}
        options = []
        while first < last:
            chosen = ways[first].choices[depth].chosen
            following = first
            while following < last and ways[following].choices[depth].chosen == chosen:
                following += 1
            step = next(
                s for s in pictures[first].steps if s.position == ways[first].choices[depth].step
            )
            thread = tables.thread(chosen, pictures[first])
            file, line = tables.place(step.place)
            options.append(
                [thread, file, line, _cut(step.about), node(first, following, depth + 1)]
            )
            first = following
        return {"steps": steps, "options": options}

    root = node(0, len(ways), 0)
    first = pictures[0]
    begin = tables.state(first.before, first)
    return {"before": begin, "root": root, "ends": len(ways)}


def _cut(text: str, width: int = WORDS_WIDTH) -> str:
    text = text.strip()
    return text if len(text) <= width else text[: width - 1] + "…"


@final
class _Table:
    """Rows without repetition, known by their number."""

    def __init__(self) -> None:
        self.rows: list[Json] = []
        self._numbers: dict[str, int] = {}

    def number(self, row: Json) -> int:
        key = json.dumps(row)
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(row)
        return self._numbers[key]


@final
class _Tables:
    """What appears again and again in the data."""

    def __init__(self, threads: Sequence[str]) -> None:
        self.threads = list(threads)
        self.steps = _Table()
        self.stands = _Table()
        self.states = _Table()
        self.results = _Table()
        self._files: dict[str, set[int]] = {}
        self._locks: dict[tuple[str, int], int] = {}

    def thread(self, number: int, picture: Picture) -> int:
        """A thread of a picture, by its place among those of all pictures."""
        name = picture.threads[number]
        if name not in self.threads:
            self.threads.append(name)
        return self.threads.index(name)

    def lock(self, number: int, picture: Picture) -> int:
        """A lock of a picture, by its place among those of all pictures; 0 if it is none.

        Each run numbers its locks as it comes upon them. Here a lock goes by what it is called, so
        that it has the same number whichever way is gone.
        """
        if not number:
            return 0
        names = dict(picture.locks)
        name = names.get(number, "")
        namesakes = [other for other, called in names.items() if called == name]
        key = (name, namesakes.index(number) if number in namesakes else number)
        return self._locks.setdefault(key, len(self._locks) + 1)

    def place(self, place: Place | None) -> tuple[int, int]:
        """File and line; -1 and 0 where there is none."""
        if place is None:
            return -1, 0
        self._files.setdefault(place.path, set()).add(place.line)
        return list(self._files).index(place.path), place.line

    def step(self, step: Step, picture: Picture) -> list[int]:
        """A step and the state after it, by their numbers."""
        file, line = self.place(step.place)
        arrows = [
            [self.thread(a.source, picture), self.thread(a.target, picture), a.says]
            for a in step.arrows
        ]
        row = {
            "thread": self.thread(step.thread, picture),
            "file": file,
            "line": line,
            "source": "" if step.place is None else _cut(step.place.text, LINE_WIDTH),
            "says": _cut(step.says),
            "lock": self.lock(step.lock, picture),
            "arrows": arrows,
            "skipped": step.skipped,
        }
        return [self.steps.number(row), self.state(step.after, picture)]

    def state(self, state: State, picture: Picture) -> int:
        stands = {
            self.thread(number, picture): self.stands.number(self._stand(stand, picture))
            for number, stand in enumerate(state.stands)
        }
        held = [
            [self.lock(lock, picture), _cut(name), self.thread(holder, picture)]
            for lock, name, holder in state.held
        ]
        return self.states.number([list(stands.items()), held])

    def _stand(self, stand: Stand, picture: Picture) -> Json:
        file, line = self.place(stand.place)
        return {
            "status": stand.status,
            "file": file,
            "line": line,
            "says": _cut(stand.says),
            "wants": _cut(stand.wants),
            "lock": self.lock(stand.lock, picture),
            "holder": -1 if stand.holder is None else self.thread(stand.holder, picture),
            "asleep": stand.asleep,
            "counts": stand.counts,
        }

    def result(self, failure: Failure | None) -> int:
        """The verdict and its words, by their number; of a run that is right if None."""
        if failure is None:
            return self.results.number(None)
        says, _, detail = explain(failure.verdict, failure.trace).partition("\n")
        pattern = recognise(failure.verdict, failure.trace)
        file, line = -1, 0
        verdict = failure.verdict
        if verdict.path:
            file, line = self.place(Place(verdict.path, verdict.line, "", "", ""))
        return self.results.number(
            {
                "kind": verdict.kind.value,
                "says": _cut(says, DETAIL_WIDTH),
                "detail": _cut(detail, DETAIL_WIDTH),
                "pattern": "" if pattern is None else pattern.name,
                "because": "" if pattern is None else _cut(pattern.sentence, DETAIL_WIDTH),
                "readOn": "" if pattern is None else read_on(pattern, failure),
                "explanation": _cut(failure.explanation, DETAIL_WIDTH),
                "thread": verdict.thread,
                "file": file,
                "line": line,
            }
        )

    def files(self) -> list[Json]:
        """The source files in which something happens: their names and lines."""
        return [_file(path, lines) for path, lines in self._files.items()]


def _file(path: str, used: set[int]) -> Json:
    text = [line.rstrip()[:LINE_WIDTH] for line in linecache.getlines(path)]
    shown = set(range(1, len(text) + 1))
    if len(text) > SOURCE_LINES:
        around = range(-LINES_AROUND, LINES_AROUND + 1)
        shown = {line + offset for line in used for offset in around} & shown
    lines = [[number, text[number - 1]] for number in sorted(shown)[:SOURCE_LINES]]
    return {"name": Path(path).name, "test": is_test(path), "lines": lines}
