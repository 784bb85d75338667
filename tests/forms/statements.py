"""Statements: match, with, try, decorators, class bodies, generators, iterators as classes."""

# %% match over a list
items = [1]


def one():
    items.append(2)
    items.append(3)


def two():
    match items:
        case [a]:
            return "one", a
        case [a, b]:
            return "two", a, b
        case [a, *rest]:
            return "more", a, rest


# %% match with a guard that looks
class Box:
    n = 0


box, items = Box(), [1]


def one():
    box.n = 1
    items.append(2)


def two():
    match items:
        case [a] if box.n == 1:
            return "guarded"
        case [a, b]:
            return "two"
        case [a]:
            return "one"
        case _:
            return "other"


# %% match over a dictionary
table = {"kind": "a", "n": [0]}


def one():
    table["kind"] = "b"
    table["n"][0] = 1


def two():
    match table:
        case {"kind": "a", "n": [n]}:
            return "a", n
        case {"kind": "b", "n": [n], **rest}:
            return "b", n, rest


# %% match over a class
class Point:
    __match_args__ = ("x", "y")

    def __init__(self):
        self.x = self.y = 0


point = Point()


def one():
    point.x = 1
    point.y = 1


def two():
    match point:
        case Point(x=0, y=0):
            return "origin"
        case Point(1, y):
            return "one", y
        case Point(x=x):
            return "other", x


# %% match over two objects
class Point:
    x = 0


a, b = Point(), Point()
a.x = b.x = 0


def one():
    a.x = 1
    b.x = 1


def two():
    match [a, b]:
        case [Point(x=0), Point(x=1)]:
            return "torn"
        case [Point(x=x), Point(x=y)]:
            return x, y


# %% match over nested objects
class Node:
    def __init__(self, n, inner=None):
        self.n, self.inner = n, inner


node = Node(0, Node(0))


def one():
    node.inner.n = 1
    node.n = 1
    node.inner = Node(2)


def two():
    match node:
        case Node(n=n, inner=Node(n=m)):
            return n, m


# %% match with a value that is looked up
class Config:
    wanted = 1


class Box:
    n = 1


box = Box()
box.n = 1


def one():
    Config.wanted = 2
    box.n = 2


def two():
    match box.n:
        case Config.wanted:
            return "wanted"
        case 1 | 2 as n:
            return n


# %% match with values that are looked up one after the other
class Config:
    low = high = 0


items = [1, 0]


def one():
    Config.low = 1
    Config.high = 1


def two():
    match items:
        case [Config.low, Config.high]:
            return "torn"
    return "as one"


# %% match with a property
class Box:
    def __init__(self):
        self._n = 0

    @property
    def n(self):
        self._n += 1
        return self._n


box = Box()


def one():
    match box:
        case Box(n=1):
            return "first"
        case Box(n=n):
            return n


# %% match with a comparison of one's own
class Same:
    looks = 0

    def __eq__(self, other):
        Same.looks += 1
        return False


same = Same()


def one():
    match same:
        case 1:
            return "one"
        case _:
            return Same.looks


# %% match binds shared variables
a = b = 0


def one():
    global a, b
    match [1, 1]:
        case [a, b]:
            pass


def two():
    return b, a


# %% match with a star that is shared
rest = []


def one():
    global rest
    match [1, 2, 3]:
        case [_, *rest]:
            pass


def two():
    return rest


# %% with
class Guard:
    depth = 0

    def __enter__(self):
        self.depth += 1
        return self.depth

    def __exit__(self, *error):
        self.depth -= 1


guard = Guard()


def one():
    with guard as depth:
        return depth


def outcome():
    return guard.depth


# %% with, several at once
class Guard:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append(len(self.log))
        return self.log

    def __exit__(self, *error):
        self.log.append(-1)
        return True


log = []


def one():
    with Guard(log) as a, Guard(a) as b:
        b[100]


def outcome():
    return log


# %% try, except, else, finally
class Box:
    n = 0


box = Box()


