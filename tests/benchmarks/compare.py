"""Schedules per second of threadkata and of its peers, side by side.

    python tests/benchmarks/compare.py --make-peers DIR       makes DIR, with the peers in it
    python tests/benchmarks/compare.py --peers DIR/bin/python uses it again

Prints a table in Markdown, and below it what a tool cannot run or gets wrong. Every measurement is
made in a process of its own. For one program the tools follow each other directly, several times
over, so that all of them see the same machine; a number is the median. Run it with the Python of
the peers: a rate depends on its version.

A ratio is only fair between tools that do the same. interleave-test samples at random, "threadkata,
random" does so too; frontrun's "dpor" and "threadkata" try every interleaving that matters.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import venv
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

from measurement import Measurement
from ours import TOOLS as OURS
from peers import AS_THEY_COME
from peers import TOOLS as PEERS
from programs import PROGRAMS
from tables import table

HERE = Path(__file__).parent
TOOLS = (*OURS, *PEERS)
PINNED = ("interleave-test==0.1.0", "frontrun==0.7.0")
GRACE = 60.0
"""Seconds beyond its own time after which a tool is said to give no answer."""

ASK_VERSIONS = """
import platform
from importlib.metadata import version
peers = [f"{name} {version(name)}" for name in ("interleave-test", "frontrun")]
print(f"Python {platform.python_version()}", *peers, sep=", ")
"""


def make_peers(directory: Path) -> str:
    """Make an environment with the pinned peers in `directory`; its Python."""
    if sys.version_info < (3, 12):
        raise SystemExit("interleave-test needs Python 3.12 or newer: run this with one.")
    builder = venv.EnvBuilder(with_pip=True)
    builder.create(directory)
    python: str = builder.ensure_directories(directory).env_exe
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PINNED], check=True)
    return python


def commands(python: str) -> dict[str, list[str]]:
    """How to measure each tool, without program and seconds; `python` is that of the peers."""
    started = {tool: [sys.executable, str(HERE / "ours.py"), tool] for tool in OURS}
    for tool in PEERS:
        wrapper = [python, "-m", "frontrun.cli"] if tool.startswith("frontrun") else []
        started[tool] = [*wrapper, python, str(HERE / "peers.py"), tool]
    return started


def measure(tool: str, command: list[str], program: str, seconds: float) -> Measurement:
    """What the tool prints about the program, or a measurement without schedules that says why."""
    try:
        ended = subprocess.run(
            [*command, program, str(seconds)],
            capture_output=True,
            text=True,
            timeout=seconds + GRACE,
        )
    except subprocess.TimeoutExpired:
        return Measurement(tool, program, 0, 0.0, "no answer", f"stopped after {GRACE:.0f} s more")
    if ended.returncode or not ended.stdout:
        said = ended.stderr.strip().splitlines() or [""]
        return Measurement(tool, program, 0, 0.0, f"exit code {ended.returncode}", said[-1])
    return Measurement.read(ended.stdout.splitlines()[-1])


def typical(measurements: Sequence[Measurement], expected: str) -> Measurement:
    """The one with the median rate; but one that says something unexpected speaks for all."""
    unexpected = (one for one in measurements if one.found != expected)
    in_order = sorted(measurements, key=attrgetter("rate"))
    return next(unexpected, in_order[len(in_order) // 2])


def rates(measured: dict[str, dict[str, Measurement]]) -> str:
    """The rates, a row for each tool, and below how many times as fast ours are."""
    columns = [{tool: found.rate for tool, found in of.items()} for of in measured.values()]
    rows = [[tool, *(shown(column[tool]) for column in columns)] for tool in TOOLS]
    for name, tools in {"the faster as they come": AS_THEY_COME, "the fastest": PEERS}.items():
        for tool in OURS:
            times = (ratio(column[tool], max(column[peer] for peer in tools)) for column in columns)
            rows.append([f"{tool} / {name}", *times])
    return table(["tool", *measured], rows, words=1)


def ratio(rate: float, peer: float) -> str:
    """How many times as fast as a peer."""
    return f"{rate / peer:.1f}" if rate and peer else "n/a"


def shown(rate: float) -> str:
    """A rate with as many digits as it is worth."""
    if not rate:
        return "cannot run"
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}"


def troubles(measured: dict[str, dict[str, Measurement]]) -> list[str]:
    """What a tool cannot run, and where it says something else than what there is to find."""
    lines = []
    for program, of in measured.items():
        expected = PROGRAMS[program].expected
        for tool, measurement in of.items():
            if not measurement.schedules:
                lines.append(f"{tool} cannot run {program}: {reason(measurement)}")
            elif measurement.found != expected:
                lines.append(f"{tool} on {program}: {reason(measurement)}; to find: {expected}")
    return lines


def reason(measurement: Measurement) -> str:
    """What the tool said, in one line."""
    return f"{measurement.found} ({measurement.note})" if measurement.note else measurement.found


def add_peers(parser: argparse.ArgumentParser) -> None:
    """Let the command line say where the peers are."""
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--peers", metavar="PYTHON", help="Python of an environment with the peers")
    where.add_argument("--make-peers", metavar="DIR", type=Path, help="make that environment here")


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Schedules per second, side by side.")
    add_peers(parser)
    parser.add_argument("--seconds", type=float, default=1.0, help="for one measurement")
    parser.add_argument("--times", type=int, default=5, help="how often each is made")
    return parser.parse_args()


def main() -> None:
    """Measure every tool on every program, and print what came out."""
    options = parse()
    python = options.peers or make_peers(options.make_peers)
    versions = subprocess.run(
        [python, "-c", ASK_VERSIONS], capture_output=True, text=True, check=True
    ).stdout.strip()
    started = commands(python)
    measured: dict[str, dict[str, Measurement]] = {}
    for program in PROGRAMS:
        print(f"measuring {program}", file=sys.stderr, flush=True)
        rounds = [
            [measure(tool, command, program, options.seconds) for tool, command in started.items()]
            for _ in range(options.times)
        ]
        measured[program] = {
            tool: typical(of_tool, PROGRAMS[program].expected)
            for tool, of_tool in zip(started, zip(*rounds, strict=True), strict=True)
        }
    print("Schedules per second of wall time; more is better.")
    print(f"The median of {options.times} measurements of {options.seconds:g} s each.")
    print(f"threadkata: Python {platform.python_version()}. Peers: {versions}.")
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors.\n")
    print(rates(measured), *(f"- {line}" for line in troubles(measured)), sep="\n")


if __name__ == "__main__":
    main()
