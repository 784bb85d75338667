"""The pause is an attempt to take a lock, which stop() frees."""

from __future__ import annotations

import threading


class Heartbeat:
    def __init__(self, beat, interval):
        self.running = threading.Lock()
        self.running.acquire()
        self.guard = threading.Lock()
        self.thread = None
        self.over = False

        def beat_on():
            while not self.running.acquire(timeout=interval):
                beat()

        self.beat_on = beat_on

    def start(self):
        with self.guard:
            if self.thread is not None:
                raise RuntimeError
            self.thread = threading.Thread(target=self.beat_on)
            self.thread.daemon = True
            self.thread.start()

    def stop(self):
        with self.guard:
            if not self.over:
                self.over = True
                self.running.release()
            thread = self.thread
        if thread:
            thread.join()