def one():
    try:
        box.n += 1
        if box.n > 1:
            raise ValueError
    except ValueError:
        box.n += 10
    else:
        box.n += 100
    finally:
        box.n += 1000


def outcome():
    return box.n


# %% return in finally
class Box:
    n = 0


box = Box()


def one():
    try:
        return box.n
    finally:
        box.n += 1


def outcome():
    return box.n


# %% finally overrules
class Box:
    n = 0


box = Box()


def one():
    for _ in range(2):
        try:
            box.n += 1
            continue
        finally:
            if box.n > 1:
                break  # noqa: B012
    return box.n


# %% what an except clause catches is looked up
class Box:
    error = KeyError


box = Box()


def one():
    box.error = ValueError


def two():
    try:
        raise ValueError
    except box.error:
        return "caught"


# %% an exception group
class Box:
    n = 0


box = Box()


def one():
    try:
        raise ExceptionGroup("", [ValueError(), KeyError()])
    except* ValueError:
        box.n += 1
    except* KeyError as group:
        box.n += len(group.exceptions)


def outcome():
    return box.n


# %% raise what is shared
class Box:
    error = KeyError


box = Box()


def one():
    box.error = ValueError


def two():
    raise box.error from box.error()


# %% assert with a message that looks
class Box:
    n = 0


box = Box()


def one():
    box.n = 1


def two():
    try:
        assert box.n, f"{box.n}"
    except AssertionError as error:
        return str(error)


# %% a decorator that registers
registry = []


def register(function):
    registry.append(len(registry))
    return function


def one():
    @register
    def inner():
        pass

    return len(registry)


# %% a decorator with an argument that looks
class Box:
    n = 0


box = Box()


def tagged(n):
    def decorate(function):
        box.n += n
        return function

    return decorate


def one():
    @tagged(box.n + 1)
    class Inner:
        pass


def outcome():
    return box.n


# %% a class's body looks
class Box:
    n = 0


box = Box()


def one():
    class Inner:
        seen = box.n
        box.n += 1

        def method(self, default=box.n):
            return default

    return Inner.seen, Inner().method()


# %% a class's bases and keywords look
class Box:
    pass


class Old:
    name = "old"


class New:
    name = "new"


box = Box()
box.base, box.tag = Old, 0


class Root:
    def __init_subclass__(cls, tag=None, **kwargs):
        cls.tag = tag


def one():
    box.base = New
    box.tag = 1


def two():
    class Inner(box.base, Root, tag=box.tag):
        pass

    return Inner.name, Inner.tag


# %% __init_subclass__ and __subclasses__
class Base:
    known = []

    def __init_subclass__(cls):
        Base.known.append(len(Base.known))


def one():
    class Inner(Base):
        pass

    return len(Base.known)


# %% a metaclass counts
class Meta(type):
    made = 0

    def __new__(mcs, *args):
        mcs.made += 1
        return super().__new__(mcs, *args)

    def __call__(cls, *args):
        Meta.made += 10
        return super().__call__(*args)


def one():
    class Inner(metaclass=Meta):
        pass

    Inner()
    return Meta.made


# %% __set_name__ and __class_getitem__
class Field:
    named = []

    def __set_name__(self, owner, name):
        self.named.append(len(self.named))


class Box:
    asked = 0

    def __class_getitem__(cls, item):
        cls.asked += 1
        return cls.asked


def one():
    class Inner:
        field = Field()

    return len(Field.named), Box[int]


# %% conditional expressions
class Box:
    n = 0


box = Box()


def one():
    box.n = 1 if box.n == 0 else box.n + 10


def outcome():
    return box.n


# %% a chain of comparisons of attributes
class Box:
    low, n, high = 0, 5, 9


box = Box()


def one():
    box.low = 6
    box.n = 7


def two():
    return box.low < box.n < box.high, box.low < box.n == box.n


# %% while with a condition that calls
class Box:
    n = 3


box = Box()


def more():
    box.n -= 1
    return box.n > 0


