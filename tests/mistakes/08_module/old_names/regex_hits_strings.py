"""Words are replaced wherever they stand."""

from __future__ import annotations

import re


def modernise(source: str) -> str:
    compile(source, "<program>", "exec")
    for old, new in (
        (r"\bcurrentThread\b", "current_thread"),
        (r"\bactiveCount\b", "active_count"),
        (r"\bnotifyAll\b", "notify_all"),
        (r"\.getName\(\)", ".name"),
        (r"\.isDaemon\(\)", ".daemon"),
        (r"\.setName\((.*?)\)", r".name = \1"),
        (r"\.setDaemon\((.*?)\)", r".daemon = \1"),
    ):
        source = re.sub(old, new, source)
    return source
