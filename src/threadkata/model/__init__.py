"""One controlled run of one threaded program.

The program runs on virtual threads, one at a time. Before each operation that another thread could
notice, the running thread asks which thread is to move next. Everything else that could differ from
run to run (time, identity, random numbers) is made a function of those choices.

This package knows nothing of how the choices are made (`threadkata.search`) or told
(`threadkata.explain`).
"""
