"""A crash report: notice the threads that die of an exception.

An importer starts a thread for each file. When one of them meets a line it cannot read, that
thread ends; the importer joins it, sees nothing, and says "all files imported". What the thread
died of was printed to a terminal that nobody watches. The importer wants to know it.

    with CrashReport() as report:
        threads = [Thread(target=load, args=(path,), name=path) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for name, error in report.crashes:
        print(f"{name} was not imported: {error}")
"""

from __future__ import annotations

from types import TracebackType


class CrashReport:
    """While its `with` block lasts, it collects the exceptions that threads die of.

    "Die of" means: an exception leaves the thread's `run()` method and nobody has caught it. For
    such an exception `threading.excepthook` is called. In the block that is this report's own;
    the hook that was there before, whichever it was, is not called for what is collected here.

    A thread that leaves with `SystemExit`, as `sys.exit()` does, has not died: it wanted to end.
    It is not in the report.

    Several threads may die at the same moment; none of them is forgotten. Reports may be nested:
    a thread that dies in the inner block is in the inner report only.

    A report is for one `with` block. Whether it can be used for a second one is not promised.
    """

    def __init__(self) -> None:
        """A report with nothing in it. Nothing else changes before the `with` block begins."""
        raise NotImplementedError

    def __enter__(self) -> CrashReport:
        """Begin to collect. Returns this report."""
        raise NotImplementedError

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Put back the hook that was there before, however the block has ended.

        Waits for nobody. A thread that is still running and dies later is for that hook, even if
        it was started in the block. An exception that the block itself raises is not a thread's
        death: it is not collected, and goes on to whoever is outside the block.
        """
        raise NotImplementedError

    @property
    def crashes(self) -> list[tuple[str, BaseException]]:
        """Who has died so far: the name of each thread and the exception, the same object.

        In the order in which they died. Can be read in the block and after it. The list belongs
        to the caller: changing it changes nothing in the report.

        The report keeps neither the Thread object of a dead thread alive nor what its functions
        had in their local variables. Nor is that kept alive by the exceptions that the collected
        one came from: its `__cause__` and its `__context__`, theirs, and so on, which may lead
        round in a circle. For this the `__traceback__` of each may be None; all else that they
        have stays. (What the members of an ExceptionGroup keep alive is not promised.)
        """
        raise NotImplementedError
