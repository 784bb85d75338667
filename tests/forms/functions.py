"""Functions of the library that get a container, an iterator or another function."""

# %% heappush and heappop
import heapq

heap = [3]


def one():
    heapq.heappush(heap, 1)
    return heapq.heappop(heap)


def two():
    heapq.heappush(heap, 2)
    return heap[0], len(heap)


# %% heapify, heapreplace, heappushpop
import heapq

heap = [3, 1]


def one():
    heapq.heapify(heap)
    return heapq.heapreplace(heap, 5)


def two():
    return heapq.heappushpop(heap, 0), heap[0]


def outcome():
    return heap


# %% nlargest, nsmallest, merge
import heapq

items, others = [1], [2]


def one():
    items.append(3)
    others.append(4)


def two():
    return heapq.nlargest(1, items), heapq.nsmallest(1, others), list(heapq.merge(items, others))


# %% a heap of lists
import heapq

job = [2, "a"]
heap = [job]


def one():
    job[0] = 0


def two():
    heapq.heappush(heap, [1, "b"])
    return heap[0][1]


# %% insort and bisect
import bisect

items = [1, 3]


def one():
    bisect.insort(items, 2)
    bisect.insort_left(items, 0)


def two():
    return bisect.bisect(items, 2), bisect.bisect_left(items, 3)


# %% bisect with a key that looks
import bisect

items, weights = ["a", "b"], {"a": 1, "b": 2}


def one():
    weights["a"] = 3


def two():
    return bisect.bisect(items, 2, key=weights.get), bisect.bisect_left(items, 2, key=weights.get)


# %% operator's functions that change
import operator

items, table = [0], {}


def one():
    operator.setitem(items, 0, operator.getitem(items, 0) + 1)
    operator.iadd(items, [1])
    operator.delitem(items, 0)


def two():
    return len(items), operator.contains(items, 1), operator.truth(items)


# %% operator's functions that look
import operator

items = [0]


def one():
    items[0] = 1
    items.append(2)


def two():
    return (
        operator.getitem(items, 0),
        operator.countOf(items, 2),
        operator.eq(items, [1]),
        operator.concat(items, []),
        operator.length_hint(items),
    )


# %% itemgetter
import operator

table = {"a": 0, "b": 0}
get = operator.itemgetter("a", "b")


def one():
    table["a"] = 1
    table["b"] = 1


def two():
    return get(table), operator.itemgetter("a")(table)


# %% methodcaller that looks
import operator

items = [1]


def one():
    items.append(1)


def two():
    return operator.methodcaller("count", 1)(items)


# %% reduce
import functools
import operator

items = [1, 2]


def one():
    items.append(3)
    items[0] = 5


def two():
    return functools.reduce(operator.add, items), functools.reduce(lambda a, b: a * b, items)


# %% reduce that changes
import functools
import operator

items = []


def one():
    functools.reduce(operator.iadd, [[1], [2]], items)


def two():
    return len(items), len(items)


# %% reduce by a method
import functools

seen = set()


def one():
    functools.reduce(lambda _, item: seen.add(item), [1, 2], None)


def two():
    return len(seen)


# %% partial
import functools

items = []
add = functools.partial(items.append, 1)


def one():
    add()


def two():
    return len(items)


# %% partial of a partial with a container
import functools

table = {}
put = functools.partial(functools.partial(dict.__setitem__, table), "a")


def one():
    put(1)


def two():
    return len(table)


# %% partial of a function of one's own
import functools


def add(items, item):
    items.append(len(items) + item)


items = []


def outcome():
    return items


one = functools.partial(add, items, 1)

# %% lru_cache
import functools

calls = []


@functools.lru_cache
def square(n):
    calls.append(n)
    return n * n


def one():
    return square(2), len(calls)


# %% cache, cleared
import functools


@functools.cache
def make(n):
    return [n]


def one():
    make(1).append(2)
    return len(make(1))


def two():
    make.cache_clear()
    return make.cache_info().currsize


# %% cache of a method
import functools


class Box:
    n = 0

    @functools.cache
    def number(self):
        self.n += 1
        return self.n


box = Box()


def one():
    return box.number()


def outcome():
    return box.n


