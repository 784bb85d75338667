"""Two threads that show one object see all of it, and what contains itself is shown as ever."""

from pathlib import Path

import pytest
from graders import own_test

from threadkata.model.recursive_repr import shown_by_real_thread
from threadkata.model.world import World

ITEM = """
class Item:
    times = 0

    def __repr__(self):
        # Here another thread may move.
        self.times = self.times + 1
        return "item"


item = Item()
"""
#: For each way to come to a text: the lines that define `show`, and what it returns.
WAYS = {
    "a list": ("things = [item]\nshow = lambda: repr(things)", "[item]"),
    "a list in a list": ("things = [[item]]\nshow = lambda: repr(things)", "[[item]]"),
    "a tuple": ("things = (item,)\nshow = lambda: str(things)", "(item,)"),
    "a set": ("things = {item}\nshow = lambda: f'{things}'", "{item}"),
    "a dictionary": ("things = {1: item}\nshow = lambda: '%s' % things", "{1: item}"),
    "what contains itself": (
        "things = [item]\nthings.append(things)\nshow = lambda: '{}'.format(things)",
        "[item, [...]]",
    ),
    "a deque": (
        "from collections import deque\nthings = deque([item])\nshow = lambda: repr(things)",
        "deque([item])",
    ),
    "a dataclass": (
        "from dataclasses import dataclass\n"
        "@dataclass\nclass Box:\n    inside: object\n"
        "things = Box(item)\nshow = lambda: repr(things)",
        "Box(inside=item)",
    ),
    "recursive_repr": (
        "from reprlib import recursive_repr\n"
        "class Box:\n"
        "    @recursive_repr()\n"
        "    def __repr__(self):\n        return f'a box with {item!r}'\n"
        "things = Box()\nshow = lambda: repr(things)",
        "a box with item",
    ),
    "print": (
        "import io\nthings = [item]\n"
        "def show():\n"
        "    stream = io.StringIO()\n    print(things, end='', file=stream)\n"
        "    return stream.getvalue()",
        "[item]",
    ),
    "a thread that is started meanwhile": (
        "import threading\n"
        "class Starter:\n"
        "    def __repr__(self):\n"
        "        seen = []\n"
        "        thread = threading.Thread(target=lambda: seen.append(repr(others)))\n"
        "        thread.start()\n        thread.join()\n        return seen[0]\n"
        "others = [item]\nthings = [Starter(), others]\n"
        "show = lambda: repr(things)",
        "[[item], [item]]",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_threads_that_show_one_object_do_not_disturb_each_other(way: str, tmp_path: Path) -> None:
    lines, text = WAYS[way]
    test = f"""
def test_it(kata, run):
    seen = []
    run(*[lambda: seen.append(kata.show())] * 2)
    assert seen == [{text!r}] * 2
"""
    judgement = own_test(World(), tmp_path, ITEM + lines + "\n", test).judge()
    assert judgement.verdict is None, judgement.verdict
    assert judgement.exploration.runs > 1
    assert shown_by_real_thread() == []
