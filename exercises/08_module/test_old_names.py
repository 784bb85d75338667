"""What bringing a program up to date promises. One requirement a test."""

from __future__ import annotations

import ast
import sys

import pytest


def becomes(kata, before, after):
    """Whether modernise makes one text of the other, to the character."""
    assert kata.modernise(before) == after


def stays(kata, source):
    """Whether modernise leaves a text alone."""
    assert kata.modernise(source) == source


def test_functions_of_the_module(kata):
    """currentThread and activeCount, called or not, get their new names."""
    becomes(
        kata,
        "import threading\n"
        "print(threading.activeCount(), threading.currentThread())\n"
        "who = threading.currentThread\n",
        "import threading\n"
        "print(threading.active_count(), threading.current_thread())\n"
        "who = threading.current_thread\n",
    )


def test_the_module_may_have_another_name(kata):
    """`import threading as t`: then the module is `t`."""
    becomes(
        kata,
        "import threading as t\nprint(t.activeCount())\n",
        "import threading as t\nprint(t.active_count())\n",
    )


def test_functions_may_be_imported(kata):
    """`from threading import currentThread`: the import and every use get the new name."""
    becomes(
        kata,
        "from threading import Thread, activeCount, currentThread\n"
        "print(activeCount(), currentThread)\n",
        "from threading import Thread, active_count, current_thread\n"
        "print(active_count(), current_thread)\n",
    )


def test_functions_may_be_imported_by_another_name(kata):
    """`from threading import currentThread as me`: only the import changes, and what `me()` gives
    is a thread."""
    becomes(
        kata,
        "from threading import currentThread as me\nprint(me().getName())\n",
        "from threading import current_thread as me\nprint(me().name)\n",
    )


def test_the_name_of_the_current_thread(kata):
    """What current_thread(), currentThread(), main_thread() or Thread() give is a thread: getName()
    and isDaemon() become attributes."""
    becomes(
        kata,
        "import threading\n"
        "print(threading.current_thread().getName(), threading.currentThread().isDaemon())\n"
        "print(threading.main_thread().getName(), threading.Thread(target=f).getName())\n",
        "import threading\n"
        "print(threading.current_thread().name, threading.current_thread().daemon)\n"
        "print(threading.main_thread().name, threading.Thread(target=f).name)\n",
    )


def test_a_name_for_a_thread(kata):
    """A name to which a Thread or a Timer is assigned is a thread, also with dots in it, and also
    in another function."""
    becomes(
        kata,
        "import threading\n"
        "from threading import Thread as Worker\n"
        "timer = threading.Timer(1, print)\n"
        "class Shop:\n"
        "    def open(self):\n"
        "        self.clerk = Worker(target=self.serve)\n"
        "    def who(self):\n"
        "        return self.clerk.getName(), timer.isDaemon()\n",
        "import threading\n"
        "from threading import Thread as Worker\n"
        "timer = threading.Timer(1, print)\n"
        "class Shop:\n"
        "    def open(self):\n"
        "        self.clerk = Worker(target=self.serve)\n"
        "    def who(self):\n"
        "        return self.clerk.name, timer.daemon\n",
    )


def test_setting_becomes_assigning(kata):
    """setName(x) and setDaemon(x), as statements of their own, become assignments."""
    becomes(
        kata,
        "import threading\n"
        "t = threading.Thread(target=print)\n"
        "t.setDaemon(True)\n"
        "if crowded: t.setName('extra'); t.start()\n",
        "import threading\n"
        "t = threading.Thread(target=print)\n"
        "t.daemon = True\n"
        "if crowded: t.name = 'extra'; t.start()\n",
    )
    becomes(
        kata,
        "import threading\nthreading.currentThread().setName('reader')\n",
        "import threading\nthreading.current_thread().name = 'reader'\n",
    )


def test_all_threads(kata):
    """The variable of a loop over threading.enumerate() is a thread, in a comprehension, too."""
    becomes(
        kata,
        "import threading\n"
        "for t in threading.enumerate():\n"
        "    if t is not threading.currentThread():\n"
        "        print('joining', t.getName())\n",
        "import threading\n"
        "for t in threading.enumerate():\n"
        "    if t is not threading.current_thread():\n"
        "        print('joining', t.name)\n",
    )
    becomes(
        kata,
        "from threading import enumerate\nprint([t.getName() for t in enumerate()])\n",
        "from threading import enumerate\nprint([t.name for t in enumerate()])\n",
    )