# %% singledispatch
import functools


@functools.singledispatch
def tell(value):
    return "something"


def one():
    @tell.register
    def _(value: int):
        return "a number"


def two():
    return tell(1)


# %% total_ordering
import functools


@functools.total_ordering
class Box:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


a, b = Box(1), Box(2)


def one():
    a.n = 3


def two():
    return a >= b, a <= b, max(a, b).n


# %% cmp_to_key
import functools

weights = {1: 1, 2: 2}


def compare(a, b):
    return weights[a] - weights[b]


def one():
    weights[1] = 3


def two():
    return sorted([2, 1], key=functools.cmp_to_key(compare))


# %% map, filter, zip, enumerate
items = [1]


def one():
    items.append(0)
    items.append(3)


def two():
    return (
        list(map(str, items)),
        list(filter(None, items)),
        list(zip(items, items)),
        list(enumerate(items)),
    )


# %% map over a function of one's own
class Box:
    n = 0


box, items = Box(), [1, 2]


def look(item):
    return item + box.n


def one():
    box.n = 10
    items.append(3)


def two():
    return list(map(look, items))


# %% map over a method of a list
items, source = [], [1, 2]


def one():
    list(map(items.append, source))


def two():
    return len(items)


# %% filter by a method of a set
allowed = {1}


def one():
    allowed.add(2)


def two():
    return list(filter(allowed.__contains__, [1, 2]))


# %% any and all of a map
allowed = {1}


def one():
    allowed.add(2)


def two():
    return any(map(allowed.__contains__, [2])), all(n in allowed for n in (1, 2))


# %% min and max by a key
counts = {"a": 1, "b": 2}


def one():
    counts["a"] = 3


def two():
    return max(counts, key=counts.get), min(["a", "b"], key=lambda name: counts[name])


# %% max of values
counts = {"a": 1}


def one():
    counts["b"] = 2


def two():
    return max(counts.values()), sum(counts.values()), sorted(counts.items())


# %% reversed
items = [1, 2]


def one():
    items.append(3)


def two():
    return list(reversed(items))


# %% iter with a sentinel
items = [1, 2, 0]


def one():
    return list(iter(items.pop, 1))


def two():
    return len(items)


# %% zip of two lists
items, others = [1], [1]


def one():
    items.append(2)
    others.append(2)


def two():
    return list(zip(items, others)), dict(zip(items, others))


# %% len of a length of one's own
class Box:
    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)


box = Box()


def one():
    box.items.append(1)


def two():
    return len(box), bool(box), not box


# %% print to a stream
import io

out = io.StringIO()


def one():
    print("a", file=out)
    out.write("b")


def two():
    return out.getvalue()


# %% print to what stands for the terminal
import contextlib
import io

out = io.StringIO()


def one():
    import sys

    former, sys.stdout = sys.stdout, out
    print("a")
    sys.stdout = former


def two():
    return out.getvalue()


# %% print of a list
import io

items = [1]


def one():
    items.append(2)


def two():
    out = io.StringIO()
    print(items, *items, sep=",", file=out)
    return out.getvalue()


# %% a stream that is read
import io

text = io.StringIO("a\nb\nc\n")


def one():
    return text.readline(), next(text, None)


# %% a stream's position
import io

data = io.BytesIO(b"abc")


def one():
    data.seek(1)
    return data.read(1), data.tell()


# %% lines of a stream
import io

text = io.StringIO("a\nb\n")


def one():
    return [line for line in text]


# %% json
import json

table = {"a": [1]}


def one():
    table["a"].append(2)
    table["b"] = 3


def two():
    return json.dumps(table), json.loads(json.dumps(table["a"]))


# %% json of an object
import json


class Box:
    n = 0


box = Box()
box.n = 0


def one():
    box.n = 1


def two():
    return json.dumps(vars(box)), json.dumps(box, default=vars), json.dumps([box], default=vars)


# %% copy and deepcopy of containers
import copy

grid = [[1]]


def one():
    grid[0].append(2)
    grid.append([3])


def two():
    return copy.copy(grid)[0][:], copy.deepcopy(grid), len(copy.copy(grid))


# %% pickle of a nested list
import pickle

grid = [[1]]


def one():
    grid[0].append(2)


