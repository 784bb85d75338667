"""Attributes: of objects, classes, functions and modules."""


# %% an attribute is read and written
class Box:
    n = 0


box = Box()


def one():
    box.n = box.n + 1


def outcome():
    return box.n


# %% an attribute is changed in place
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.n += 1


def outcome():
    return box.n


# %% an attribute is read again and again
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.n = 1
    box.n = 2


def two():
    return box.n, box.n


# %% two attributes are written one after the other
class Box:
    def __init__(self):
        self.x = self.y = 0


box = Box()


def one():
    box.x = box.y = 1


def two():
    return box.y, box.x


# %% an attribute is deleted
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    del box.n


def two():
    return box.n


# %% an attribute of a result
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def get():
    return box


def one():
    get().n += 1


def outcome():
    return box.n


# %% attributes in a row
class Node:
    def __init__(self, n, following=None):
        self.n = n
        self.following = following


chain = Node(0, Node(1, Node(2)))


def one():
    chain.following = Node(5, Node(6))


def two():
    return chain.following.following.n, chain.following.n


# %% a private attribute
class Box:
    def __init__(self):
        self.__n = 0

    def increment(self):
        self.__n += 1

    def value(self):
        return self.__n


box = Box()


def one():
    box.increment()


def outcome():
    return box.value()


# %% getattr and setattr
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    setattr(box, "n", getattr(box, "n") + 1)


def outcome():
    return box.n


# %% getattr and setattr with names that are put together
class Box:
    pass


box = Box()
setattr(box, "n_1", 0)


def one():
    name = "_".join(["n", "1"])
    setattr(box, name, getattr(box, name) + 1)


def outcome():
    return box.n_1


# %% hasattr
class Box:
    pass


box = Box()


def one():
    box.n = 1


def two():
    return hasattr(box, "n"), hasattr(box, "n")


# %% getattr with a default
class Box:
    pass


box = Box()


def one():
    setattr(box, "n", 1)


def two():
    return getattr(box, "n", None)


# %% delattr
class Box:
    pass


box = Box()
box.n = 1


def one():
    delattr(box, "n")


def two():
    return hasattr(box, "n")


# %% check, then set an attribute
class Box:
    pass


box = Box()


def one():
    if not hasattr(box, "n"):
        box.n = 0
    box.n += 1


def outcome():
    return box.n


# %% vars is read
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.n = 1


def two():
    return vars(box)["n"]


# %% vars is written
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    vars(box)["n"] = 1


def two():
    return box.n


# %% vars is counted
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.m = 1


def two():
    return len(vars(box)), sorted(vars(box))


# %% vars is updated
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    vars(box).update(n=1)


def two():
    return box.n


# %% vars is kept under another name
class Box:
    def __init__(self):
        self.n = 0


box = Box()
names = vars(box)


def one():
    names["n"] += 1


def outcome():
    return box.n


# %% __dict__ is read
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.n = 1


def two():
    return box.__dict__["n"], box.__dict__.get("n")


# %% __dict__ is written
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.__dict__["n"] = 1


def two():
    return box.n


# %% an attribute is deleted from __dict__
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    del box.__dict__["n"]


def two():
    return hasattr(box, "n")


# %% __dict__ is cleared
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.__dict__.clear()


def two():
    return hasattr(box, "n")


# %% __dict__ goes by a getattr
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    getattr(box, "__dict__")["n"] = 1


def two():
    return box.n


# %% __dict__ is another one from now on
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.__dict__ = {"n": 1}


def two():
    return box.n


# %% two objects have one __dict__
class Borg:
    shared = {"n": 0}

    def __init__(self):
        self.__dict__ = self.shared


a, b = Borg(), Borg()


def one():
    a.n += 1


def two():
    b.n += 1


def outcome():
    return a.n


# %% a class attribute is changed through the class
class Box:
    n = 0


def one():
    Box.n += 1


def outcome():
    return Box.n


# %% a class attribute is changed through its objects' type
class Box:
    n = 0

    def increment(self):
        type(self).n += 1


