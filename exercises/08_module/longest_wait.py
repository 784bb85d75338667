"""The longest wait: any number of seconds.

A calendar wakes its user at the next appointment, or when something is entered in the meantime:
`changed.wait(seconds_until(appointment))`. It works until one day the next appointment is in two
months. There is a longest time that a thread can wait, `threading.TIMEOUT_MAX`, and a longer one is
an OverflowError. On one system that is 292 years, on another 49 days. And for the calendar that is
empty somebody had the bright idea to return infinity.

    if wait_at_most(changed, seconds_until(calendar.next_appointment())):
        changed.clear()          # something has been entered: look again
    else:
        ring()                   # it is time
"""

from __future__ import annotations

import threading


def wait_at_most(event: threading.Event, seconds: float) -> bool:
    """Block until `event` is set, but for no longer than `seconds`. True if it is set.

    `seconds` may be any number, whole or not, up to the greatest float and to infinity. It means
    what it means in `event.wait(seconds)`, except that none is too great:

    - More than `threading.TIMEOUT_MAX` seconds are waited for like any other number. If nobody
      sets the event, the answer is False when that much time has passed (as `time.monotonic()`
      tells it), neither earlier nor never.
    - `float("inf")` is waited for without a limit.
    - With zero or less, `float("-inf")` included, it does not block: it tells whether the event is
      set now.

    Uses no processor while it waits, and returns as soon as the event is set. Where a single wait
    is not long enough, it takes a few that are nearly as long as can be, not one for each day.
    """
    raise NotImplementedError
