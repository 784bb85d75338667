"""A failure as a page to step through: one HTML file that needs nothing else.

Whatever comes from the program under test is text on the page and nothing more: the data stand in
a script element that is not executed, with no `<` in them, the page's script only ever sets text,
and the content security policy allows that script and the page's style alone.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from importlib.resources import files
from typing import Final

from threadkata.explain.page_data import Json, Shown, page_data
from threadkata.explain.picture import STEPS

#: Bytes of data in a page. A page with more goes without its tree of choices, then without most of
#: its steps.
LARGEST: Final = 220_000
#: Steps that even the largest page shows.
FEWER_STEPS: Final = 60


def render_page(shown: Shown) -> str:
    """The page on one failure, as HTML.

    Arguments:
        shown: what to show.
    """
    for with_play, steps in ((True, STEPS), (False, STEPS), (False, FEWER_STEPS)):
        data = _as_json(page_data(shown, with_play=with_play, steps=steps))
        if len(data.encode()) <= LARGEST:
            break
    failure = shown.failure
    style, script = _own("page.css"), _own("page.js")
    page = _own("page.html")
    parts = {
        "style hash": _hash(style),
        "script hash": _hash(script),
        "title": html.escape(f"{failure.title}: {failure.exercise}"),
        "style": style,
        "script": script,
        # The last, so that nothing in them is taken for one of these names.
        "data": data,
    }
    for name, part in parts.items():
        page = page.replace(f"{{{{ {name} }}}}", part)
    return page


def _own(name: str) -> str:
    return files("threadkata.explain").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _as_json(value: Json) -> str:
    """JSON that can stand in a script element and in a UTF-8 file."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # Half a surrogate pair is text in Python and in no file.
    return text.encode(errors="replace").decode()
