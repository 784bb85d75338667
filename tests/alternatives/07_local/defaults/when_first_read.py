"""A default is copied for a thread when that thread first reads it."""

from __future__ import annotations

import copy
import threading
from typing import Any


class Settings(threading.local):
    def __init__(self, **defaults: Any) -> None:
        super().__init__()
        self._defaults = defaults

    def __getattr__(self, name: str) -> Any:
        # Only for what is not found otherwise.
        if name == "_defaults" or name not in self._defaults:
            raise AttributeError(name)
        value = copy.deepcopy(self._defaults[name])
        setattr(self, name, value)
        return value