def one():
    turns = 0
    while more():
        turns += 1
    return turns


# %% break, continue and else of while
class Box:
    n = 0


box = Box()


def one():
    while box.n < 3:
        box.n += 1
        if box.n == 2:
            continue
    else:
        box.n += 10


def two():
    box.n += 1


def outcome():
    return box.n


# %% a generator that is shared
def numbers(items):
    for item in items:
        yield item


items = [1, 2]
shared = numbers(items)


def one():
    try:
        return next(shared)
    except ValueError:
        return "busy"


# %% a generator expression that is shared
shared = (n for n in [1, 2])


def one():
    try:
        return next(shared)
    except ValueError:
        return "busy"


# %% a generator that is shared in loops
def numbers():
    yield 1
    yield 2


shared = numbers()


def one():
    try:
        return [n for n in shared]
    except ValueError:
        return "busy"


def two():
    try:
        return list(shared)
    except ValueError:
        return "busy"


# %% a generator that is shared and unpacked
def numbers():
    yield 1
    yield 2
    yield 3


shared = numbers()


def one():
    try:
        a, b, c = shared
        return a, b, c
    except ValueError:
        return "busy or too few"


def two():
    try:
        return 2 in shared, max(shared, default=None)
    except ValueError:
        return "busy"


# %% a generator that is shared, by send and close
def echo():
    got = None
    while True:
        got = yield got


shared = echo()
next(shared)


def one():
    try:
        return shared.send(1)
    except (ValueError, StopIteration):
        # Where a generator that is being closed does something (in 3.12, and in no other version),
        # others can come in between, and it is busy. The model closes it in one step.
        return "busy or closed"


def two():
    try:
        shared.close()
    except ValueError:
        return "busy"


# %% a generator looks
class Box:
    n = 0


box = Box()


def looking():
    yield box.n
    yield box.n


def one():
    box.n = 1


def two():
    return list(looking()), tuple(looking()), sum(looking()), [*looking()]


# %% a generator changes
class Box:
    n = 0


box = Box()


def changing():
    box.n += 1
    yield box.n
    box.n += 1


def one():
    return list(changing())


def outcome():
    return box.n


# %% a generator delegates
items = [1]


def inner():
    yield from items


def one():
    items.append(2)


def two():
    return list(inner())


# %% a generator delegates to a shared one
def numbers():
    yield 1
    yield 2


shared = numbers()


def inner():
    yield from shared


def one():
    try:
        return list(inner())
    except ValueError:
        return "busy"


# %% a generator's finally
log = []


def numbers():
    try:
        yield 1
    finally:
        log.append(len(log))


def one():
    generator = numbers()
    next(generator)
    generator.close()


def outcome():
    return log


# %% an iterator written as a class
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


shared = Countdown(2)


def one():
    return list(shared)


def two():
    return next(shared, None), [n for n in shared]


# %% an iterable written as a class
class Bag:
    def __init__(self):
        self.items = [1]

    def __iter__(self):
        return iter(self.items)


bag = Bag()


def one():
    bag.items.append(2)


def two():
    return list(bag), [*bag], sum(bag), 2 in bag


# %% an iterable whose __iter__ is a generator
class Bag:
    def __init__(self):
        self.items = [1]

    def __iter__(self):
        for item in self.items:
            yield item, len(self.items)


bag = Bag()


def one():
    bag.items.append(2)


def two():
    return dict(bag), sorted(bag)


# %% __getitem__ makes an iterable
class Items:
    def __init__(self):
        self.n = 1

    def __getitem__(self, index):
        if index >= self.n:
            raise IndexError
        return index


items = Items()


def one():
    items.n = 3


def two():
    return list(items), 2 in items, [item for item in items]


# %% default arguments and keyword arguments look
class Box:
    n = 0


box = Box()


def give(a, b=0, *, c=0):
    return a, b, c


def one():
    box.n = 1


def two():
    return give(box.n, b=box.n, c=box.n)


