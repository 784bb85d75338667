"""Variables that functions share: of a module, and of a function around them."""

# %% a global is changed in place
n = 0


def one():
    global n
    n += 1


def outcome():
    return n


# %% a global is read and bound
n = 0


def one():
    global n
    n = 1
    n = 2


def two():
    return n, n


# %% a global is declared after another use
n = 0


def two():
    return n


def one():
    global n, m
    m = n = 1


# %% a global is made and deleted
def one():
    global n
    n = 1
    del n


def two():
    return n


# %% a global in a nested function
n = 0


def one():
    def inner():
        global n
        n += 1

    inner()


def outcome():
    return n


# %% a global that a class's body binds
n = 0


def one():
    class Body:
        global n
        n = 1


def two():
    return n


# %% a variable of a function
def make():
    n = 0

    def increment():
        nonlocal n
        n += 1

    def value():
        return n

    return increment, value


one, value = make()


def outcome():
    return value()


# %% a variable of a function that only it binds
import threading


def make():
    n = 0
    gate = []

    def look():
        return n

    def work():
        nonlocal n
        gate.append(1)
        n = 5

    return look, work


one, two = make()


# %% a variable of a function two levels up
def make():
    n = 0

    def middle():
        def increment():
            nonlocal n
            n += 1

        return increment

    return middle(), lambda: n


one, value = make()


def outcome():
    return value()


# %% an argument that an inner function changes
def make(n):
    def increment():
        nonlocal n
        n += 1
        return n

    return increment


one = make(0)


# %% a variable is deleted
def make():
    n = 0

    def one():
        nonlocal n
        del n

    def two():
        return n

    return one, two


one, two = make()


# %% two variables are deleted one after the other
def make():
    n = m = 0

    def one():
        nonlocal n, m
        del n, m

    def two():
        try:
            m
        except NameError:
            return "m is gone"
        try:
            n
        except NameError:
            return "n is gone"

    return one, two


one, two = make()


# %% a variable and an item are deleted
def make():
    n, items = 0, {1: 1}

    def one():
        nonlocal n
        del items[1], n

    def two():
        gone = 1 not in items
        try:
            n
        except NameError:
            return gone, "n is gone"
        return gone

    return one, two


one, two = make()


# %% a variable that is bound in a loop
def make():
    functions = []
    for n in range(2):
        functions.append(lambda: n)

    def rebind():
        nonlocal n
        n = 5

    return functions[0], rebind


one, two = make()


# %% an unpacked tuple binds two variables
x = y = 0


def one():
    global x, y
    x, y = 1, 1


def two():
    return y, x


# %% an unpacked tuple binds a variable and then an attribute
class Box:
    n = 0


box = Box()
ready = False


def one():
    global ready
    ready, box.n = True, 1


def two():
    return ready, box.n


# %% an unpacked tuple binds an attribute and then a variable
class Box:
    n = 0


box = Box()
ready = False


def one():
    global ready
    box.n, ready = 1, True


def two():
    return box.n, ready


# %% a value is bound to a variable and an attribute
class Box:
    n = 0


box = Box()
ready = 0


def one():
    global ready
    ready = box.n = 1


def two():
    return ready, box.n


# %% a value is bound to an item and a variable
items = [0]
ready = 0


def one():
    global ready
    items[0] = ready = 1


def two():
    return items[0], ready


# %% a starred target is shared
rest = []


def one():
    global rest
    _, *rest = 1, 2, 3


def two():
    return list(rest)


# %% nested targets are shared
a = b = c = 0


def one():
    global a, b, c
    a, (b, c) = 1, (1, 1)


def two():
    return c, b, a


# %% two variables change places
a, b = 1, 2


def one():
    global a, b
    a, b = b, a


def outcome():
    return a, b


# %% the variable of a for loop is shared
n = 0


def one():
    global n
    for n in (1, 2):
        pass


def two():
    return n, n


# %% the variables of a for loop are shared, with an attribute
class Box:
    n = 0


box = Box()
n = 0


def one():
    global n
    for n, box.n in [(1, 1)]:
        pass