def one():
    Box().increment()


def outcome():
    return Box.n


# %% a class attribute is changed through __class__
class Box:
    n = 0

    def increment(self):
        self.__class__.n += 1


def one():
    Box().increment()


def outcome():
    return Box.n


# %% a class attribute is read through an object
class Box:
    n = 0


box = Box()


def one():
    Box.n = 1


def two():
    return box.n


# %% a class attribute of a base is read through a subclass
class Base:
    n = 0


class Box(Base):
    pass


def one():
    Base.n = 1


def two():
    return Box.n, Box().n


# %% a class attribute that is hidden by an object's own
class Box:
    n = 0


box = Box()


def one():
    box.n = 1


def two():
    return box.n, Box.n


# %% a class attribute that is hidden by a subclass's own
class Base:
    n = 0


class Box(Base):
    pass


box = Box()


def one():
    Box.n = 1


def two():
    return box.n, Base.n


# %% a class attribute that was not there
class Box:
    pass


box = Box()


def one():
    Box.n = 1


def two():
    return hasattr(box, "n"), hasattr(box, "n")


# %% a class attribute that was not there, looked for in the class
class Box:
    pass


def one():
    Box.n = 1


def two():
    return hasattr(Box, "n"), getattr(Box, "n", 0)


# %% a class attribute is deleted
class Box:
    n = 0


box = Box()


def one():
    del Box.n


def two():
    return hasattr(box, "n")


# %% a class attribute is set by setattr
class Box:
    n = 0


def one():
    setattr(Box, "n", Box.n + 1)


def outcome():
    return Box.n


# %% a class attribute in a classmethod
class Box:
    n = 0

    @classmethod
    def increment(cls):
        cls.n += 1


def one():
    Box.increment()


def outcome():
    return Box.n


# %% a container in a class attribute
class Box:
    items = []


def one():
    Box().items.append(len(Box.items))


def outcome():
    return Box.items


# %% vars of a class
class Box:
    n = 0


def one():
    Box.n = 1


def two():
    return vars(Box)["n"]


# %% __dict__ of a class
class Box:
    n = 0


def one():
    Box.m = 1


def two():
    return "m" in Box.__dict__, Box.__dict__.get("m")


# %% a singleton
class Box:
    instance = None

    @classmethod
    def get(cls):
        if cls.instance is None:
            cls.instance = cls()
        return cls.instance


def one():
    return id(Box.get()) == id(Box.instance)


def two():
    return id(Box.get()) == id(Box.instance)


# %% a singleton by __new__
class Box:
    instance = None
    made = 0

    def __new__(cls):
        if cls.instance is None:
            cls.made += 1
            cls.instance = super().__new__(cls)
        return cls.instance


def one():
    Box()


def outcome():
    return Box.made


# %% an attribute of a metaclass
class Meta(type):
    n = 0


class Box(metaclass=Meta):
    pass


def one():
    Meta.n = 1


def two():
    return Box.n


# %% an attribute of a metaclass is hidden
class Meta(type):
    n = 0


class Box(metaclass=Meta):
    pass


def one():
    Box.n += 1


def outcome():
    return Box.n


# %% a property
class Box:
    def __init__(self):
        self._n = 0

    @property
    def n(self):
        return self._n

    @n.setter
    def n(self, value):
        self._n = value


box = Box()


def one():
    box.n += 1


def outcome():
    return box.n


# %% a property with a deleter
class Box:
    def __init__(self):
        self._n = 0

    @property
    def n(self):
        return self._n

    @n.deleter
    def n(self):
        del self._n


box = Box()


def one():
    del box.n


def two():
    return box.n


# %% a property that is made by a call
class Box:
    def __init__(self):
        self._n = 0

    def get(self):
        return self._n

    def put(self, value):
        self._n = value

    n = property(get, put)


box = Box()


def one():
    box.n += 1


def outcome():
    return box.n


# %% a property over an attrgetter
import operator


