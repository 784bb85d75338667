"""Makes every table of figures anew: `python tests/benchmarks --make-peers DIR`.

`docs/benchmarks.md` and `docs/peers.md` are written, and the tables in README.md replaced by what
`compare.py` and `points.py` print.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from compare import add_peers, make_peers
from tables import table_in, with_table

HERE = Path(__file__).parent
README = HERE.parent.parent / "README.md"


def printed(script: str, *arguments: str) -> str:
    """What a script of this folder prints."""
    print(f"{script} is running", file=sys.stderr, flush=True)
    command = [sys.executable, str(HERE / script), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    """What stands at the top."""
    parser = argparse.ArgumentParser(description="Makes every table of figures anew.")
    add_peers(parser)
    options = parser.parse_args()
    peers = ("--peers", options.peers or make_peers(options.make_peers))
    printed("bugs.py")
    printed("wrong_answers.py", *peers)
    for script, arguments in {"compare.py": peers, "points.py": ()}.items():
        table = table_in(printed(script, *arguments))
        README.write_text(with_table(README.read_text("utf-8"), table), encoding="utf-8")


if __name__ == "__main__":
    main()
