"""Each start leaves a join on a stack, and the end of the block calls them, the last one first."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable


def run_all(*jobs: Callable[[], object]) -> None:
    with contextlib.ExitStack() as joins:
        for job in jobs:
            thread = threading.Thread(target=job)
            thread.start()
            joins.callback(thread.join)