class Box:
    def __init__(self):
        self._n = 0

    n = property(operator.attrgetter("_n"))


box = Box()


def one():
    box._n = 1


def two():
    return box.n


# %% slots
class Box:
    __slots__ = ("n",)

    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.n += 1


def outcome():
    return box.n


# %% slots that are empty first
class Box:
    __slots__ = ("n",)


box = Box()


def one():
    box.n = 1


def two():
    return hasattr(box, "n")


# %% a slot's own descriptor
class Box:
    __slots__ = ("n",)

    def __init__(self):
        self.n = 0


box = Box()


def one():
    Box.n.__set__(box, 1)


def two():
    return box.n, Box.n.__get__(box)


# %% a descriptor
class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, value)


class Box:
    n = Field()

    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.n += 1


def outcome():
    return box.n


# %% a descriptor that keeps the value itself
class Field:
    value = 0

    def __get__(self, instance, owner=None):
        return self.value

    def __set__(self, instance, value):
        self.value = value


class Box:
    n = Field()


a, b = Box(), Box()


def one():
    a.n += 1


def two():
    b.n += 1


def outcome():
    return a.n


# %% a descriptor that is hidden by an object's own attribute
class Lazy:
    def __get__(self, instance, owner=None):
        return 0


class Box:
    n = Lazy()


box = Box()


def one():
    box.n = 1


def two():
    return box.n


# %% a descriptor that puts the value into __dict__
class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner=None):
        value = self.function(instance)
        instance.__dict__["value"] = value
        return value


class Box:
    made = 0

    @Lazy
    def value(self):
        Box.made += 1
        return Box.made


box = Box()


def one():
    return box.value


# %% __getattr__
class Box:
    def __init__(self):
        self.made = 0

    def __getattr__(self, name):
        self.made += 1
        self.extra = self.made
        return self.made


box = Box()


def one():
    return box.extra


def outcome():
    return box.made


# %% __getattr__ of a proxy
class Proxy:
    def __init__(self, inner):
        self.inner = inner

    def __getattr__(self, name):
        return getattr(self.inner, name)


class Box:
    def __init__(self):
        self.n = 0


box = Box()
proxy = Proxy(box)


def one():
    proxy.inner.n = proxy.n + 1


def outcome():
    return box.n


# %% __getattribute__
class Box:
    def __init__(self):
        self.n = 0

    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


box = Box()


def one():
    box.n += 1


def outcome():
    return box.n


# %% __getattribute__ counts
class Box:
    looks = 0

    def __getattribute__(self, name):
        Box.looks += 1
        return super().__getattribute__(name)

    def nothing(self):
        pass


box = Box()


def one():
    box.nothing()


def outcome():
    return Box.looks


# %% __setattr__
class Box:
    def __init__(self):
        self.n = 0

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        super().__setattr__("last", name)


box = Box()


def one():
    box.n = 1


def two():
    box.m = 2
    return box.last, box.n


# %% object.__setattr__
class Box:
    n = 0


box = Box()


def one():
    object.__setattr__(box, "n", object.__getattribute__(box, "n") + 1)


def outcome():
    return box.n


# %% __setattr__ of the object
class Box:
    n = 0


box = Box()


def one():
    box.__setattr__("n", 1)


def two():
    return box.n, box.__getattribute__("n")


# %% __delattr__
class Box:
    def __init__(self):
        self.n = 0


box = Box()


def one():
    box.__delattr__("n")


def two():
    return hasattr(box, "n")


# %% an object is initialised again
class Box:
    def __init__(self):
        self.n = 0


box = Box()
box.n = 5


def one():
    box.__init__()


def two():
    return box.n


# %% a dataclass
from dataclasses import dataclass


@dataclass
class Point:
    x: int = 0
    y: int = 0


point = Point()


def one():
    point.x += 1
    point.y += 1


def outcome():
    return point.x, point.y


# %% a dataclass is compared
from dataclasses import dataclass


@dataclass
class Point:
    x: int = 0


point = Point()


def one():
    point.x = 1


