"""Python's debugger, in one interleaving: its prompt says which thread it stands in."""

from __future__ import annotations

import bdb
import pdb
from types import FrameType
from typing import Any, ClassVar

from threadkata.model.ending import RunOver
from threadkata.model.scheduler import Scheduler


class ThreadPdb(pdb.Pdb):
    """`pdb` that knows the threads of the model.

    Attributes:
        scheduler: of the run that somebody looks at; None if there is none.
        at_prompt: whether somebody is looking at the program, so that it stands still.
        has_quit: whether somebody has seen enough.
    """

    scheduler: ClassVar[Scheduler | None] = None
    at_prompt: ClassVar[bool] = False
    has_quit: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Whoever steps wants to see the exercise, not how threads take turns.
        kwargs["skip"] = [*(kwargs.get("skip") or ()), "threadkata.*"]
        super().__init__(*args, **kwargs)

    def interaction(self, frame: FrameType | None, *args: Any, **kwargs: Any) -> None:
        """Ask what to do, as often as it is asked for."""
        if self.scheduler is not None and self.scheduler.running:
            self.prompt = f"(Pdb {self.scheduler.current.name}) "
            # What reads a line from a terminal, from Python 3.15 on, has a prompt of its own.
            reader = getattr(self, "pyrepl_input", None)
            if reader is not None:
                reader.prompt = self.prompt
        ThreadPdb.at_prompt = True
        try:
            super().interaction(frame, *args, **kwargs)
        finally:
            ThreadPdb.at_prompt = False

    def do_quit(self, arg: str) -> bool | None:
        """End the run, whatever the other threads still have to do."""
        done = super().do_quit(arg)
        if self.scheduler is not None and self.scheduler.running:
            ThreadPdb.has_quit = True
            self.scheduler.fail(bdb.BdbQuit())
            raise RunOver
        return done

    do_q = do_exit = do_quit
