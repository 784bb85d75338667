"""Wait for a signal, and do something useful whenever it has not come for a while.

While a backup is running, the window shows how far it is, and brings that up to date every two
seconds. When the backup is done, the window has to close at once and not at the next update. So
somebody waits for the end of the backup, but gets up every two seconds to do some work.

    done = threading.Event()                     # set by the thread that makes the backup
    updates = wait_or_work(done, 2, window.show_progress)
    print("finished, shown", updates, "times")
"""

from __future__ import annotations

import threading
from collections.abc import Callable


def wait_or_work(event: threading.Event, interval: float, work: Callable[[], object]) -> int:
    """Wait until `event` is set, and call `work()` each time that `interval` seconds pass without.

    Whenever the event has not been set for `interval` seconds (a number greater than 0), `work()`
    is called once, in the caller's thread. When it has returned, waiting begins anew, for another
    `interval` seconds: the time that `work` takes is not counted.

    Returns as soon as the event is set, without another call, and without waiting for the end of
    the interval: at once if it is set from the start, at once when it is set during a wait, and if
    it is set while `work` is running, as soon as `work` returns. Only when the event is set in the
    very moment in which an interval ends, one more call may begin.

    Returns how many times `work` has been called. The event stays set. While it waits, it uses no
    processor.

    What `work` raises is raised here, and ends the waiting; the event is left as it is.
    """
    raise NotImplementedError
