"""Every mistake of the benchmarks is found, in as many runs as `docs/benchmarks.md` says."""

from __future__ import annotations

import statistics

import pytest
from bugs import ROOT, alone, medians, together, written_down
from catalogue import KERNELS, SCTBENCH, Entry
from judged import LIMIT, arms, judged
from published import COLUMNS, PUBLISHED
from tables import table, table_in, with_table
from thoroughness import marked

from threadkata.model.world import World

WRONG = [entry for entry in KERNELS if entry.expected != "nothing"]
RIGHT = [entry for entry in KERNELS if entry.expected == "nothing"]
MISTAKES = {entry.name: entry for entry in (*SCTBENCH, *WRONG)}
#: Runs up to which a strategy is measured again here.
QUICK = 150


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def by_name(entry: Entry) -> str:
    return entry.name.replace(" ", "_")


@pytest.mark.parametrize("name", marked(MISTAKES, {"twostage_100"}))
def test_mistake_is_found_as_the_page_says(world: World, name: str) -> None:
    entry = MISTAKES[name]
    verdict, arm, runs = together(world, entry)
    assert verdict == entry.expected
    assert runs <= LIMIT
    if entry in SCTBENCH:
        row = written_down()["SCTBench"][entry.name]
        assert (verdict, arm, f"{runs:,}") == (row["verdict"], row["found by"], row["runs"])
    else:
        row = written_down()["Kernels"][entry.name]
        assert (verdict, arm, f"{runs:,}") == (row["verdict"], row["decided by"], row["runs"])


@pytest.mark.parametrize("entry", RIGHT, ids=by_name)
def test_right_kernel_is_tried_in_every_interleaving(world: World, entry: Entry) -> None:
    judgement = judged(world, entry)
    assert judgement.verdict is None
    assert judgement.exploration.exhausted
    assert written_down()["Kernels"][entry.name]["runs"] == f"{judgement.exploration.runs:,}"


def test_there_are_as_many_kernels_as_promised() -> None:
    assert (len(WRONG), len(RIGHT)) == (25, 8)


def test_every_program_with_a_published_figure_is_there() -> None:
    assert PUBLISHED.keys() <= {entry.name for entry in SCTBENCH}


def test_mistakes_are_found_in_no_more_runs_than_by_the_best_published_tool() -> None:
    rows = written_down()["SCTBench"]
    runs = {name: int(rows[name]["runs"].replace(",", "")) for name in PUBLISHED}
    ours, *theirs = map(float, medians(runs))
    assert ours == statistics.median(runs.values())
    assert ours <= min(theirs)
    written = rows["**median**"]
    assert [written["runs"], *(written[column] for column in COLUMNS)] == medians(runs)


def test_the_readme_says_what_the_page_says() -> None:
    median = written_down()["SCTBench"]["**median**"]
    most = max(int(written_down()["Kernels"][entry.name]["runs"]) for entry in WRONG)
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    others = ", ".join(f"{tool} in {median[tool]}" for tool in ("PERIOD", "POS", "PCT"))
    assert f"a median of {median['runs']} runs; SURW in {median['SURW']}, {others}." in readme
    assert f"the {len(WRONG)} wrong ones fall in at most {most} runs" in readme
    assert f"the {len(RIGHT)} right ones are tried in every interleaving" in readme
    assert f"The {len(PUBLISHED)} programs of [SCTBench]" in readme


@pytest.mark.parametrize("entry", SCTBENCH, ids=by_name)
def test_each_strategy_alone_is_as_quick_as_the_page_says(world: World, entry: Entry) -> None:
    row = written_down()["Each strategy alone"][entry.name]
    assert list(row) == ["program", *(arm.name for arm in arms())]
    for arm in arms():
        cell = row[arm.name].partition(" ")[0].replace(",", "")
        # Twenty seeds are needed for the mean of a sampler.
        if cell != "never" and float(cell) * (20 if arm.samples else 1) <= QUICK:
            assert alone(world, entry, arm) == row[arm.name]


def test_the_page_of_the_peers_has_what_threadkata_says() -> None:
    pages = written_down()
    verdicts = {name: row["verdict"] for name, row in pages["SCTBench"].items()}
    verdicts |= {name: row["verdict"] for name, row in pages["Kernels"].items()}
    rows = written_down(ROOT / "docs/peers.md")["Program by program"]
    assert rows.keys() >= {entry.name for entry in KERNELS}
    for name, row in rows.items():
        assert row["threadkata"] == verdicts[name].replace("nothing", "right")


@pytest.mark.parametrize("name", ["tool", "strategy"])
def test_a_table_of_the_readme_is_replaced_and_no_other(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    former = table_in(readme[readme.index(f"\n| {name} |") :].partition("\n\n")[0] + "\n")
    assert former.count("\n") > 5
    assert with_table(readme, former) == readme
    other = table([name, "rate"], [["x", 5]], words=1)
    assert with_table(readme, other) == readme.replace(former, other)


def test_a_table_with_no_place_is_not_lost() -> None:
    with pytest.raises(ValueError, match="there is no table"):
        with_table("a text", table(["tool"], [], words=1))
