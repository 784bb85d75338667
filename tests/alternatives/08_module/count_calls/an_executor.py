"""An executor has the thread and the exception; returns are counted, one for each call."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def count_calls(function: Callable[..., object], *args: object) -> Counter[str]:
    names: list[str] = []
    begun: list[threading.Thread] = []

    def trace(frame, event, arg):
        if threading.current_thread() not in begun:
            return None
        return on_return

    def on_return(frame, event, arg):
        if event == "return":
            names.append(frame.f_code.co_qualname)
        return on_return

    def body():
        begun.append(threading.current_thread())
        try:
            return function(*args)
        finally:
            begun.clear()

    former = threading.gettrace()
    try:
        threading.settrace(trace)
        with ThreadPoolExecutor(1) as executor:
            executor.submit(body).result()
    finally:
        threading.settrace(former)
    return Counter(names)
