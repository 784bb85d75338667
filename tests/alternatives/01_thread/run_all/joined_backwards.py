"""Started as they are made, and joined from the last to the first."""

import threading


def run_all(*jobs):
    started = []
    for job in jobs:
        thread = threading.Thread(target=job, daemon=True)
        thread.start()
        started.append(thread)
    while started:
        started.pop().join()
