"""`datetime.now()` and the like, which ask the system for the time, and not `time`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from typing import Any


def calls_at(time: Callable[[], float]) -> dict[Any, Callable[..., Any]]:
    """How a function is called that tells the date: at the virtual time.

    Arguments:
        time: tells that, in seconds since the epoch.
    """

    def now(function: Any, tz: tzinfo | None = None) -> datetime:
        return datetime.fromtimestamp(time(), tz)

    def utcnow(function: Any) -> datetime:
        return datetime.fromtimestamp(time(), UTC).replace(tzinfo=None)

    def today(function: Any) -> date:
        cls: type[date] = function.__self__
        return cls.fromtimestamp(time())

    return {
        datetime.now: now,
        datetime.utcnow: utcnow,
        datetime.today: today,
        date.today: today,
    }
