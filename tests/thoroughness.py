"""How much is run of those tests of which more and less can be run; THREADKATA_PROFILE chooses.

The usual profile is for whoever waits for it, `ci` for `.ci/run`, and `night` for a night.
"""

from __future__ import annotations

import os
from typing import Final

from hypothesis import settings

settings.register_profile("default", max_examples=120, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=2_000, deadline=None, derandomize=True)
settings.register_profile("night", max_examples=50_000, deadline=None)

PROFILE: Final = os.environ.get("THREADKATA_PROFILE", "default")
settings.load_profile(PROFILE)

#: Programs that Hypothesis makes up for a test.
EXAMPLES: Final = settings.get_profile(PROFILE).max_examples
#: Whether all is run that need not take a night.
THOROUGH: Final = PROFILE != "default"
#: Whether it may take a night.
ALL_NIGHT: Final = PROFILE == "night"
