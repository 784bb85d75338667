"""What `bugs.py` judges: the programs of SCTBench and the kernels, each known by its name.

A program is a class as `programs.py` describes it. One that says `hasty = True` is judged in hasty
time, in which a sleeper may wake before slower threads have moved.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One program.

    Attributes:
        name: what the tables call it.
        path: the file that it is in.
        class_name: its class in there.
    """

    name: str
    path: Path
    class_name: str

    @cached_property
    def program(self) -> type[Any]:
        """The class, loaded on real threads; nothing runs by that."""
        spec = importlib.util.spec_from_file_location(f"benchmark_{self.path.stem}", self.path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        program: type[Any] = getattr(module, self.class_name)
        return program

    @property
    def expected(self) -> str:
        """The verdict it should get, or "nothing" if it is right."""
        return str(self.program.expected)

    @property
    def hasty(self) -> bool:
        """Whether it is to be judged in hasty time."""
        return bool(getattr(self.program, "hasty", False))

    @property
    def says(self) -> str:
        """What is wrong with it, or right: the first paragraph of its file, in one line."""
        text = self.path.read_text(encoding="utf-8").split('"""')[1]
        return " ".join(text.partition("\n\n")[0].split())


def _sctbench() -> Iterator[Entry]:
    for name, file, class_name in (
        ("account", "account", "Account"),
        ("bluetooth_driver", "bluetooth_driver", "BluetoothDriver"),
        ("carter01", "carter01", "Carter01"),
        ("circular_buffer", "circular_buffer", "CircularBuffer"),
        ("deadlock01", "deadlock01", "Deadlock01"),
        ("lazy01", "lazy01", "Lazy01"),
        ("queue", "queue_bad", "QueueBad"),
        ("reorder_3", "reorder", "Reorder3"),
        ("reorder_4", "reorder", "Reorder4"),
        ("reorder_5", "reorder", "Reorder5"),
        ("reorder_10", "reorder", "Reorder10"),
        ("reorder_20", "reorder", "Reorder20"),
        ("stack", "stack_bad", "StackBad"),
        ("token_ring", "token_ring", "TokenRing"),
        ("twostage", "twostage", "Twostage"),
        ("twostage_100", "twostage", "Twostage100"),
        ("wronglock", "wronglock", "Wronglock"),
        ("wronglock_3", "wronglock", "Wronglock3"),
        ("stringbuffer", "stringbuffer", "StringBuffer"),
        ("phase01", "phase01", "Phase01"),
        ("sync01", "sync01", "Sync01"),
        ("sync02", "sync02", "Sync02"),
    ):
        yield Entry(name, HERE / "sctbench" / f"{file}.py", class_name)
    for kind, class_name in (("din_phil", "DinPhil"), ("philosophers_", "Philosophers")):
        for size in range(2, 8):
            suffix = "" if size == 2 else str(size)
            path = HERE / "sctbench" / "din_phil.py"
            yield Entry(f"{kind}{size}", path, f"{class_name}{suffix}")


SCTBENCH = tuple(_sctbench())
KERNELS = tuple(
    Entry(path.stem.replace("_", " "), path, "Kernel")
    for path in sorted((HERE / "kernels").glob("*.py"), key=lambda p: ("right_" in p.stem, p.stem))
)
