"""A lambda after all: its default value is looked up when it is made."""

import threading


def start_workers(count, work):
    threads = [threading.Thread(target=lambda mine=number: work(mine)) for number in range(count)]
    for thread in threads:
        thread.start()
    return threads
