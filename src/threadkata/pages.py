"""Where the pages on failing tests are kept."""

from __future__ import annotations

import os
import re
import zlib
from pathlib import Path
from typing import Final

#: The folder of the pages, if nobody says otherwise.
FOLDER: Final = ".threadkata"
#: Characters of a test's name in the name of its page.
LONGEST: Final = 80


def page_path(folder: Path, exercise: str, test: str) -> Path:
    """The page of a test.

    Arguments:
        folder: where the pages are.
        exercise: `03_lock/counter`.
        test: the test's name, with its parameters.
    """
    name = re.sub(r"\W+", "-", test).strip("-")
    if name != test:
        # Tests whose names differ in such characters only have pages of their own.
        name = f"{name[:LONGEST]}-{zlib.crc32(test.encode()):08x}"
    return folder / f"{exercise.replace('/', '-')}-{name}.html"


def write_page(path: Path, page: str) -> bool:
    """Write a page, as a whole or not at all. Returns whether that could be done."""
    # Each process writes a file of its own: several may be at the same page.
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name == FOLDER:
            (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        unfinished.write_text(page, encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        return False
    return True


def remove_page(path: Path) -> None:
    """Remove a page, if it is there."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # It stays, as everything does in a folder that cannot be written to.
        return
