"""A process stands by while a session grades: what ends or blocks the session costs one file.

`sum(itertools.count())` never lets the interpreter do anything else: no signal handler, no other
thread. After `os._exit(0)` there is no report, and whoever asks for the status is told that all is
well. So the session goes on in a copy of its process, made before the first test, and the process
that was started stands by. As long as a test runs, it has to hear of it again and again. If it does
not, or the copy comes to an end in the middle of a test, it makes another session, in which the
file that is to blame is left out and the rest is graded.

There is nothing like this where processes cannot be copied (on Windows), or where somebody may be
looking at the program in a debugger.
"""

from __future__ import annotations

import contextlib
import ctypes
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
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Final, final

#: Seconds without a word after which a test is stuck.
SILENCE: Final = 6.0
#: Seconds in which the interpreter has to say where it is.
ANSWER: Final = 0.5
#: By this variable a session knows the files that ended an earlier one, and how.
KNOWN: Final = "THREADKATA_LEFT_OUT"

#: What is said of a file in which a session was stuck, and of one that ended it.
_STUCK: Final = "calls something that never comes back"
_ENDED: Final = "ends the process that it is graded in"
#: Of `prctl`: which signal a process gets when its parent ends.
_PR_SET_PDEATHSIG: Final = 1
#: A line of what faulthandler writes.
_FRAME: Final = re.compile(r'  File "(.+)", line (\d+) in ')


def left_out() -> dict[str, str]:
    """What earlier sessions came to grief over, by file: `:12 calls something that never ...`."""
    try:
        known = json.loads(os.environ.get(KNOWN, "{}"))
    except ValueError:
        return {}
    return {str(path): str(why) for path, why in known.items()}


def supervised(arguments: Sequence[str]) -> Supervised:
    """Go on in a copy of this process. Returns in the copy only; the other ends when that does.

    Arguments:
        arguments: of the command line, for another session.
    """
    reading, writing = os.pipe()
    # Where the interpreter writes down where it is, when it is asked to by a signal.
    place = tempfile.TemporaryFile()  # noqa: SIM115  (it lasts as long as the process)
    sys.stdout.flush()
    sys.stderr.flush()
    session = os.fork()
    if session == 0:
        os.close(reading)
        _end_with_parent()
        faulthandler.register(signal.SIGUSR1, file=place, all_threads=False)
        return Supervised(writing)
    os.close(writing)
    status = 1
    try:
        status = _Supervisor(session, reading, place.fileno(), arguments).status()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _end_with_parent() -> None:
    """Have this process end when the one does that made it, where the system can see to that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@final
class Supervised:
    """The session's side: it says which file it is at, and that it goes on.

    Arguments:
        writing: the file descriptor by which to say so.
    """

    def __init__(self, writing: int) -> None:
        self._writing = writing

    def begins(self, path: Path, limit: float = SILENCE) -> None:
        """From now on the session has to say something every `limit` seconds."""
        self._say(f"{limit} {path}")

    def goes_on(self) -> None:
        """Say something."""
        self._say("")

    def ends(self) -> None:
        """What was begun is over. The session need not say anything now."""
        self._say("end")

    def over(self, status: int) -> None:
        """The session is over, whatever becomes of the process.

        Arguments:
            status: how it ended. If it is not 0, that of the process will not be 0 either.
        """
        self._say(f"over {status}")

    def _say(self, text: str) -> None:
        try:
            os.write(self._writing, f"{text}\n".encode(errors="surrogateescape"))
        except BrokenPipeError:
            # Somebody has killed the process that was started, and with it meant this one.
            os._exit(1)


@final
class _Supervisor:
    """The side of the process that was started.

    Arguments:
        session: the number of the process in which the session is.
        reading: the file descriptor by which it is heard.
        place: the file to which it writes where it is.
        arguments: of the command line.
    """

    def __init__(self, session: int, reading: int, place: int, arguments: Sequence[str]) -> None:
        self._session = session
        self._reading = reading
        self._place = place
        self._arguments = arguments
        self._told = 0
        self._is_to_end = False
        # Who presses Control-C is heard by the session as well, which tells by its end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for name in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._pass_on)

    def status(self) -> int:
        """Stand by until all is over; the status with which to end."""
        path, stuck = self._listen()
        if stuck:
            return self._begin_again(path, self._line(path), _STUCK)
        _, ending = os.waitpid(self._session, 0)
        if path and not self._is_to_end:
            return self._begin_again(path, "", _ENDED)
        return _as_a_shell_says(os.waitstatus_to_exitcode(ending)) or self._told

    def _pass_on(self, signum: int, frame: FrameType | None) -> None:
        self._is_to_end = True
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._session, signum)

    def _listen(self) -> tuple[str, bool]:
        """Listen until the session is over or stuck: the file that it is at, and whether it is."""
        path, limit, unread = "", None, b""
        while True:
            ready, _, _ = select.select([self._reading], [], [], limit)
            if not ready:
                return path, True
            received = os.read(self._reading, 65_536)
            if not received:
                return path, False
            *lines, unread = (unread + received).split(b"\n")
            for line in lines:
                first, _, rest = line.decode(errors="surrogateescape").partition(" ")
                if first == "end":
                    path, limit = "", None
                elif first == "over":
                    self._told = int(rest)
                elif first:
                    path, limit = rest, float(first)

    def _line(self, path: str) -> str:
        """The line of a file in which the session is, with a colon; empty if it is not known."""
        os.kill(self._session, signal.SIGUSR1)
        time.sleep(ANSWER)
        os.kill(self._session, signal.SIGKILL)
        for line in os.pread(self._place, 65_536, 0).decode().splitlines():
            frame = _FRAME.match(line)
            if frame is not None and frame[1] == path:
                return f":{frame[2]}"
        return ""

    def _begin_again(self, path: str, line: str, why: str) -> int:
        """Make another session; its status, or that something was wrong."""
        print(
            f"\n\n{Path(path).name} {why}. It is left out, and all begins again.\n",
            flush=True,
        )
        known = {**left_out(), path: f"{line} {why}"}
        environment = {**os.environ, KNOWN: json.dumps(known)}
        command = [sys.executable, "-P", "-m", "pytest", *self._arguments]
        with subprocess.Popen(command, env=environment) as another:
            self._session = another.pid
            return _as_a_shell_says(another.wait()) or 1


def _as_a_shell_says(status: int) -> int:
    """The status with which to end like a process that a signal, if it is negative, has ended."""
    return 128 - status if status < 0 else status