def test_telling_all_who_wait(kata):
    """A condition's notifyAll, called or not, becomes notify_all."""
    becomes(
        kata,
        "import threading\n"
        "class Gate:\n"
        "    def __init__(self):\n"
        "        self.ready = threading.Condition()\n"
        "        self.on_open = self.ready.notifyAll\n"
        "    def open(self):\n"
        "        with self.ready:\n"
        "            self.ready.notifyAll()\n",
        "import threading\n"
        "class Gate:\n"
        "    def __init__(self):\n"
        "        self.ready = threading.Condition()\n"
        "        self.on_open = self.ready.notify_all\n"
        "    def open(self):\n"
        "        with self.ready:\n"
        "            self.ready.notify_all()\n",
    )


def test_one_within_the_other(kata):
    """Old names stand in the argument of an old name. All of them are replaced."""
    becomes(
        kata,
        "import threading\n"
        "t = threading.Thread()\n"
        "t.setName(threading.currentThread().getName() + t.getName())\n",
        "import threading\n"
        "t = threading.Thread()\n"
        "t.name = threading.current_thread().name + t.name\n",
    )


def test_strings_and_comments_stay(kata):
    """In a string, in an f-string's braces and in a comment, old names stay."""
    stays(
        kata,
        '"""How threading.currentThread().getName() came about."""\n'
        "import threading\n"
        "t = threading.Thread()  # t.setName('x') would do as well\n"
        "print('threading.activeCount()', f'{t.getName()}')\n",
    )


def test_an_import_that_an_f_string_needs_stays(kata):
    """The braces of an f-string stay as they are. So does the name of a function that they call,
    wherever it stands: otherwise the program would not run any more."""
    stays(
        kata,
        "from threading import activeCount\n"
        "print(activeCount())\n"
        "print(f'{activeCount()} threads')\n",
    )


def test_methods_of_others_stay(kata):
    """A person has a getName() as well, a queue a notifyAll(), and a loom a currentThread. What is
    not shown to be a thread, a condition or the module stays."""
    stays(
        kata,
        "import threading, weaving\n"
        "person = Person()\n"
        "person.setName('Ada')\n"
        "print(person.getName(), weaving.currentThread(), queue.notifyAll)\n"
        "def greet(somebody):\n"
        "    return somebody.getName(), threading.other.activeCount()\n"
        "class Person:\n"
        "    def isAdult(self):\n"
        "        return not self.getName().isDaemon()\n",
    )


def test_functions_of_others_stay(kata):
    """activeCount may come from somewhere else, or be the program's own."""
    stays(kata, "from counting import activeCount\nprint(activeCount())\n")
    stays(kata, "from .threading import activeCount\nprint(activeCount())\n")
    stays(kata, "def currentThread():\n    return needle.thread\n\nprint(currentThread())\n")


def test_names_that_are_also_something_else_stay(kata):
    """A name that is a thread in one place and something else in another is not sure to be a
    thread anywhere. That goes for a parameter, for a second value and for the module's name."""
    stays(
        kata,
        "import threading\n"
        "t = threading.Thread()\n"
        "def greet(t):\n"
        "    return t.getName()\n"
        "u = threading.Thread()\n"
        "u = Person()\n"
        "u.setName('Ada')\n"
        "with open(path) as v:\n"
        "    v.getName()\n"
        "v = threading.Thread()\n",
    )
    stays(
        kata,
        "import threading\nif simulated:\n    threading = Simulation()\nthreading.activeCount()\n",
    )


GIVES_T_SOMETHING = [
    "t += 1",
    "t: Person = Person()",
    "x, t = pair",
    "(t := Person())",
    "for t in people: pass",
    "for t in people(): pass",
    "for t in enumerate(people): pass",
    "[t for t in people]",
    "with open(path) as t: pass",
    "def t(): pass",
    "async def t(): pass",
    "def f(*, t): pass",
    "f = lambda t: 0",
    "class t: pass",
    "import t",
    "import t.u",
    "import u as t",
    "from u import t",
    "from .threading import Thread as t",
    "try: pass\nexcept OSError as t: pass",
    "match x:\n    case t: pass",
    "match x:\n    case [*t]: pass",
    "match x:\n    case {**t}: pass",
    "async def f():\n    async for t in people: pass",
    "async def f():\n    async with people() as t: pass",
    "try: pass\nexcept* OSError as t: pass",
]
if sys.version_info >= (3, 12):
    GIVES_T_SOMETHING += ["def f[t](): pass", "class Box[*t]: pass", "type t = int"]


