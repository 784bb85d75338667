"""Exercises on Python's threads, judged in every interleaving that matters."""

__version__ = "0.1.0"
