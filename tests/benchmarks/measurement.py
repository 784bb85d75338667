"""One measurement: how fast one tool runs one program, as a line of JSON.

Each tool is measured in a process of its own, which prints one such line.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Measurement:
    """How many schedules one tool ran of one program, and in how much time."""

    tool: str
    program: str
    schedules: int
    """Finished runs of the whole program, each under an interleaving that the tool chose."""
    seconds: float
    """Wall time of the exploration: with all that a tool does around a run, without imports."""
    found: str
    """What the tool said: "nothing", "wrong result", "deadlock", or why it has no answer."""
    note: str = ""
    """Anything a reader of the number should know."""

    @property
    def rate(self) -> float:
        """Schedules per second; 0 if none was finished."""
        return self.schedules / self.seconds if self.schedules else 0.0

    def line(self) -> str:
        """This measurement as one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, line: str) -> Self:
        """The measurement that `line()` wrote."""
        return cls(**json.loads(line))