def test_all_that_gives_a_name_something(kata):
    """A name for a thread is given something else as well, in one of the many ways that there are.
    It is not sure to be a thread, wherever in the file that stands."""
    for gives in GIVES_T_SOMETHING:
        stays(kata, f"import threading\nt = threading.Thread()\nt.setName('x')\n{gives}\n")
        stays(kata, f"{gives}\nimport threading\nt = threading.Thread()\nt.setName('x')\n")


def test_what_is_given_to_a_name_with_dots(kata):
    """A name with dots may be given something else, too. That goes for the module's functions as
    well, which a program may replace."""
    stays(
        kata,
        "import threading\n"
        "shop.clerk = threading.Thread()\n"
        "with hired() as shop.clerk:\n"
        "    shop.clerk.getName()\n",
    )
    stays(
        kata,
        "import threading\nthreading.activeCount = lambda: 3\nprint(threading.activeCount())\n",
    )


def test_one_thread_with_two_names(kata):
    """A thread may be assigned to several names at once. Each of them is a thread."""
    becomes(
        kata,
        "import threading\nt = self.u = threading.Thread()\nprint(t.getName(), self.u.getName())\n",
        "import threading\nt = self.u = threading.Thread()\nprint(t.name, self.u.name)\n",
    )


def test_an_annotation_gives_nothing(kata):
    """A name for a thread may be declared, with the value or before it."""
    becomes(
        kata,
        "import threading\n"
        "t: threading.Thread\n"
        "t = threading.Thread()\n"
        "u: threading.Thread = threading.Thread()\n"
        "print(t.getName(), u.getName())\n",
        "import threading\n"
        "t: threading.Thread\n"
        "t = threading.Thread()\n"
        "u: threading.Thread = threading.Thread()\n"
        "print(t.name, u.name)\n",
    )


def test_both_names_are_imported(kata):
    """The program has imported the old name and the new one. They are the same function."""
    becomes(
        kata,
        "from threading import currentThread, current_thread\n"
        "print(currentThread() is current_thread())\n",
        "from threading import current_thread, current_thread\n"
        "print(current_thread() is current_thread())\n",
    )


def test_what_has_no_name(kata):
    """To assign a thread to a place in a list says nothing of what else has no name."""
    becomes(
        kata,
        "import threading\n"
        "team[0] = threading.Thread()\n"
        "print(team[1].getName(), team().isDaemon(), threading.currentThread().getName())\n",
        "import threading\n"
        "team[0] = threading.Thread()\n"
        "print(team[1].getName(), team().isDaemon(), threading.current_thread().name)\n",
    )


def test_a_new_name_that_is_taken(kata):
    """The program has a current_thread of its own. With the new name in its place, it would no
    longer call Python's: the import and its uses stay."""
    stays(
        kata,
        "from threading import currentThread\n"
        "def current_thread():\n"
        "    return currentThread().ident\n",
    )


def test_setting_within_an_expression_stays(kata):
    """Where an assignment cannot stand, setName and setDaemon stay."""
    stays(
        kata,
        "import threading\n"
        "t = threading.Thread()\n"
        "rename = lambda name: t.setName(name)\n"
        "[t.setDaemon(flag) for flag in flags]\n"
        "print(t.setName('x'))\n",
    )


def test_setting_in_parentheses_stays(kata):
    """A statement may stand in parentheses. An assignment may not, so setName stays there."""
    stays(
        kata,
        "import threading\n"
        "t = threading.Thread()\n"
        "(t.setName('x'))\n"
        "(\n"
        "    t.setDaemon(True)  # so that it ends with the program\n"
        ")\n",
    )


def test_a_method_in_parentheses_stays(kata):
    """A method may stand in parentheses before it is called. What it is called on may, too, and
    that makes no difference."""
    becomes(
        kata,
        "import threading\n"
        "t = threading.Thread()\n"
        "print((t.getName)(), (t).getName())\n"
        "(t.setName)('x')\n"
        "(t).setDaemon(True)\n"
        "print((t.isDaemon  # (since when?)\n"
        ")())\n",
        "import threading\n"
        "t = threading.Thread()\n"
        "print((t.getName)(), (t).name)\n"
        "(t.setName)('x')\n"
        "(t).daemon = True\n"
        "print((t.isDaemon  # (since when?)\n"
        ")())\n",
    )