def two():
    return point == Point(1), point != Point(0)


# %% dataclasses are ordered
from dataclasses import dataclass


@dataclass(order=True)
class Point:
    x: int = 0


point = Point()


def one():
    point.x = 2


def two():
    return point < Point(1), max(point, Point(1)).x


# %% a dataclass is shown
from dataclasses import dataclass


@dataclass
class Point:
    x: int = 0


point = Point()


def one():
    point.x = 1


def two():
    return f"{point}", f"{point!r:>20}"


# %% a dataclass is shown by repr and str
from dataclasses import dataclass


@dataclass
class Point:
    x: int = 0


point = Point()


def one():
    point.x = 1


def two():
    return repr(point), str(point)


# %% a dataclass in a list is shown and compared
from dataclasses import dataclass


@dataclass
class Point:
    x: int = 0


points = [Point()]


def one():
    points[0].x = 1


def two():
    return str(points), points == [Point(1)], Point(1) in points, "%s" % (points[0],)


# %% a dataclass is hashed
from dataclasses import dataclass


@dataclass(unsafe_hash=True)
class Point:
    x: int = 0


point = Point()


def one():
    point.x = 1


def two():
    return hash(point) == hash(Point(1)), point in {Point(0): 0}


# %% a dataclass holds a list
from dataclasses import dataclass, field


@dataclass
class Bag:
    items: list = field(default_factory=list)


bag = Bag()


def one():
    bag.items.append(1)


def two():
    return bag == Bag([1]), repr(bag)


# %% dataclasses hold one another
from dataclasses import dataclass, field


@dataclass
class Point:
    x: int = 0


@dataclass
class Line:
    start: Point = field(default_factory=Point)


line = Line()


def one():
    line.start.x = 1


def two():
    return line == Line(Point(1)), repr(line), str([line])


# %% a dataclass is replaced and taken apart
import dataclasses


@dataclasses.dataclass
class Point:
    x: int = 0


point = Point()


def one():
    point.x = 1


def two():
    return dataclasses.replace(point).x, dataclasses.asdict(point), dataclasses.astuple(point)


# %% a dataclass with slots
from dataclasses import dataclass


@dataclass(slots=True)
class Point:
    x: int = 0


point = Point()


def one():
    point.x += 1


def outcome():
    return point.x


# %% a dataclass is initialised again
from dataclasses import dataclass


@dataclass
class Point:
    x: int = 0


point = Point(5)


def one():
    point.__init__(1)


def two():
    return point.x


# %% a frozen dataclass is changed
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    x: int = 0

    def move(self):
        object.__setattr__(self, "x", self.x + 1)


point = Point()


def one():
    point.move()


def outcome():
    return point.x


# %% a field of a dataclass counts for the class
from dataclasses import dataclass
from typing import ClassVar


@dataclass
class Point:
    made: ClassVar[int] = 0

    def __post_init__(self):
        Point.made += 1


def one():
    Point()


def outcome():
    return Point.made


# %% a namedtuple is replaced
from collections import namedtuple

State = namedtuple("State", "x y")


class Box:
    state = State(0, 0)


box = Box()


def one():
    box.state = box.state._replace(x=box.state.x + 1)


def outcome():
    return box.state


# %% a namedtuple holds a list
from collections import namedtuple

Bag = namedtuple("Bag", "items n")
bag = Bag([], 0)


def one():
    bag.items.append(1)


def two():
    return bag == ([1], 0), str(bag), f"{bag}", bag._asdict() == {"items": [1], "n": 0}


# %% a typed namedtuple holds a list
from typing import NamedTuple


class Bag(NamedTuple):
    items: list


bag = Bag([])


def one():
    bag.items.append(1)


def two():
    return repr(bag), bag != ([],), bag < ([1],)


# %% a simple namespace
from types import SimpleNamespace

box = SimpleNamespace(n=0)


def one():
    box.n += 1


def outcome():
    return box.n


# %% a simple namespace is shown and compared
from types import SimpleNamespace

box = SimpleNamespace(n=0)


