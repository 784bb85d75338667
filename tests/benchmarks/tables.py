"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(heading: Sequence[str], rows: Iterable[Sequence[object]], words: int) -> str:
    """A table of which the first `words` columns are text and the others numbers."""
    rule = ["---"] * words + ["--:"] * (len(heading) - words)
    lines = [heading, rule, *([str(cell) for cell in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def table_in(text: str) -> str:
    """The table in a text that has one."""
    return "".join(line for line in text.splitlines(keepends=True) if line.startswith("|"))


def with_table(text: str, new: str) -> str:
    """The text with another table in the place of the one whose first column has the same name.

    Raises ValueError if there is none.
    """
    name = new[: new.index("|", 1)]
    begin = text.find(f"\n{name}|") + 1
    if not begin:
        raise ValueError(f"there is no table that begins with {name!r}")
    end = text.find("\n\n", begin) + 1
    return text[:begin] + new + text[end:]