def two():
    return pickle.loads(pickle.dumps(grid))


# %% csv
import csv
import io

rows = [[1, 2]]
out = io.StringIO()
writer = csv.writer(out)


def one():
    rows[0][0] = 5


def two():
    writer.writerows(rows)
    return out.getvalue()


# %% csv is read
import csv

lines = ["a,b"]
reader = csv.reader(lines)


def one():
    lines.append("c,d")


def two():
    return list(reader)


# %% pprint, reprlib, textwrap
import pprint
import reprlib
import textwrap

items = [[1]]


def one():
    items[0].append(2)


def two():
    return pprint.pformat(items), reprlib.repr(items), textwrap.shorten(str(items), 20)


# %% string templates
import string

table = {"a": 1}


def one():
    table["a"] = 2


def two():
    return string.Template("$a").substitute(table), string.Formatter().format("{a}", **table)


# %% statistics and math
import math
import statistics

items = [1, 2]


def one():
    items.append(6)


def two():
    return math.fsum(items), math.prod(items), statistics.mean(items), statistics.median(items)


# %% struct of a list
import struct

items = [1]


def one():
    items.append(2)


def two():
    return struct.pack(f"{len(items)}B", *items)


# %% random numbers
import random


def one():
    return random.randrange(1000)


def two():
    return random.random() < 0.5


# %% random numbers of one's own
import random

dice = random.Random(1)


def one():
    return dice.randrange(1000)


# %% shuffle and sample
import random

items = [1, 2, 3]


def one():
    random.Random(1).shuffle(items)


def two():
    return items[0], random.Random(2).sample(items, 2)


# %% itertools.count
import itertools

ids = itertools.count()


def one():
    return next(ids), next(ids)


# %% itertools.count by its method
import itertools

take = itertools.count().__next__


def one():
    return take()


# %% islice of a shared count
import itertools

ids = itertools.count()


def one():
    return list(itertools.islice(ids, 2))


def two():
    return next(ids)


# %% zip with a shared count
import itertools

ids = itertools.count()


def one():
    return list(zip("ab", ids))


def two():
    return dict(zip("cd", ids))


# %% a shared iterator is used up
import itertools

numbers = iter((1, 2, 3))


def one():
    return list(numbers)


def two():
    return sum(numbers)


# %% a shared iterator is unpacked
numbers = iter((1, 2, 3, 4))


def one():
    a, *b = numbers
    return a, b


def two():
    return next(numbers)


# %% a shared iterator is looked into
numbers = iter((1, 2, 3, 4))


def one():
    return 2 in numbers


def two():
    return next(numbers, None)


# %% a shared iterator after a star
def give(*args):
    return args


numbers = iter((1, 2, 3, 4))


def one():
    return give(*numbers)


def two():
    return [*numbers]


# %% a shared map
items = [1, 2]
numbers = map(str, items)


def one():
    return list(numbers)


def two():
    items.append(3)
    return next(numbers, None)


# %% a shared zip of shared iterators
first, second = iter((1, 2, 3)), iter((4, 5, 6))
pairs = zip(first, second)


def one():
    return next(pairs)


def two():
    return next(first), next(second)


# %% tee
import itertools

source = iter([1, 2, 3])
first, second = itertools.tee(source)


def one():
    return next(first), next(first), next(source, None)


def two():
    return list(second)


# %% tee of a list that grows
import itertools

items = [1]
first, second = itertools.tee(items)


def one():
    items.append(2)


def two():
    return list(first), list(second)


# %% cycle
import itertools

names = itertools.cycle(("a", "b"))


def one():
    return next(names)


# %% cycle over a list that grows
import itertools

items = [1]
names = itertools.cycle(items)


def one():
    items.append(2)


def two():
    return next(names), next(names)


# %% chain
import itertools

items, others = [1], [2]


def one():
    items.append(3)
    others.append(4)


def two():
    chained = itertools.chain(items, others)
    return list(chained), list(itertools.chain.from_iterable([items, others]))


# %% groupby, accumulate, pairwise, takewhile, compress
import itertools

items = [1, 1]


def one():
    items.append(2)


