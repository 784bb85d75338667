"""First everything is written down, with the thread and the time; then it is added up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future


def time_calls(function: Callable[[], object], clock: Callable[[], float]) -> dict[str, float]:
    diary = []
    result: Future[None] = Future()

    def write(frame, event, arg):
        if event in ("call", "return"):
            diary.append((threading.get_ident(), event, frame, clock()))

    def body():
        diary.append((threading.get_ident(), "begin", None, 0))
        try:
            function()
        except BaseException as error:
            diary.append((threading.get_ident(), "end", None, 0))
            result.set_exception(error)
        else:
            diary.append((threading.get_ident(), "end", None, 0))
            result.set_result(None)

    former = threading.getprofile()
    threading.setprofile(write)
    try:
        thread = threading.Thread(target=body)
        thread.start()
        thread.join()
    finally:
        threading.setprofile(former)
    result.result()

    pages = [page[1:] for page in diary if page[0] == thread.ident]
    kinds = [page[0] for page in pages]
    times: dict[str, float] = {}
    calls = []
    for event, frame, when in pages[kinds.index("begin") + 1 : kinds.index("end")]:
        if event == "call":
            calls.append((frame, when))
        else:
            _, begun = calls.pop()
            name = frame.f_code.co_qualname
            if not any(other.f_code.co_qualname == name for other, _ in calls):
                times[name] = times.get(name, 0) + when - begun
    return times
