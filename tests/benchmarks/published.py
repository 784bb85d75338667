"""Schedules to the first bug on SCTBench, as published with SURW (ASPLOS 2025).

Zhao, Wolff, Mathur and Roychoudhury, "Selectively uniform concurrency testing", ASPLOS 2025, and
its artifact: mean of twenty trials of at most 10,000 schedules each; PCT with depth 3. "never" is
no trial that found it; where only some did, the number of those follows in parentheses; where no
figure is given there is "-".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

COLUMNS: Final = ("SURW", "PCT", "POS", "random", "PERIOD")

_TABLE = """
account           4  8    6    4           4         18         10
bluetooth_driver  2  13   70   112         36        215        9
carter01          5  19   -    5           2         1          5
circular_buffer   3  31   3    9           2         4          3
deadlock01        3  11   2    13          4         3          3
lazy01            4  11   2    5           5         21         7
queue             3  83   2    3           1         1          4
reorder_3         4  12   7    185         86        never      6
reorder_4         5  16   7    554         533       never      9
reorder_5         6  20   10   647         2169      never      12
reorder_10        11 40   17   3225(16)    never     never      27
reorder_20        21 89   6    3005        never     never      39
stack             3  43   5    3           2         176        8
token_ring        5  11   8    8           9         13         2
twostage          3  11   8    13          15        464        4
twostage_100      101 792 454  7466(3)     6674(3)   never      690
wronglock         9  49   7    51          10        36         4
wronglock_3       5  25   9    58          11        36         5
stringbuffer      2  10   8    281         23        2243(19)   27
"""


@dataclass(frozen=True, slots=True)
class Published:
    """What is published of one program.

    Attributes:
        threads: how many it has, the main thread included.
        steps: how many events the authors' tool sees in a run of it.
        runs: for each of COLUMNS, the schedules to the first bug, as the table has it.
    """

    threads: int
    steps: int
    runs: dict[str, str]

    def number(self, column: str) -> float | None:
        """The figure of a column: infinite for "never", None if there is none."""
        text = self.runs[column].partition("(")[0]
        return None if text == "-" else math.inf if text == "never" else float(text)


def _read() -> dict[str, Published]:
    found = {}
    for line in _TABLE.strip().splitlines():
        name, threads, steps, *runs = line.split()
        found[name] = Published(int(threads), int(steps), dict(zip(COLUMNS, runs, strict=True)))
    return found


PUBLISHED: Final = _read()
