"""Settings that every thread may change for itself, and that begin the same in each.

A bookkeeper's program writes a report for each country, in a thread for each. All begin with two
decimals, euros and the same columns, but some reports need other settings: no decimals for Japan,
one more column for France. Whatever the thread for one country changes, the others never notice.

    settings = Settings(decimals=2, currency="EUR", columns=["day", "sum"])

    def report_for_japan():
        settings.decimals = 0            # for this thread only
        settings.currency = "JPY"
        write_report()

    def report_for_france():
        settings.columns.append("VAT")   # for this thread only, too
        write_report()
"""

from __future__ import annotations

import threading
from typing import Any


class Settings(threading.local):
    """Attributes with default values, of which every thread has its own.

    A thread that uses the object for the first time finds the defaults, whatever other threads
    have done before: also the thread that made it. From then on the attributes are its own: it can
    change them, and add others, and no other thread sees anything of that. What is neither a
    default nor set by the thread is an AttributeError.

    This also holds for what the defaults are made of. A list in a list can be changed by a thread,
    and all others, those that come later as well, still find it as it was.

    Any number of threads may use it for the first time at the same moment.
    """

    def __init__(self, **defaults: Any) -> None:
        """Settings whose attributes are `defaults`, by name.

        The objects that are passed can be copied by `copy.deepcopy`. Settings never change them,
        and whoever has passed them does not change them either.
        """
        raise NotImplementedError