def two():
    return (
        [(key, len(list(group))) for key, group in itertools.groupby(items)],
        list(itertools.accumulate(items)),
        list(itertools.pairwise(items)),
        list(itertools.takewhile(lambda item: item < 3, items)),
        list(itertools.compress("abc", items)),
    )


# %% product, permutations, zip_longest, repeat, starmap
import itertools

items = [1, 2]


def one():
    items.append(3)


def two():
    return (
        len(list(itertools.product(items, items))),
        len(list(itertools.permutations(items))),
        list(itertools.zip_longest(items, "ab")),
        list(itertools.starmap(max, zip(items, items))),
        [sum(each) for each in itertools.repeat(items, 1)],
    )


# %% a group of groupby
import itertools

groups = itertools.groupby(iter([1, 1, 2]))
_, group = next(groups)


def one():
    return list(group)


def two():
    return next(groups)[0]


# %% a queue's inner deque
import queue

jobs = queue.Queue()
inner = jobs.queue


def one():
    jobs.put(1)


def two():
    return len(inner), list(inner)


# %% a queue's size
import queue

jobs = queue.Queue()


def one():
    jobs.put(1)
    jobs.get()


def two():
    return jobs.qsize(), jobs.empty(), jobs.full()


# %% a queue's unfinished tasks
import queue

jobs = queue.Queue()


def one():
    jobs.put(1)
    jobs.get()
    jobs.task_done()


def two():
    return jobs.unfinished_tasks


# %% a simple queue
import queue

jobs = queue.SimpleQueue()


def one():
    jobs.put(1)
    jobs.put(2)


def two():
    try:
        return jobs.qsize(), jobs.get_nowait()
    except queue.Empty:
        return "empty"


# %% a priority queue
import queue

jobs = queue.PriorityQueue()


def one():
    jobs.put(2)
    jobs.put(1)


def two():
    jobs.put(3)
    return jobs.get_nowait()


# %% a lock's state
import threading

lock = threading.Lock()


def one():
    if lock.acquire(blocking=False):
        lock.release()
        return "taken"
    return "busy"


def two():
    return lock.acquire(blocking=False), lock.locked()


def outcome():
    return lock.locked()


# %% an event
import threading

event = threading.Event()


def one():
    event.set()
    event.clear()


def two():
    return event.is_set(), event.is_set()


# %% a semaphore
import threading

permits = threading.Semaphore(1)


def one():
    return permits.acquire(blocking=False), permits._value


# %% a thread's name
import threading

thread = threading.Thread(name="a")


def one():
    thread.name = "b"


def two():
    return thread.name


# %% thread-local data
import threading

data, items = threading.local(), []
data.n = 0


def one():
    data.n = 1
    items.append(hasattr(data, "n"))


def two():
    items.append(hasattr(data, "n"))


def outcome():
    return data.n, items


# %% thread-local data of the module below (no race)
import _thread

data = _thread._local()


def one():
    data.number = getattr(data, "number", 0) + 1
    return data.number


def outcome():
    return hasattr(data, "number")


# %% an asynchronous comprehension
box = {"n": 0}


async def numbers():
    for _ in range(2):
        yield box["n"]
        box["n"] += 1


async def all_of_them():
    return [number async for number in numbers()]


def one():
    try:
        all_of_them().send(None)
    except StopIteration as stop:
        return stop.value


def outcome():
    return box["n"]


# %% an asynchronous generator that returns early
box = {"n": 0}


async def numbers():
    yield box["n"]
    box["n"] += 1
    if box["n"]:
        return
    yield 5


async def all_of_them():
    found = []
    async for number in numbers():
        found.append(number)
    return found


def one():
    try:
        all_of_them().send(None)
    except StopIteration as stop:
        return stop.value


def outcome():
    return box["n"]


# %% a list in thread-local data of two threads
import threading

items = []
data = threading.local()


def one():
    data.items = items
    data.items.append(len(data.items))


def outcome():
    return items


# %% an exit stack
import contextlib

items = []


def one():
    with contextlib.ExitStack() as stack:
        stack.callback(items.append, 1)
        stack.callback(items.append, 2)


def two():
    return len(items)


# %% closing
import contextlib


class Box:
    closed = False

    def close(self):
        self.closed = True


box = Box()


