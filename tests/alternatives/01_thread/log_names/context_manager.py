"""The two lines as a context manager, and a format with braces."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from typing import TextIO


def make_handler(stream: TextIO) -> logging.Handler:
    handler = logging.StreamHandler(stream)
    handler.formatter = logging.Formatter("[{levelname}] ({threadName:<10}) {message}", style="{")
    return handler


@contextlib.contextmanager
def logged(logger: logging.Logger) -> Iterator[None]:
    logger.debug("%s", "Starting")
    try:
        yield
    finally:
        logger.debug("%s", "Exiting")


def run_logged(logger: logging.Logger, jobs: dict[str, Callable[[], object]]) -> None:
    def work() -> None:
        name = threading.current_thread().name
        with logged(logger):
            jobs[name]()

    threads = {name: threading.Thread(target=work, name=name) for name in jobs}
    for name in threads:
        threads[name].start()
    for name in jobs:
        threads[name].join()