def two():
    return n, box.n


# %% the target of with is shared
import contextlib

n = 0


def one():
    global n
    with contextlib.nullcontext(1) as n:
        pass


def two():
    return n


# %% the target of with is a shared tuple
import contextlib


class Box:
    m = 0


box = Box()
n = 0


def one():
    global n
    with contextlib.nullcontext((1, 1)) as (n, box.m):
        pass


def two():
    return n, box.m


# %% the name of a caught exception is shared
error = None


def one():
    global error
    try:
        raise ValueError
    except ValueError as error:
        pass


def two():
    return type(error)


# %% the name of a caught exception is gone after its handler
import threading


def make():
    looks = []

    def one():
        try:
            raise ValueError
        except ValueError as error:
            looks.append(lambda: type(error).__name__)
            looks.append(1)

    def two():
        if looks:
            return looks[0]()
        return None

    return one, two


one, two = make()


# %% an import is shared
module = None


def one():
    global module
    import math as module


def two():
    return module is None


# %% a function is bound again
def step():
    return "old"


def one():
    global step

    def step():
        return "new"


def two():
    return step(), step()


# %% a decorated function is bound again
class Box:
    n = 0


box = Box()


def step():
    return "old"


def decorate(function):
    box.n = 1
    return function


def one():
    global step

    @decorate
    def step():
        return "new"


def two():
    return step(), box.n, step()


# %% a class is bound again
class Step:
    name = "old"


class Box:
    n = 0


box = Box()


def one():
    global Step

    class Step:
        box.n = 1
        name = "new"


def two():
    return Step.name, box.n, Step.name


# %% a walrus binds a global
n = 0


def one():
    global n
    if (n := 1) and (n := 2):
        pass


def two():
    return n, n


# %% a walrus in a comprehension binds a global
n = 0


def one():
    global n
    return [n := item for item in (1, 2)]


def two():
    return n


# %% a walrus takes what is shared
class Box:
    n = 0


box = Box()


def one():
    if (n := box.n) == 0:
        box.n = n + 1
    return n


# %% a variable of a comprehension is captured
items = []


def one():
    functions = [lambda: (n, len(items)) for n in range(2)]
    items.append(1)
    return [function() for function in functions]


# %% a generator expression looks at a variable
n = 0


def one():
    global n
    n = 1


def two():
    return sum(n for _ in range(2))


# %% comprehensions of four kinds look at a variable
n = 0


def one():
    global n
    n += 1
    n += 1


def two():
    return [n for _ in "a"], {n for _ in "a"}, {1: n for _ in "a"}, list(n for _ in "a")


# %% a lambda looks at a variable
n = 0
look = lambda: n  # noqa: E731


def one():
    global n
    n = 1


def two():
    return look(), (lambda: n)()


# %% a lambda's default is taken when it is made
n = 0


def one():
    global n
    n = 1


def two():
    look = lambda value=n: (value, n)  # noqa: E731
    return look()


# %% a function's default is taken when it is made
n = 0


def one():
    global n
    n = 1


def two():
    def look(value=n, *, other=n):
        return value, other

    return look()


# %% a mutable default
def add(item, items=[]):
    items.append(item)
    return len(items)


def one():
    return add(1)


# %% a mutable default by keyword
def add(item, *, seen={}):
    if item not in seen:
        seen[item] = len(seen)
    return seen[item]


def one():
    return add("a")


def two():
    return add("b")


# %% a lambda's mutable default
add = lambda item, items=[]: items.append(item) or len(items)  # noqa: E731


def one():
    return add(1)


# %% the defaults of a function are changed
def step(by=1):
    return by


def one():
    step.__defaults__ = (2,)


def two():
    return step()


# %% globals are read
n = 0


def one():
    global n
    n = 1


def two():
    return globals()["n"], globals().get("n")


# %% globals are written
n = 0


def one():
    globals()["n"] = 1


def two():
    return n


# %% globals are updated
n = 0


def one():
    globals().update(n=n + 1)


def outcome():
    return n


# %% the module's dictionary by vars
import sys