def one():
    with contextlib.closing(box):
        pass


def two():
    return box.closed


# %% suppress
import contextlib

table = {"a": 1}


def one():
    with contextlib.suppress(KeyError):
        return table.pop("a")


# %% redirected output
import contextlib
import io

out = io.StringIO()


def one():
    with contextlib.redirect_stdout(out):
        print("a")


def two():
    return out.getvalue()


# %% output is redirected, and nothing printed
import contextlib
import io
import sys

out, normal = io.StringIO(), sys.stdout
redirected = contextlib.redirect_stdout(out)


def one():
    with redirected:
        pass


def two():
    return sys.stdout is out


# %% a memoryview in a with statement
data = bytearray(b"a")
view = memoryview(data)


def one():
    with view:
        pass


def two():
    try:
        data.append(1)
    except BufferError:
        return "in use"


# %% a context manager by contextlib
import contextlib


class Box:
    n = 0


box = Box()


@contextlib.contextmanager
def changed():
    before = box.n
    yield before
    box.n = before + 1


def one():
    with changed() as n:
        return n


def outcome():
    return box.n


# %% a context manager as a decorator
import contextlib

log = []


class Logged(contextlib.ContextDecorator):
    def __enter__(self):
        log.append(len(log))

    def __exit__(self, *error):
        log.append(len(log))


@Logged()
def one():
    return len(log)


def outcome():
    return log


# %% an exception's traceback is shown
import traceback


class Box:
    n = 0


box = Box()


class Odd(Exception):
    def __str__(self):
        return str(box.n)


def one():
    box.n = 1


def two():
    return traceback.format_exception_only(Odd())


# %% warnings, logging and the like do not share
import logging

logger = logging.getLogger("form")
logger.propagate = False
seen = []


class Keep(logging.Handler):
    def emit(self, record):
        seen.append(record.getMessage())


logger.addHandler(Keep())
logger.setLevel(logging.INFO)


def one():
    logger.info("one")


def two():
    logger.info("two %s", len(seen))


def outcome():
    logger.handlers.clear()
    return seen


# %% a regular expression's replacement looks
import re

words = {"a": "b"}


def one():
    words["a"] = "c"


def two():
    return re.sub("a", lambda match: words[match.group()], "aa")


# %% text is split and joined
class Box:
    text = "a"


box = Box()


def one():
    box.text = " ".join([*box.text.split(), "b"])


def outcome():
    return box.text


# %% the time a thing was done
import collections
import time

stamps = collections.deque(maxlen=2)


def one():
    stamps.append(time.monotonic() > 0)


def two():
    return len(stamps)


# %% environment variables
import os


def one():
    os.environ["THREADKATA_FORM"] = "1"


def two():
    return os.environ.get("THREADKATA_FORM"), os.getenv("THREADKATA_FORM")


def outcome():
    del os.environ["THREADKATA_FORM"]


# %% a temporary file
import os
import tempfile

handle, path = tempfile.mkstemp()
os.close(handle)


def one():
    with open(path, "a") as file:
        file.write("a")


def two():
    return os.path.getsize(path)


def outcome():
    os.remove(path)


# %% an XML element
import xml.etree.ElementTree as ElementTree

root = ElementTree.Element("a")


def one():
    ElementTree.SubElement(root, "b")
    root.set("n", "1")
    root.text = "c"


def two():
    return len(root), root.get("n"), root.text


# %% a configuration
import configparser

config = configparser.ConfigParser()
config["a"] = {"n": "0"}


def one():
    config["a"]["n"] = "1"


def two():
    return config["a"]["n"], config.getint("a", "n")


# %% decimals in a context (no race)
import decimal


def one():
    with decimal.localcontext() as context:
        context.prec = 2
        return str(decimal.Decimal(1) / 3)


def two():
    return str(decimal.Decimal(1) / 3)[:4]


# %% a shared Decimal, Fraction and date (no race)
import datetime
import decimal
import fractions

price, part, day = decimal.Decimal("1.5"), fractions.Fraction(1, 2), datetime.date(2020, 1, 1)


def one():
    return price + 1 > 2, part + 1 == fractions.Fraction(3, 2), day.year, day < day.replace(day=2)