def one():
    box.n = 1


def two():
    return str(box), box == SimpleNamespace(n=1), f"{box}"


# %% an attribute of a function
def count():
    count.calls += 1


count.calls = 0


def one():
    count()


def outcome():
    return count.calls


# %% an attribute of a decorator's wrapper
import functools


def counted(function):
    @functools.wraps(function)
    def wrapper():
        wrapper.calls += 1
        return function()

    wrapper.calls = 0
    return wrapper


@counted
def nothing():
    pass


def one():
    nothing()


def outcome():
    return nothing.calls


# %% an attribute of a method
class Box:
    def count(self):
        Box.count.calls = self.count.calls + 1

    count.calls = 0


def one():
    Box().count()


def outcome():
    return Box.count.calls


# %% an attribute of a module
import types

state = types.ModuleType("state")
state.n = 0


def one():
    state.n += 1


def outcome():
    return state.n


# %% an attribute of this module
import sys

n = 0


def one():
    sys.modules[__name__].n += 1


def outcome():
    return n


# %% an attribute of an enum's member
import enum


class Colour(enum.Enum):
    RED = 1

    def __init__(self, value):
        self.seen = 0


def one():
    Colour.RED.seen += 1


def outcome():
    return Colour.RED.seen


# %% an attribute of an exception
error = ValueError("one")
error.seen = 0


def one():
    error.seen += 1


def two():
    try:
        raise error
    except ValueError as caught:
        caught.seen += 1


def outcome():
    return error.seen


# %% what an exception was made with
error = ValueError("one")


def one():
    error.args = ("two",)


def two():
    return error.args, str(error)


# %% notes are added to an exception
error = ValueError("one")


def one():
    error.add_note("a")


def two():
    return list(getattr(error, "__notes__", ()))


# %% a method that is hidden by an object's own attribute
class Box:
    def step(self):
        return "class"


box = Box()


def one():
    box.step = lambda: "object"


def two():
    return box.step(), box.step()


# %% a method is replaced in its class
class Box:
    def step(self):
        return "old"


box = Box()


def one():
    Box.step = lambda self: "new"


def two():
    return box.step(), Box.step(box)


# %% a property is replaced in its class
class Box:
    @property
    def n(self):
        return 0


box = Box()


def one():
    Box.n = property(lambda self: 1)


def two():
    return box.n


# %% a static method is replaced in its class
class Box:
    @staticmethod
    def make():
        return 0


def one():
    Box.make = staticmethod(lambda: 1)


def two():
    return Box.make(), Box().make()


# %% the class of an object changes
class Slow:
    def step(self):
        return "slow"


class Fast:
    def step(self):
        return "fast"


box = Slow()


def one():
    box.__class__ = Fast


def two():
    return box.step(), isinstance(box, Fast), type(box).__name__


# %% an abstract class takes another one for a subclass
import abc


class Steps(abc.ABC):
    pass


class Slow:
    pass


def one():
    Steps.register(Slow)


def two():
    return isinstance(Slow(), Steps), issubclass(Slow, (int, Steps))


# %% a base of an abstract class that takes another one for a subclass
import abc


class Base(abc.ABC):
    pass


class Steps(Base):
    pass


@Steps.register
class Fast:
    pass


class Slow:
    pass


slow = Slow()


def one():
    Steps.register(Slow)


def two():
    return isinstance(slow, int | Base), isinstance(slow, Base)


# %% a pattern of an abstract class that takes another one for a subclass
import abc


class Steps(abc.ABC):
    pass


class Slow:
    pass


slow = Slow()


def ask():
    match slow:
        case Steps():
            return True
    return False


def one():
    Steps.register(Slow)


def two():
    return ask(), ask()


# %% a bound method is kept
class Box:
    def __init__(self):
        self.n = 0
        self.add = self._increment

    def _increment(self):
        self.n += 1


box = Box()
add = box.add


def one():
    add()


def outcome():
    return box.n


# %% a list's method is kept
class Box:
    def __init__(self):
        self.items = []
        self.add = self.items.append


