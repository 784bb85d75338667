"""A thread that hands over what its function returned, or raised."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


class ResultThread(Thread):
    """A thread that calls a function once and keeps what comes of it."""

    def __init__(self, function: Callable[..., object], /, *args: object, **kwargs: object) -> None:
        super().__init__()
        self._function = function
        # Not `_args` and `_kwargs`: these names are Thread's.
        self._call_args = args
        self._call_kwargs = kwargs
        # Two attributes, because a function may return None, and may return an exception.
        self._returned: object = None
        self._raised: BaseException | None = None

    def run(self) -> None:
        try:
            self._returned = self._function(*self._call_args, **self._call_kwargs)
        # Nothing gets past this, so the excepthook has nothing to print. With `except Exception`
        # a function that calls sys.exit() would seem to have returned None.
        except BaseException as error:
            self._raised = error

    def result(self, timeout: float | None = None) -> object:
        # Joining is all the waiting there is, and it also refuses a thread that was never started.
        # What is tempting is to override `join` instead. But others call it too, and expect
        # nothing of it but to wait.
        self.join(timeout)
        # join() does not say whether the thread has ended or the time is up. Asked afterwards,
        # is_alive() does: once it is False, run() is over, and what it left behind is final.
        if self.is_alive():
            raise TimeoutError(f"{self.name} is not done after {timeout} seconds")
        if self._raised is not None:
            raise self._raised
        return self._returned
