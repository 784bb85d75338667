"""Makes what is suspended in greenlets ready for a tracer that begins meanwhile.

When an exception leaves a frame and somebody traces, Python 3.15 looks up who does in what it keeps
beside the frame's code. It makes that when the code is entered while somebody traces and, when a
tracer begins, for what real threads execute at that moment. What is suspended in a greenlet it does
not see: nothing is there when that goes on and raises, and the process ends.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import CodeType, FrameType
from typing import Any, Final

#: Whether that is so.
UNSEEN: Final = sys.version_info >= (3, 15)
#: Numbers of tools, those first that no kind of tool is meant to take.
_TOOLS: Final = (4, 3, 5, 2, 1, 0)

_monitoring: Final[Any] = getattr(sys, "monitoring", None)
# A run may not take a tool's number, and the function is another one meanwhile.
_use_tool_id: Final[Any] = getattr(_monitoring, "use_tool_id", None)


def expect_tracer(codes: Iterable[CodeType]) -> None:
    """Let a tracer begin while these are suspended in greenlets.

    Arguments:
        codes: the code of the frames that are suspended, or will be.
    """
    if not UNSEEN:
        return
    for tool in _TOOLS:
        if _monitoring.get_tool(tool) is None:
            _use_tool_id(tool, __name__)
            for code in codes:
                # No events: this makes what is looked up, and nothing else.
                _monitoring.set_local_events(tool, code, 0)
            _monitoring.free_tool_id(tool)
            return


def code_of(frame: FrameType | None) -> Iterable[CodeType]:
    """The code of a frame and of those that it was called from."""
    while frame is not None:
        yield frame.f_code
        frame = frame.f_back
