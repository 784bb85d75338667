"""Settings with defaults: the `__init__` of a local runs once in every thread that uses it."""

from __future__ import annotations

import copy
import threading
from typing import Any


class Settings(threading.local):
    """Attributes with default values, of which every thread has its own."""

    def __init__(self, **defaults: Any) -> None:
        # Called in the thread that makes the object, and again in each other thread when it first
        # uses it, with the same arguments and an empty `__dict__`. With the same arguments means
        # with the same objects: a local keeps attributes apart, not what they refer to. So each
        # thread makes copies, and deep ones, for a copied list would hold the same lists inside.
        #
        # No lock: every thread copies for itself what nobody ever changes.
        super().__init__()
        vars(self).update(copy.deepcopy(defaults))