n = 0


def one():
    vars(sys.modules[__name__])["n"] = 1


def two():
    return n


# %% the globals of a function
n = 0


def look():
    return n


def one():
    look.__globals__["n"] = 1


def two():
    return look()


# %% a global by setattr on the module
import sys

n = 0


def one():
    setattr(sys.modules[__name__], "n", 1)


def two():
    return n, getattr(sys.modules[__name__], "n")


# %% locals of a function with a shared variable
def make():
    n = 0

    def one():
        nonlocal n
        n = 1

    def two():
        n  # noqa: B018
        return locals()["n"]

    return one, two


one, two = make()


# %% eval
class Box:
    n = 0


box = Box()


def one():
    box.n = 1


def two():
    return eval("box.n"), eval("box.n + 1", {"box": box})


# %% exec
class Box:
    n = 0


box = Box()
code = compile("box.n += 1", __file__, "exec")


def one():
    exec(code)


def outcome():
    return box.n


# %% exec of a text (no race)
class Box:
    n = 0


box = Box()


def one():
    exec("box.n += 1")


def outcome():
    return box.n > 0


# %% exec changes a global
n = 0
code = compile("n += 1", __file__, "exec")


def one():
    exec(code, globals())


def outcome():
    return n


# %% exec in a namespace of its own
space = {"n": 0}
code = compile("n += 1", __file__, "exec")


def one():
    exec(code, space)


def two():
    exec(code, space)
    return space["n"]


def outcome():
    return space["n"]


# %% exec of two items in one namespace (no race)
import threading

own = threading.local()
space = {"numbers": [0, 0], "own": own}
code = compile("numbers[own.index] += 1", __file__, "exec")


def one():
    own.index = 0
    exec(code, space)


def two():
    own.index = 1
    exec(code, space)


def outcome():
    return space["numbers"], sorted(space)


# %% exec without built-in names
class Box:
    n = 0


box = Box()
code = compile("box.n += 1", __file__, "exec")


def one():
    exec(code, {"__builtins__": {}, "box": box})


def outcome():
    return box.n


# %% functions that exec has made
space = {}
exec(compile("n = 0\ndef increment():\n    global n\n    n += 1", __file__, "exec"), space)


def one():
    space["increment"]()


def outcome():
    return space["n"]


# %% a module that exec has filled
import types

module = types.ModuleType("module")
text = "n = 0\ndef increment():\n    global n\n    n += 1"
exec(compile(text, __file__, "exec"), module.__dict__)


def one():
    module.increment()


def two():
    module.n = 5
    return module.n


def outcome():
    return module.n


# %% code that was compiled before
class Box:
    n = 0


box = Box()
code = compile("box.n + 0", __file__, "eval")


def one():
    box.n = 1


def two():
    return eval(code)


# %% a built-in name is hidden by a global
def one():
    global len
    len = lambda items: "mine"  # noqa: E731


def two():
    return len([])


# %% a counter in a closure made twice
def make():
    n = 0

    def increment():
        nonlocal n
        n += 1
        return n

    return increment


first, second = make(), make()


def one():
    return first(), second()


# %% a decorator with a closure
def counted(function):
    calls = 0

    def wrapper():
        nonlocal calls
        calls += 1
        return calls, function()

    return wrapper


@counted
def one():
    return None


# %% a class's method uses a function's variable
def make():
    n = 0

    class Box:
        def increment(self):
            nonlocal n
            n += 1
            return n

    return Box()


box = make()


def one():
    return box.increment()


# %% a generator's own variables
def counting():
    n = 0
    while True:
        n += 1
        yield n


numbers = counting()


def one():
    try:
        return next(numbers)
    except ValueError:
        return "busy"


# %% an annotated assignment
class Box:
    n: int = 0


box = Box()


def one():
    box.n: int = box.n + 1


def outcome():
    return box.n


# %% a module knows where it is from (no race)
def one():
    return __name__, __package__, __spec__.name, __spec__.parent


def outcome():
    return __file__ == __spec__.origin == __loader__.path, __doc__
