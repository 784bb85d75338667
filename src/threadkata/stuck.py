"""Ends a session that is stuck in a call that never comes back, and grades the rest in another.

`sum(itertools.count())` never lets the interpreter do anything else: no signal handler, no other
thread. So a process of its own watches: a copy of this one, made before the first test. As long as
a test runs, it has to hear of it again and again. If it does not, it asks where the session is, and
makes another in which that exercise is known to be stuck. Then it ends the first.

There is nothing like this where processes cannot be copied (on Windows), or where somebody may be
looking at the program in a debugger.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, final

#: Seconds without a word after which a test is stuck.
SILENCE: Final = 6.0
#: Seconds in which the interpreter has to say where it is.
ANSWER: Final = 0.5
#: By this variable a session knows the exercises at which an earlier one was stuck, and where.
KNOWN: Final = "THREADKATA_STUCK"

#: A line of what faulthandler writes.
_FRAME: Final = re.compile(r'  File "(.+)", line (\d+) in ')


def known_to_be_stuck() -> dict[str, int]:
    """The files at which earlier sessions were stuck, each with the line (0 if it is not known)."""
    try:
        known = json.loads(os.environ.get(KNOWN, "{}"))
    except ValueError:
        return {}
    return {str(path): int(line) for path, line in known.items()}


@final
class Watched:
    """The session's side: it says which file it is at, and that it goes on.

    Arguments:
        arguments: of the command line, for another session.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        reading, self._writing = os.pipe()
        # Where the interpreter writes down where it is, when it is asked to by a signal.
        self._place = tempfile.TemporaryFile()  # noqa: SIM115  (closed in `end`)
        faulthandler.register(signal.SIGUSR1, file=self._place, all_threads=False)
        sys.stdout.flush()
        sys.stderr.flush()
        session = os.getpid()
        self._watcher = os.fork()
        if self._watcher == 0:
            os.close(self._writing)
            _watch(reading, session, self._place.fileno(), arguments)
        os.close(reading)

    def begins(self, path: Path, limit: float = SILENCE) -> None:
        """From now on the session has to say something every `limit` seconds."""
        self._say(f"{limit} {path}")

    def goes_on(self) -> None:
        """Say something."""
        self._say("")

    def ends(self) -> None:
        """What was begun is over. The session need not say anything now."""
        self._say("end")

    def end(self) -> None:
        """The session is over."""
        os.close(self._writing)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._watcher, 0)
        faulthandler.unregister(signal.SIGUSR1)
        self._place.close()

    def _say(self, text: str) -> None:
        with contextlib.suppress(BrokenPipeError):
            os.write(self._writing, f"{text}\n".encode(errors="surrogateescape"))


def _watch(reading: int, session: int, place: int, arguments: Sequence[str]) -> None:
    """What the copy does. It does not return."""
    # The session hears of it as well, and tells by its end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        path = _listen(reading)
        if path is not None:
            _begin_again(session, path, place, arguments)
    finally:
        os._exit(0)


def _listen(reading: int) -> str | None:
    """Listen until the session is over or stuck; in which case return the file that it is at."""
    path, limit, unread = "", None, b""
    while True:
        ready, _, _ = select.select([reading], [], [], limit)
        if not ready:
            return path
        received = os.read(reading, 65_536)
        if not received:
            return None
        *lines, unread = (unread + received).split(b"\n")
        for line in lines:
            if line == b"end":
                limit = None
            elif line:
                seconds, _, name = line.decode(errors="surrogateescape").partition(" ")
                path, limit = name, float(seconds)


def _begin_again(session: int, path: str, place: int, arguments: Sequence[str]) -> None:
    os.kill(session, signal.SIGUSR1)
    time.sleep(ANSWER)
    known = {**known_to_be_stuck(), path: _line_in(path, os.pread(place, 65_536, 0).decode())}
    print(
        f"\n\n{Path(path).name} calls something that never comes back."
        " It is left out, and all begins again.\n",
        flush=True,
    )
    environment = {**os.environ, KNOWN: json.dumps(known)}
    command = [sys.executable, "-P", "-m", "pytest", *arguments]
    try:
        subprocess.run(command, env=environment, check=False)
    finally:
        # Only now, because whoever started the session waits for its end.
        os.kill(session, signal.SIGKILL)


def _line_in(path: str, traceback: str) -> int:
    """The innermost line of a file in what faulthandler has written; 0 if there is none."""
    for line in traceback.splitlines():
        frame = _FRAME.match(line)
        if frame is not None and frame[1] == path:
            return int(frame[2])
    return 0
