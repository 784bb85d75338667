"""A semaphore that lets one thread through, which lets the next one through, and so on."""

from __future__ import annotations

from threading import Lock, Semaphore


class CountDownLatch:
    def __init__(self, count: int) -> None:
        if count < 0:
            raise ValueError(count)
        self._count = count
        self._lock = Lock()
        self._turnstile = Semaphore(0 if count else 1)

    def count_down(self) -> None:
        with self._lock:
            self._count -= self._count > 0
            if self._count == 0:
                self._turnstile.release()

    def wait(self, timeout: float | None = None) -> bool:
        if not self._turnstile.acquire(timeout=timeout):
            return False
        self._turnstile.release()
        return True

    @property
    def count(self) -> int:
        with self._lock:
            return self._count
