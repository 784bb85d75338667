"""An interleaving as sentences, one a line, for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from threadkata.explain.steps import ON_AND_ON, Row
from threadkata.explain.tell import at
from threadkata.model.trace import Trace


def sentences(trace: Trace, rows: Sequence[Row]) -> Iterator[str]:
    """For each row a sentence: `Step 3, thread consumer-1, line 24: reads self._value = 0.`."""
    for row in rows:
        if row.is_note:
            yield f"Left out: {row.text}."
            continue
        told = ", then ".join(row.told).replace(f", then {ON_AND_ON}", f", {ON_AND_ON}") or row.text
        who = trace.threads[row.thread]
        yield f"Step {row.number}, thread {who}, {at(row.path, row.line)}: {told}."
