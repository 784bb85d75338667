"""A thread that hands over what its function returned, or raised.

A thread's function may return something, but nobody gets it. And if it raises, the thread ends with
a traceback on the screen, while whoever waits in `join()` learns nothing of it. A travel agent asks
two airlines at the same time, and wants to know both prices, or what went wrong, or that an airline
does not answer.

    first = ResultThread(price, "OSL", "LIS")
    second = ResultThread(price, "OSL", "LIS", airline="Dodo")
    first.start()
    second.start()
    print(first.result())                   # waits for the price, and returns it
    try:
        print(second.result(timeout=5))
    except NoSuchAirline:                   # raised by price() in the other thread
        print("there is no Dodo any more")
    except TimeoutError:
        print("no answer within five seconds")
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


class ResultThread(Thread):
    """A thread that calls a function once and keeps what comes of it.

    It can do whatever a Thread can, and does so in the same way. In particular `join()` waits for
    the end and returns None, whatever the function returned or raised.
    """

    def __init__(self, function: Callable[..., object], /, *args: object, **kwargs: object) -> None:
        """A thread, not yet started, that will call `function(*args, **kwargs)`.

        All `kwargs` are the function's, whatever their names.
        """
        raise NotImplementedError

    def result(self, timeout: float | None = None) -> object:
        """Wait until the function has ended, and return what it returned.

        If it raised an exception, the same exception object is raised here. That is so for every
        BaseException, SystemExit too, and it is the only place where the exception turns up: it
        is not given to `threading.excepthook`, and no traceback is printed.

        Blocks for at most `timeout` seconds, and uses no processor meanwhile; None means no limit,
        and 0 that it does not wait. Raises TimeoutError if the function has not ended by then: it
        goes on undisturbed, and `result` can be called again.

        Any number of threads may call this, as often as they like, and all get the same. Raises
        RuntimeError if the thread has not been started.
        """
        raise NotImplementedError
