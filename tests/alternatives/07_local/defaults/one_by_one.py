"""Each default is copied and set by itself."""

from __future__ import annotations

from copy import deepcopy
from threading import local
from typing import Any


class Settings(local):
    def __init__(self, **defaults: Any) -> None:
        for name, value in defaults.items():
            setattr(self, name, deepcopy(value))
