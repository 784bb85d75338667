"""The verdict on each known mistake, again and again: `python tests/repetitions.py TIMES`.

The repetitions are spread over processes, each with a hash seed of its own. With `--python PATH`,
given once for each, they are spread over these interpreters, which must have the packages of the
development environment. It prints what was not the same every time: with one Python, the verdict,
the number of runs, the schedule, the trace or the report; between two, the verdict.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

TESTS = Path(__file__).parent
#: Seconds that a process may take for one repetition of each verdict.
LIMIT = 600


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one process has found.

    Attributes:
        python: its interpreter.
        kinds: for each mistake, the kind of the verdict.
        digests: for each mistake, what stands for all that was told, or "differs" if that was not
            the same each time.
    """

    python: str
    kinds: dict[str, str]
    digests: dict[str, str]


def judge_here(times: int, step: int) -> Iterator[tuple[str, str, str]]:
    """Judge one mistake of `step`, each so many times: its name, the verdict's kind, a digest."""
    sys.path[:0] = [str(TESTS.parent / "src"), str(TESTS)]
    from graders import grader_program, kata_program, model_test
    from known_mistakes import MISTAKES
    from reports import failure_in

    from threadkata.explain.terminal import render
    from threadkata.model.world import World

    world = World()
    for mistake in MISTAKES[::step]:
        if not mistake.test.in_model:
            continue
        kata = kata_program(mistake.exercise, mistake.source)
        grader = grader_program(mistake.exercise)
        kinds, told = set(), set()
        for _ in range(times):
            judgement = model_test(world, kata, grader, mistake.test).judge()
            found, verdict = judgement.exploration, judgement.verdict
            trace = judgement.replayed.trace if judgement.replayed is not None else None
            kinds.add(verdict.kind.value if verdict is not None else "right")
            told.add(f"{verdict} {found.runs} {found.schedule} {trace}")
        # To put it into words takes long, and they are made of no more than what has been compared.
        report = render(failure_in(judgement, mistake))
        digest = sha256(f"{told.pop()} {report}".encode()).hexdigest()
        digest = "differs" if told else digest
        yield f"{mistake.exercise.label} {mistake.name}", " or ".join(sorted(kinds)), digest


def judge(python: str, hash_seed: int, times: int, step: int) -> Verdicts:
    """The same in a process of its own."""
    ended = subprocess.run(
        [python, __file__, str(times), "--step", str(step), "--here"],
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
        stdout=subprocess.PIPE,
        text=True,
        timeout=LIMIT * times,
        check=True,
    )
    rows = [line.split("\t") for line in ended.stdout.splitlines()]
    kinds, digests = ({name: row[part] for name, *row in rows} for part in (0, 1))
    return Verdicts(python, kinds, digests)


def differences(found: list[Verdicts]) -> list[str]:
    """What was not the same in all processes, a line each."""
    lines = []
    for name, kind in found[0].kinds.items():
        kinds = {each.kinds[name] for each in found}
        if kinds != {kind}:
            lines.append(f"{name}: the verdict is {' or '.join(sorted(kinds))}")
        for python in sorted({each.python for each in found}):
            digests = {each.digests[name] for each in found if each.python == python}
            if len(digests) > 1 or "differs" in digests:
                lines.append(f"{name}: not the same every time with {python}")
    return lines


def main() -> None:
    """What stands at the top."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int, help="repetitions of each verdict, in all processes")
    parser.add_argument("--step", type=int, default=1, help="judge one mistake of so many")
    parser.add_argument("--processes", type=int, default=10, help="how many there are in all")
    parser.add_argument("--python", action="append", help="an interpreter", default=None)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        for row in judge_here(options.times, options.step):
            print(*row, sep="\t")
        return
    pythons = options.python or [sys.executable]
    share = -(-options.times // options.processes)
    jobs = [(pythons[seed % len(pythons)], seed, share) for seed in range(options.processes)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda job: judge(*job, options.step), jobs))
    lines = differences(found)
    print(*lines, sep="\n")
    how_many = f"{len(found[0].kinds):,} verdicts, {share * len(jobs):,} times each"
    print(f"{how_many}, in {len(jobs)} processes: {len(lines)} differences")
    raise SystemExit(bool(lines))


if __name__ == "__main__":
    main()
