"""Count calls: how often each function is called.

A page that shows ten orders takes two seconds. Nobody knows why, until somebody counts: the
function that opens the database is called ten times, once an order, instead of once. Nothing in
the program has to be changed to find that out; Python calls a *trace function*, if there is one,
each time when a function begins.

    calls = count_calls(show_orders, customer)
    for name, times in calls.most_common(3):
        print(f"{times:>6}  {name}")

                                    41  Order.price
                                    10  open_database
                                     1  show_orders
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable


def count_calls(function: Callable[..., object], *args: object) -> Counter[str]:
    """Call `function(*args)` in a thread of its own, and count the calls of Python functions there.

    Blocks until that thread has ended. Returns how often each function was called, by its
    qualified name (the name that its code has in `co_qualname`, such as `Order.price`). Counted
    are `function` itself and whatever is called, by whomever, until it returns; nothing that is
    called before or after it, such as what `threading` does to begin and to end a thread. A call
    that ends with an exception counts like any other. Functions that are not written in Python,
    such as `len`, are not counted. What is counted for generators, comprehensions and class
    bodies, which Python runs like functions, is not promised.

    Counted are the calls in that one thread. What other threads do meanwhile is not, even if
    `function` has started them.

    If `function` raises an exception, it is raised here, the same object, and there is no result.

    However it ends, tracing is as it was before: `threading.gettrace()` as well as
    `sys.gettrace()` give what they gave before the call. A debugger or a program that measures
    test coverage may have set them.

    Tracing is a setting of the whole process. What happens if two threads call this at the same
    time is not promised.
    """
    raise NotImplementedError
