"""The names go through a queue, which gives them back in the order in which they came."""

from __future__ import annotations

import queue
import threading


def run_named(jobs):
    names = queue.SimpleQueue()

    def work(job):
        try:
            job()
        finally:
            names.put(threading.current_thread().name)

    threads = []
    for name, job in jobs.items():
        thread = threading.Thread(None, work, name, (job,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return [names.get() for _ in threads]