box = Box()


def one():
    box.add(len(box.items))


def outcome():
    return box.items


# %% super
class Base:
    def __init__(self):
        self.n = 0

    def increment(self):
        self.n += 1


class Box(Base):
    def increment(self):
        super().increment()


box = Box()


def one():
    box.increment()


def outcome():
    return box.n


# %% a class attribute through super
class Base:
    n = 0


class Box(Base):
    n = 7

    def look(self):
        return super().n


box = Box()


def one():
    Base.n = 1


def two():
    return box.look()


# %% a class method through super
class Base:
    n = 0

    @classmethod
    def increment(cls):
        cls.n += 1


class Box(Base):
    @classmethod
    def increment(cls):
        super().increment()


def one():
    Box.increment()


def outcome():
    return Box.n


# %% an object of a container's class
class Stack(list):
    limit = 0

    def push(self, item):
        self.append((item, self.limit))
        self.limit += 1


stack = Stack()


def one():
    stack.push(1)


def outcome():
    return stack, stack.limit


# %% an attribute that is computed from others natively
class Box:
    def __init__(self):
        self.n = 0

    def __reduce__(self):
        return (Box, (), {"n": self.n})


import copy

box = Box()


def one():
    box.n = 1


def two():
    return copy.copy(box).n


# %% an object is copied
import copy


class Box:
    def __init__(self):
        self.x = self.y = 0


box = Box()


def one():
    box.x = 1
    box.y = 1


def two():
    other = copy.copy(box)
    return other.x, other.y


# %% an object is copied with all in it
import copy


class Box:
    def __init__(self):
        self.items = []


boxes = [Box()]


def one():
    boxes[0].items.append(1)


def two():
    return copy.deepcopy(boxes)[0].items, copy.copy(boxes[0]).items[:]


# %% an object is pickled
import pickle


class Box:
    def __init__(self):
        self.items = [[]]


box = Box()


def one():
    box.items[0].append(1)


def two():
    return pickle.loads(pickle.dumps(box)).items


# %% the names of an object
class Box:
    pass


box = Box()


def one():
    box.extra = 1


def two():
    return "extra" in dir(box)


# %% an object is inspected
import inspect


class Box:
    pass


box = Box()


def one():
    box.extra = 1


def two():
    return dict(inspect.getmembers(box)).get("extra"), inspect.getattr_static(box, "extra", None)


# %% an attrgetter
import operator


class Box:
    n = 0


box = Box()
get = operator.attrgetter("n")


def one():
    box.n = get(box) + 1


def outcome():
    return box.n


# %% an attrgetter over several steps
import operator


class Box:
    n = 0


outer, inner = Box(), Box()
outer.inner = inner
get = operator.attrgetter("inner.n")


def one():
    inner.n = 1


def two():
    return get(outer)


# %% a methodcaller
import operator

items = []
add = operator.methodcaller("append", 1)


def one():
    add(items)


def two():
    return len(items)


# %% an attribute in a format string
class Box:
    n = 0


box = Box()


def one():
    box.n = 1


def two():
    return "{0.n}".format(box), "{box.n}".format(box=box)


# %% attributes by map
class Box:
    n = 0


box = Box()


def one():
    box.n = 1


def two():
    return list(map(getattr, [box], ["n"]))


# %% attributes are set by map
class Box:
    n = 0


box = Box()


def one():
    list(map(setattr, [box], ["n"], [1]))


def two():
    return box.n


# %% attributes by reduce
import functools


class Box:
    n = 0


outer, inner = Box(), Box()
outer.inner = inner


def one():
    inner.n = 1


def two():
    return functools.reduce(getattr, ["inner", "n"], outer)


# %% a partial of setattr
import functools


class Box:
    n = 0


box = Box()
put = functools.partial(setattr, box, "n")


def one():
    put(1)


def two():
    return box.n, functools.partial(getattr, box)("n")


# %% a partial method
import functools


