"""Where the time goes: how long each function takes.

Counting calls told who is called too often. It does not tell where the time goes: one slow call
may cost more than a thousand quick ones. Python calls a *profile function*, if there is one, when
a function begins and when it ends. With a clock, that is all one needs.

    times = time_calls(make_report, time.perf_counter)
    for name in sorted(times, key=times.get, reverse=True):
        print(f"{times[name]:8.3f}  {name}")

                                       2.150  make_report
                                       1.900  read_file
                                       0.120  Page.draw
"""

from __future__ import annotations

from collections.abc import Callable


def time_calls(function: Callable[[], object], clock: Callable[[], float]) -> dict[str, float]:
    """Call `function()` in a thread of its own, and tell how long each Python function took there.

    Blocks until that thread has ended. Returns, by the qualified name of each Python function that
    was called (the name that its code has in `co_qualname`), the sum of the times that its calls
    took. A call takes from the moment when the function begins to the moment when it ends,
    whatever it calls in between. So the time of `function` itself contains all others.

    Recursion is counted once: of calls of a function that begin while an earlier call of the same
    function, by that name, has not ended, only the earliest counts. It contains the others.

    `clock()` tells the time in seconds, as `time.perf_counter` does; it is called in that thread,
    at the beginning and at the end of each call. What it does is not measured.

    Measured are `function` itself and whatever is called, by whomever, until it ends; nothing
    that is called before or after it, such as what `threading` does to begin and to end a thread.
    A call that ends with an exception is measured like any other. Functions that are not written
    in Python, such as `len`, are not in the result; their time is in that of their caller. Neither
    is what other threads do meanwhile, even if `function` has started them. What is in the result
    for generators, comprehensions and class bodies, which Python runs like functions, is not
    promised.

    If `function` raises an exception, it is raised here, the same object, and there is no result.

    However it ends, profiling is as it was before: `threading.getprofile()` as well as
    `sys.getprofile()` give what they gave before the call.

    Profiling is a setting of the whole process. What happens if two threads call this at the same
    time is not promised.
    """
    raise NotImplementedError
