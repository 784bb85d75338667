"""A handler of its own that formats by hand, and a thread that logs around its own run()."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TextIO


class LineHandler(logging.Handler):
    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self.stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        name = str(record.threadName).ljust(10)
        self.stream.write(f"[{record.levelname}] ({name}) {record.getMessage()}\n")
        self.stream.flush()


class Logged(threading.Thread):
    def __init__(self, name: str, job: Callable[[], object], logger: logging.Logger) -> None:
        super().__init__(name=name, target=job)
        self.logger = logger

    def run(self) -> None:
        self.logger.log(logging.DEBUG, "Starting")
        try:
            super().run()
        finally:
            self.logger.log(logging.DEBUG, "Exiting")


def make_handler(stream: TextIO) -> logging.Handler:
    return LineHandler(stream)


def run_logged(logger: logging.Logger, jobs: dict[str, Callable[[], object]]) -> None:
    threads = [Logged(name, job, logger) for name, job in jobs.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