class Box:
    def __init__(self):
        self.n = 0

    def add(self, by):
        self.n += by

    increment = functools.partialmethod(add, 1)


box = Box()


def one():
    box.increment()


def outcome():
    return box.n


# %% a cached property
import functools
import threading


class Box:
    @functools.cached_property
    def owner(self):
        return threading.get_ident()


box = Box()
names = {}


def one():
    me = threading.get_ident()
    return box.owner == me, box.owner == me


# %% a cached property counts
import functools


class Box:
    made = 0

    @functools.cached_property
    def number(self):
        self.made += 1
        return self.made


box = Box()


def one():
    return box.number


def two():
    return box.made, box.number


def outcome():
    return box.number, box.made


# %% a cached property is forgotten
import functools


class Box:
    made = 0

    @functools.cached_property
    def number(self):
        return 1


box = Box()
box.number


def one():
    del box.number


def two():
    return "number" in vars(box), "number" in box.__dict__


# %% an attribute on a subclass of a named tuple
from collections import namedtuple


class Point(namedtuple("Point", "x y")):
    seen = 0


point = Point(0, 0)


def one():
    point.seen += 1


def outcome():
    return point.seen


# %% an attribute on a subclass of int
class Number(int):
    pass


number = Number(3)
number.uses = 0


def one():
    number.uses += 1


def outcome():
    return number.uses


# %% an attribute's attribute of a class that is an attribute
class Config:
    class Inner:
        limit = 0


def one():
    Config.Inner.limit += 1


def outcome():
    return Config.Inner.limit


# %% a class inside a class is replaced
class Config:
    class Inner:
        limit = 0


def one():
    class Other:
        limit = 1

    Config.Inner = Other


def two():
    return Config.Inner.limit, Config().Inner.limit


# %% an abstract class
import abc


class Base(abc.ABC):
    total = 0

    @property
    @abc.abstractmethod
    def step(self): ...

    def add(self):
        Base.total += self.step


class Box(Base):
    step = 2


def one():
    Box().add()


def outcome():
    return Base.total


# %% an attribute of a local class
def make():
    class Local:
        n = 0

    return Local


Local = make()


def one():
    Local.n += 1


def outcome():
    return Local.n


# %% an attribute of a class that is made by type
Box = type("Box", (), {"n": 0})


def one():
    Box.n += 1


def outcome():
    return Box.n


# %% an attribute of a class that is made by a function of the library
from dataclasses import make_dataclass

Box = make_dataclass("Box", [("n", int, 0)])
box = Box()


def one():
    box.n += 1


def two():
    Box.n = 5
    return box.n


def outcome():
    return box.n, box == Box(1)


# %% an attribute is bound by a method of object, bound to another object
import types


class Box:
    n = 0


box = Box()
bind = types.MethodType(object.__setattr__, box)


def one():
    bind("n", 1)


def two():
    return box.n


# %% an object comes to be of another class: operators
class Early:
    def __add__(self, other):
        return 1

    def __neg__(self):
        return 1

    def __eq__(self, other):
        return True

    def __lt__(self, other):
        return True


class Late(Early):
    def __add__(self, other):
        return 2

    def __neg__(self):
        return 2

    def __eq__(self, other):
        return False

    def __lt__(self, other):
        return False


thing = Early()


def one():
    return thing + 1, -thing, thing == 1, thing < 1


def two():
    thing.__class__ = Late


# %% an object comes to be of another class: tests
class Early:
    def __bool__(self):
        return True


class Late(Early):
    def __bool__(self):
        return False


thing = Early()


def one():
    return not thing, 1 if thing else 2


def two():
    thing.__class__ = Late


# %% an object comes to be of another class: a call
class Early:
    def __call__(self):
        return 1


class Late(Early):
    def __call__(self):
        return 2


thing = Early()


def one():
    return thing()


def two():
    thing.__class__ = Late


# %% an object comes to be of another class: items
class Early:
    def __getitem__(self, index):
        return 1

    def __index__(self):
        return 0

    def __contains__(self, item):
        return True


