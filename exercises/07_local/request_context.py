"""The user of a request: a value that every function can see, and no other thread.

A web server handles each request in a thread. Somewhere deep down, the function that writes the
log wants to know for which user it is working. To hand the name down through forty functions is
tedious. A global variable would be easy, but there are many requests at once, and each has a user
of its own.

    context = RequestContext()               # one for the whole program

    def handle(request):                     # runs in many threads at the same time
        with context.as_user(request.user):
            answer(request)

    def log(text):                           # called from somewhere inside
        print(context.user, text)
"""

from __future__ import annotations

from contextlib import AbstractContextManager


class RequestContext:
    """Knows, for each thread, on behalf of which user it is working.

    What one thread does with a context is never seen by another, and no thread ever waits for
    another. Two contexts have nothing to do with each other.
    """

    def __init__(self) -> None:
        """A context in which no thread has a user yet."""
        raise NotImplementedError

    @property
    def user(self) -> str | None:
        """The current thread's user; None if it has none, whichever thread it is.

        It can be read, and changed by `as_user` only.
        """
        raise NotImplementedError

    def as_user(self, name: str) -> AbstractContextManager[None]:
        """A context manager: within its `with` block, the current thread's user is `name`.

        The user changes when the block is entered. When it is left, also by an exception, the user
        is what it was before the block was entered: another name, or None. An exception goes on.
        Blocks may be nested. Each call is for one `with` block.
        """
        raise NotImplementedError