# %% the order in which an assignment's parts are evaluated
class Box:
    n = 0


box, items = Box(), [0, 0]


def one():
    items[box.n] = box.n + 5


def two():
    box.n = 1


def outcome():
    return items


# %% the order in which an augmented assignment's parts are evaluated
class Box:
    n = 0


box, items = Box(), [0, 0]


def one():
    items[box.n] += box.n + 1


def two():
    box.n = 1
    items[0] = 10


def outcome():
    return items


# %% the order in which a call's parts are evaluated
class Box:
    def __init__(self):
        self.n = 0

    def a(self, n):
        return "a", n

    def b(self, n):
        return "b", n


box = Box()
box.call = box.a


def one():
    box.call = box.b
    box.n = 1


def two():
    return box.call(box.n)


# %% lambdas
class Box:
    n = 0


box = Box()
add = lambda by: setattr(box, "n", box.n + by)  # noqa: E731


def one():
    add(1)


def outcome():
    return box.n


# %% nested functions and recursion
class Box:
    n = 0


box = Box()


def one():
    def down(depth):
        if depth:
            box.n += 1
            down(depth - 1)

    down(2)


def outcome():
    return box.n


# %% f-strings with expressions
class Box:
    n = 0


box = Box()


def one():
    box.n = 1


def two():
    return f"{box.n} {box.n + 1:>{box.n + 3}} {box.n!r} {box.n=}"


# %% a format of one's own
class Box:
    n = 0

    def __format__(self, spec):
        return f"{self.n}{spec}"

    def __str__(self):
        return f"<{self.n}>"


box = Box()


def one():
    box.n = 1


def two():
    return f"{box:a}", format(box, "b"), f"{box!s}", "{}".format(box), "%s" % box


# %% bytes, numbers and indexes of one's own
class Box:
    n = 0

    def __index__(self):
        return self.n

    def __bytes__(self):
        return bytes([self.n])

    def __float__(self):
        return float(self.n)


box = Box()


def one():
    box.n = 1


def two():
    return [5, 6][box], bytes(box), float(box), range(box).stop, "ab"[box:]


# %% unpacking with a star into an attribute and an item
class Box:
    rest = None


box, items = Box(), [0]


def one():
    items[0], *box.rest = 1, 2, 3


def two():
    return items[0], box.rest


# %% del of several kinds
class Box:
    pass


box, items, table = Box(), [1, 2], {"a": 1}
box.n = 1


def one():
    del box.n, items[0], table["a"]


def two():
    return "a" in table, len(items), hasattr(box, "n")


# %% a number is bound under many names
class Box:
    pass


box, items, table = Box(), [0], {}
box.n = 0


def one():
    box.n = items[0] = table["a"] = 1


def two():
    return table.get("a"), items[0], box.n


# %% three threads
class Box:
    n = 0


box = Box()


def one():
    box.n += 1


def two():
    box.n += 10


def three():
    return box.n


def outcome():
    return box.n


# %% a lock protects (no race)
import threading


class Box:
    n = 0


box, lock = Box(), threading.Lock()


def one():
    with lock:
        box.n += 1


def outcome():
    return box.n


# %% a lock protects the writer only
import threading


class Box:
    x = y = 0


box, lock = Box(), threading.Lock()


def one():
    with lock:
        box.x += 1
        box.y += 1


def two():
    return box.x, box.y


# %% statements of a class and of a module leave nothing behind (no race)
import enum

numbers = [0]
numbers[0] += 1
try:
    match numbers:
        case [1, *rest]:
            raise ValueError(rest)
except ValueError as error:
    message = str(error)


class Mode(enum.Enum):
    steps = [1]
    steps[0] += 1
    for first, second in [steps * 2]:
        ON = first + second
    try:
        match steps:
            case [2]:
                raise ValueError
    except ValueError:
        OFF = first


def one():
    return [mode.name for mode in Mode]


def outcome():
    return list(Mode.__members__), message, [name for name in globals() if name[1:].isdigit()]