class Late(Early):
    def __getitem__(self, index):
        return 2

    def __index__(self):
        return 1

    def __contains__(self, item):
        return False


thing = Early()


def one():
    return thing[0], "ab"[thing], 1 in thing


def two():
    thing.__class__ = Late


# %% an object comes to be of another class: a loop
class Early:
    def __iter__(self):
        return iter((1,))


class Late(Early):
    def __iter__(self):
        return iter((2,))


thing = Early()


def one():
    return [item for item in thing], [*thing]


def two():
    thing.__class__ = Late


# %% an object comes to be of another class: with
class Early:
    def __enter__(self):
        return 1

    def __exit__(self, *error):
        pass


class Late(Early):
    def __enter__(self):
        return 2


thing = Early()


def one():
    with thing as entered:
        return entered


def two():
    thing.__class__ = Late


# %% an object comes to be of another class: texts
class Early:
    def __str__(self):
        return "1"


class Late(Early):
    def __str__(self):
        return "2"


thing = Early()


def one():
    return f"{thing}", str(thing), "%s" % thing


def two():
    thing.__class__ = Late


# %% an object comes to be of another class: a pattern
class Early:
    @property
    def early(self):
        return 1


class Late(Early):
    @property
    def early(self):
        return 2


thing = Early()


def one():
    match thing:
        case Late():
            return 1
        case object(early=early):
            return early


def two():
    thing.__class__ = Late


# %% an object comes to be of another class: a property
class Early:
    @property
    def early(self):
        return 1


class Late(Early):
    @property
    def early(self):
        return 2


thing = Early()


def one():
    return thing.early


def two():
    thing.__class__ = Late


# %% a class gets another special method: operators
class Early:
    def __add__(self, other):
        return 1

    def __neg__(self):
        return 1

    def __eq__(self, other):
        return True

    def __lt__(self, other):
        return True


class Late(Early):
    def __add__(self, other):
        return 2

    def __neg__(self):
        return 2

    def __eq__(self, other):
        return False

    def __lt__(self, other):
        return False


thing = Early()


def one():
    return thing + 1, -thing, thing == 1, thing < 1


def two():
    Early.__add__ = Late.__add__


# %% a class gets another special method: tests
class Early:
    def __bool__(self):
        return True


class Late(Early):
    def __bool__(self):
        return False


thing = Early()


def one():
    return not thing, 1 if thing else 2


def two():
    Early.__bool__ = Late.__bool__


# %% a class gets another special method: a call
class Early:
    def __call__(self):
        return 1


class Late(Early):
    def __call__(self):
        return 2


thing = Early()


def one():
    return thing()


def two():
    Early.__call__ = Late.__call__


# %% a class gets another special method: items
class Early:
    def __getitem__(self, index):
        return 1

    def __index__(self):
        return 0

    def __contains__(self, item):
        return True


class Late(Early):
    def __getitem__(self, index):
        return 2

    def __index__(self):
        return 1

    def __contains__(self, item):
        return False


thing = Early()


def one():
    return thing[0], "ab"[thing], 1 in thing


def two():
    Early.__getitem__ = Late.__getitem__


# %% a class gets another special method: a loop
class Early:
    def __iter__(self):
        return iter((1,))


class Late(Early):
    def __iter__(self):
        return iter((2,))


thing = Early()


def one():
    return [item for item in thing], [*thing]


def two():
    Early.__iter__ = Late.__iter__


# %% a class gets another special method: with
class Early:
    def __enter__(self):
        return 1

    def __exit__(self, *error):
        pass


class Late(Early):
    def __enter__(self):
        return 2


thing = Early()


def one():
    with thing as entered:
        return entered


def two():
    Early.__enter__ = Late.__enter__


# %% a class gets another special method: texts
class Early:
    def __str__(self):
        return "1"


class Late(Early):
    def __str__(self):
        return "2"


thing = Early()


def one():
    return f"{thing}", str(thing), "%s" % thing


def two():
    Early.__str__ = Late.__str__
