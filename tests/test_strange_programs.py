"""Reports on programs with long names, wide and hostile characters, long lines and many steps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graders import own_test
from page_samples import page_on_program
from rich.cells import cell_len

from threadkata.explain.failure import Failure
from threadkata.explain.terminal import render, render_plain
from threadkata.explain.verdict import Kind
from threadkata.model.world import World

LONG = "the_place_in_which_this_program_keeps_all_that_has_been_put_and_has_not_been_taken_yet"
LONG_NAMES = f"""
import threading


class Box:
    def __init__(self):
        self.{LONG} = []

    def look(self):
        if not self.{LONG}:
            self.{LONG}.append(1)
"""
NAMED = """
def test_it(kata, threading):
    box = kata.Box()
    threads = [threading.Thread(target=box.look, name=name * 30) for name in ("ab ", "cd")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vars(box).popitem()[1]) == 1
"""
WIDE = """
class Box:
    def __init__(self):
        self.größe = 0
        self.名前 = "日本語の文字列"

    def look(self):
        größe = self.größe
        self.名前 += "、とても長い🙂"
        self.größe = größe + 1
"""
WIDE_NAMES = """
def test_it(kata, threading):
    box = kata.Box()
    threads = [threading.Thread(target=box.look, name=name) for name in ("日本🙂", "Ägäis")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert box.größe == 2
"""
HOSTILE_NAMES = WIDE_NAMES.replace("日本🙂", "a\\x1b[31m\\x07\\r\\u202e").replace("größe", "n")
COUNT = """
class Box:
    def __init__(self):
        self.n = 0

    def look(self):
        self.n = self.n + 1{zeros}
"""
COUNTED = """
def test_it(kata, run):
    box = kata.Box()
    run(box.look, box.look)
    assert box.n == 2
"""
LOOP = """
class Box:
    def __init__(self):
        self.n = self.m = 0

    def look(self):
        for _ in range(50):
            self.n = self.n + 1
            self.m = self.m + 1
"""
ONE_LINE = """
class Box:
    def __init__(self):
        self.n = 0

    def look(self):
        for _ in range(100):
            self.n = self.n + 1
"""


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def failure(world: World, folder: Path, kata: str, test: str) -> Failure:
    judgement = own_test(world, folder, kata, test).judge()
    assert judgement.verdict is not None
    assert judgement.replayed is not None
    trace = judgement.replayed.trace
    return Failure("99_own/work", "It", "It works.", judgement.verdict, trace, 1, "pytest …")


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize(
    ("kata", "test"),
    [
        (LONG_NAMES, NAMED),
        (WIDE, WIDE_NAMES),
        (COUNT.replace("{zeros}", " + 0" * 75), COUNTED),
        (LOOP, COUNTED),
        (ONE_LINE, COUNTED),
    ],
    ids=["long", "wide", "a line of 330 columns", "400 steps", "400 steps in one line"],
)
def test_the_columns_fit(world: World, tmp_path: Path, kata: str, test: str, width: int) -> None:
    text = render(failure(world, tmp_path, kata, test), width=width)
    table = re.search(r"\n( {3,5}\S.*)\n\n  Fails in", text, re.S)
    assert table is not None
    assert max(map(cell_len, table[1].splitlines())) <= width


@pytest.mark.parametrize(
    ("kata", "rows", "plain"),
    [
        (LOOP, r"^     … 160 rows …$", r"^Left out: 160 rows\.$"),
        (ONE_LINE, r"^ {44}and so on, 192 steps more$", r", and so on, 192 steps more, then reads"),
    ],
    ids=["in many lines", "in one line"],
)
def test_a_long_run_is_folded_and_says_how_much(
    world: World, tmp_path: Path, kata: str, rows: str, plain: str
) -> None:
    found = failure(world, tmp_path, kata, COUNTED)
    assert found.trace is not None
    assert len(found.trace.events) >= 400
    text = render(found)
    assert re.search(rows, text, re.M)
    assert re.search(plain, render_plain(found), re.M)
    assert len(text.splitlines()) < 180


def test_nothing_in_a_name_moves_the_cursor_or_colours_the_terminal(
    world: World, tmp_path: Path
) -> None:
    kata = COUNT.replace("{zeros}", "")
    found = failure(world, tmp_path, kata, HOSTILE_NAMES)
    for text in (render(found), render(found, width=40), render_plain(found)):
        assert all(sign.isprintable() or sign == "\n" for sign in text)
        assert r"a\x1b[31m\x07\r\u202e" in text


def test_an_item_is_called_by_its_index(world: World, tmp_path: Path) -> None:
    kata = """
import threading


class Table:
    def __init__(self):
        self.forks = {name: [threading.Lock()] * 2 for name in "ab"}
        self.left, self.right = "a", "b"

    def eat(self, first, second):
        with self.forks[first][0]:
            with self.forks[self.left if first == self.right else second][1 - 1]:
                pass
"""
    test = """
def test_it(kata, run):
    table = kata.Table()
    run(lambda: table.eat("a", "b"), lambda: table.eat("b", "a"))
"""
    text = " ".join(render(failure(world, tmp_path, kata, test)).split())
    assert "takes self.forks['a'][0]" in text
    assert "holds self.forks['b'][0] (line 11) and wants self.forks[" in text
    # What cannot be worked out stands there as it was written.
    assert "self.forks[self.left if first == self.right else second][0]" in text


def test_a_death_that_the_test_keeps_to_itself_is_told(world: World, tmp_path: Path) -> None:
    kata = """
import threading


class Work:
    def __init__(self):
        self.done = threading.Event()

    def do(self):
        raise OSError("no disk")
        self.done.set()
"""
    test = """
def test_it(kata, threading):
    threading.excepthook = lambda args: None
    work = kata.Work()
    threading.Thread(target=work.do, name="worker").start()
    work.done.wait()
"""
    text = render(failure(world, tmp_path, kata, test))
    assert "worker has ended with OSError('no disk')." in text


def test_a_loop_that_handles_exceptions_for_ever_is_told_of_where_it_stands(
    world: World, tmp_path: Path
) -> None:
    kata = """
class Client:
    def connect(self):
        while True:
            try:
                raise OSError("nobody is there")
            except OSError:
                pass
"""
    test = """
def test_it(kata, run):
    run(kata.Client().connect)
"""
    verdict = own_test(world, tmp_path, kata, test).judge().verdict
    assert verdict is not None
    assert (verdict.kind, verdict.path) == (Kind.LIVELOCK, str(tmp_path / "work.py"))
    assert 4 <= verdict.line <= 8


def test_a_report_shows_the_text_that_was_run(world: World, tmp_path: Path) -> None:
    test = own_test(world, tmp_path, COUNT.replace("{zeros}", ""), COUNTED)
    (tmp_path / "work.py").write_text("# something else by now\n" * 9, encoding="utf-8")
    judgement = test.judge()
    assert judgement.replayed is not None
    assert judgement.verdict is not None
    found = Failure(
        "99_own/work", "It", "It works.", judgement.verdict, judgement.replayed.trace, 1, ""
    )
    assert "7: self.n = self.n + 1" in render(found)
    assert "something else" not in render(found)


def test_pages_on_them_stay_small(tmp_path: Path) -> None:
    for kata in (COUNT.replace("{zeros}", " + 0" * 75), LOOP):
        assert len(page_on_program(tmp_path, kata, COUNTED).text.encode()) < 300_000
