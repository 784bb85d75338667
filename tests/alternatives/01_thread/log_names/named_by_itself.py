"""The thread names itself before it logs anything; an error is caught, logged and raised again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TextIO


class Padded(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"[{record.levelname}] ({record.threadName:10s}) {record.getMessage()}"


def make_handler(stream: TextIO) -> logging.Handler:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Padded())
    return handler


def run_logged(logger: logging.Logger, jobs: dict[str, Callable[[], object]]) -> None:
    def run(name: str, job: Callable[[], object]) -> None:
        threading.current_thread().name = name
        logger.debug("Starting")
        try:
            job()
        except BaseException:
            logger.debug("Exiting")
            raise
        logger.debug("Exiting")

    threads = []
    for name, job in jobs.items():
        threads.append(threading.Thread(target=run, args=(name, job)))
        threads[-1].start()
    for thread in threads:
        thread.join()