def test_a_word_right_behind_it(kata):
    """No space is needed between a call and a word that follows. Between two words there is one."""
    becomes(
        kata,
        "import threading\nt = threading.Thread()\nprint(t.getName()if t.isDaemon()else'nobody')\n",
        "import threading\nt = threading.Thread()\nprint(t.name if t.daemon else'nobody')\n",
    )


def test_what_is_not_called_like_that_stays(kata):
    """A method that is not called, and a call with other arguments, stay."""
    stays(
        kata,
        "import threading\n"
        "t = threading.Thread()\n"
        "names = [t.getName, t.isDaemon]\n"
        "t.setName\n"
        "t.setName(*parts)\n"
        "t.setDaemon(daemonic=True)\n"
        "t.setName('reader', 1)\n"
        "t.setName('reader', number=1)\n"
        "t.getName(1)\n"
        "t.getName(full=True)\n",
    )


def test_layout_stays(kata):
    """Blank lines, comments, quotes, indentation, line ends of another system and a last line
    without an end stay as they are."""
    becomes(
        kata,
        "import threading   # the module\r\n"
        "\r\n"
        "if  True :\r\n"
        "\tx = [ threading.activeCount( ),   # how many?\r\n"
        "\t      \"a\"'b' ]\r\n"
        "\r\n"
        "threading.activeCount()  # again",
        "import threading   # the module\r\n"
        "\r\n"
        "if  True :\r\n"
        "\tx = [ threading.active_count( ),   # how many?\r\n"
        "\t      \"a\"'b' ]\r\n"
        "\r\n"
        "threading.active_count()  # again",
    )


def test_space_between_the_parts_of_a_call(kata):
    """There may be space between the parts of a call, and even the end of a line. The result is the
    same program with an attribute in it."""
    head = "import threading\nt = threading.Thread()\n"
    result = kata.modernise(head + "print(t . getName ( ), t.isDaemon  # says who\n(\n))\n")
    assert ast.unparse(ast.parse(result)) == ast.unparse(
        ast.parse(head + "print(t.name, t.daemon)\n")
    )


def test_letters_of_any_language(kata):
    """Letters that are not ASCII stand before an old name on the same line. The right place is
    replaced all the same."""
    becomes(
        kata,
        "import threading\nprint('grün – 緑', threading.activeCount(), 'ß')\n",
        "import threading\nprint('grün – 緑', threading.active_count(), 'ß')\n",
    )


def test_what_looks_like_the_end_of_a_line(kata):
    """A string has a character in it at which a text may be broken, but at which Python begins no
    new line. The lines after it are found all the same."""
    becomes(
        kata,
        "import threading\nprint('\u2028\x0b')\nprint(threading.activeCount())\n",
        "import threading\nprint('\u2028\x0b')\nprint(threading.active_count())\n",
    )


def test_an_argument_of_several_lines(kata):
    """The argument of setName goes over several lines. The result is the same program with an
    assignment in it, and no comment is lost."""
    head = "import threading\nt = threading.Thread()\n"
    long = "t.setName(  # short,\n    'reader'  # but good\n    '-1',\n)\nt.start()\n"
    result = kata.modernise(head + long)
    expected = head + "t.name = 'reader-1'\nt.start()\n"
    assert ast.unparse(ast.parse(result)) == ast.unparse(ast.parse(expected))
    assert "# short" in result
    assert "# but good" in result
    result = kata.modernise(head + "t.setName('reader'\n    # first, last\n)\n")
    expected = head + "t.name = 'reader'\n"
    assert ast.unparse(ast.parse(result)) == ast.unparse(ast.parse(expected))
    assert "# first, last" in result


def test_an_argument_that_assigns(kata):
    """The argument of setName is an assignment expression. It still is, in the new assignment."""
    head = "import threading\nt = threading.Thread()\n"
    result = kata.modernise(head + "t.setName(name := 'reader')\n")
    expected = head + "t.name = (name := 'reader')\n"
    assert ast.unparse(ast.parse(result)) == ast.unparse(ast.parse(expected))


def test_a_program_without_old_names_stays(kata):
    """A program that is up to date stays as it is, and so does an empty one."""
    stays(kata, "")
    stays(kata, "import threading\nprint(threading.current_thread().name)\n")


def test_what_is_not_python(kata):
    """A text that is not Python raises SyntaxError."""
    with pytest.raises(SyntaxError):
        kata.modernise("threading.currentThread(")
