"""Whatever a file does to the process that it is graded in, the rest is graded."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest
from sessions import pytest_says, solution, start, submit
from thoroughness import marked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody can stand by without fork")

COUNTER, ABORT = "03_lock/counter", "05_barrier/abort"
GRADERS = ("exercises/03_lock/test_counter.py", "exercises/05_barrier/test_abort.py")
QUIET = ("-p", "no:cacheprovider", "-p", "no:randomly")
WAYS = {
    "exit": "__import__('os')._exit(0)",
    "exec": "__import__('os').execv('/bin/sh', ['sh', '-c', 'exit 0'])",
    "kill": "__import__('os').kill(__import__('os').getpid(), 9)",
    "crash": "__import__('ctypes').string_at(0)",
}
LEFT_OUT = "counter.py ends the process that it is graded in"


def with_call(call: str) -> str:
    """The right counter, which does something else besides."""
    added = f"            {call}\n            self._value += by\n"
    return solution(COUNTER).replace("            self._value += by\n", added)


@pytest.mark.thorough
def test_a_call_that_never_comes_back_is_left_out_and_the_rest_is_graded(tmp_path: Path) -> None:
    """Not even a signal handler gets to run in such a call."""
    submit(tmp_path, counter=with_call("sum(iter(int, 1))"), abort=solution(ABORT))
    said = pytest_says(*GRADERS, f"--submission={tmp_path}", *QUIET)
    assert said.status == 1
    assert "counter.py calls something that never comes back" in said.text
    assert re.search(r"wrong: .*counter\.py:\d+ calls something", said.line("counter"))
    assert "✓ abort" in said.line("abort")
    assert re.search(r"= 1 failed, \d+ right, \d+ runs on real threads in ", said.last_line)


@pytest.mark.parametrize("way", marked(WAYS, list(WAYS)[1::2]))
def test_a_file_that_ends_the_process_is_left_out_and_the_rest_is_graded(
    tmp_path: Path, way: str
) -> None:
    submit(tmp_path, counter=with_call(WAYS[way]), abort=solution(ABORT))
    said = pytest_says(*GRADERS, f"--submission={tmp_path}", *QUIET)
    assert said.status == 1
    assert f"{LEFT_OUT}. It is left out, and all begins again." in said.text
    assert re.search(rf"wrong: .*{LEFT_OUT}$", said.line("counter"))
    assert "✓ abort" in said.line("abort")


def test_a_file_that_ends_the_process_when_it_is_loaded_is_left_out(tmp_path: Path) -> None:
    submit(tmp_path, counter="import os\nos._exit(0)\n", abort="import os\nos._exit(0)\n")
    said = pytest_says(*GRADERS, f"--submission={tmp_path}", *QUIET)
    assert said.status == 1
    for name in ("counter", "abort"):
        assert said.line(name).endswith(f"{name}.py ends the process that it is graded in")


def test_what_is_called_at_the_end_does_not_change_the_status(tmp_path: Path) -> None:
    wrong = "import atexit\nimport os\nimport sys\n\natexit.register(os._exit, 0)\n"
    wrong += "sys.modules['atexit'].register(os._exit, 0)\nclass Counter: pass\n"
    submit(tmp_path, counter=wrong, abort=solution(ABORT))
    assert pytest_says(*GRADERS, f"--submission={tmp_path}", *QUIET).status == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody sees to that")
@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_whoever_ends_the_process_that_was_started_ends_the_session(
    tmp_path: Path, signum: int
) -> None:
    told = tmp_path / "told"
    endless = f"import os\nos.symlink(str(os.getpid()), {str(told)!r})\nsum(iter(int, 1))\n"
    submit(tmp_path, counter=endless)
    session = start(GRADERS[0], f"--submission={tmp_path}", *QUIET)
    while not told.is_symlink():
        time.sleep(0.05)
    session.process.send_signal(signum)
    said = session.end()
    assert said.status == (128 + signum if signum == signal.SIGTERM else -signum)
    assert "begins again" not in said.text
    process = int(told.readlink().name)
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.kill(process, 0)
            time.sleep(0.1)
