"""How many programs Hypothesis makes up; THREADKATA_PROFILE chooses."""

import os

from hypothesis import settings

settings.register_profile("default", max_examples=150, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=2_000, deadline=None, derandomize=True)
settings.register_profile("night", max_examples=50_000, deadline=None)
settings.load_profile(os.environ.get("THREADKATA_PROFILE", "default"))
