"""Old names: bring a program that was written long ago up to date.

The first version of `threading` was modelled on Java's, names included. Python 2.6 gave everything
the names that we use today, in 2008; the old ones still work, and since Python 3.10 whoever uses
them gets a DeprecationWarning. They live on in old programs, in notebooks, and in answers on the
web. A company with two million lines wants them gone, by a program, not by hand.

    text = path.read_text()
    path.write_text(modernise(text))

It has to be careful. `getName` is a good name for a method of other things than threads, and the
word may stand in a string or in a comment. What is not sure to be an old name stays.
"""

from __future__ import annotations


def modernise(source: str) -> str:
    """The text of a Python program with today's names in place of the deprecated ones.

    What is replaced, where `threading` is the module, `t` a thread and `c` a condition:

        threading.currentThread   threading.current_thread
        threading.activeCount     threading.active_count
        c.notifyAll               c.notify_all
        t.getName()               t.name
        t.isDaemon()              t.daemon
        t.setName(x)              t.name = x
        t.setDaemon(x)            t.daemon = x

    The first three are replaced whether they are called or not, `getName` and `isDaemon` where they
    are called without arguments. `setName` and `setDaemon` are replaced where the call is a
    statement of its own, without parentheses around it, because elsewhere there can be no
    assignment, and has one argument that is given by its place. Where it is not so, the text stays,
    and also where the method has parentheses of its own around it, as in `(t.getName)()`.
    The parentheses of `getName()` go, with whatever is in them; if a word stands right behind them,
    there is a space before it then.

    The text has to show what is what:

    - The module is what `import threading` brings in, with or without `as`. What is brought in by
      `from threading import ...`, with or without `as`, is the same as with `threading.` before it.
      `currentThread` and `activeCount` are then replaced in the import and wherever they are used.
    - A thread is what a call of `threading.Thread`, `Timer`, `current_thread`, `currentThread` or
      `main_thread` gives, a condition what a call of `threading.Condition` gives.
    - A name, also one with dots such as `self.ready`, is a thread or a condition if the program
      assigns such a call to it with `=`. The variable of `for t in threading.enumerate()` is a
      thread, too, in a loop or in a comprehension. A name means the same in the whole file.
    - A name to which the program gives anything else as well, anywhere in the file, is none of
      all this: another value, or as a parameter, a function, a class, an import, and so on.

    Everything else stays as it is, to the character: layout, comments, strings, and of an f-string
    what is in the braces, too. What `source` does when it is run, the result does as well. That is
    why an import stays, with all uses of its name, if one of them is in an f-string or if the
    program gives something else to the new name.

    Raises SyntaxError if `source` is not Python.
    """
    raise NotImplementedError
