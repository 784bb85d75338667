"""Two classes of your own that are threads.

A thread need not be told from outside what to do. A subclass of `Thread` can know it by itself, and
keep what it needs and what comes of it as attributes. `Square` computes one number; `Call` calls
any function, and can be asked later what it was called with.

    squares = [Square(n) for n in (2, 3, 4)]
    for square in squares:
        square.start()                              # three threads compute at the same time
    for square in squares:
        square.join()
    print([square.value for square in squares])     # [4, 9, 16]

    call = Call(send, "hello", to="Ada")
    call.start()                                    # calls send("hello", to="Ada") in its thread
    print("sending", call.args, call.kwargs)        # sending ('hello',) {'to': 'Ada'}
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


class Square(Thread):
    """A thread that multiplies a number by itself.

    It can do whatever a Thread can, and does so in the same way: `start()` returns at once, the
    work is done in the thread itself, `join()` waits for its end and returns None. It is no daemon.

    Attributes:
        value: `n * n`, once the thread has ended; None until it has been computed.
    """

    value: int | None

    def __init__(self, n: int) -> None:
        """A thread, not yet started, whose name is `square-n`: that of Square(7) is `square-7`."""
        raise NotImplementedError


class Call(Thread):
    """A thread that calls a function with given arguments, once.

    It can do whatever a Thread can, in the same way, and is no daemon. What the function returns is
    not kept, and what it raises goes to `threading.excepthook`, as from any thread.

    Attributes:
        args: the positional arguments, as a tuple.
        kwargs: the keyword arguments, as a dict.

    Both are there from the beginning and stay: before `start()`, while the function runs, and
    after the thread has ended.
    """

    args: tuple[object, ...]
    kwargs: dict[str, object]

    def __init__(self, function: Callable[..., object], /, *args: object, **kwargs: object) -> None:
        """A thread, not yet started, that will call `function(*args, **kwargs)`.

        All `kwargs` are the function's, whatever their names: `Call(hire, name="Ada")` calls
        `hire(name="Ada")`, and the name says nothing about the thread.
        """
        raise NotImplementedError
