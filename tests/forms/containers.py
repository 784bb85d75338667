"""Containers: lists, dictionaries, sets, and what the library has of that kind."""

# %% an item of a list is read and written
items = [0]


def one():
    items[0] = items[0] + 1


def outcome():
    return items


# %% an item of a list is changed in place
items = [0, 0]


def one():
    items[-1] += 1


def outcome():
    return items


# %% an item of a dictionary is changed in place
counts = {"a": 0}


def one():
    counts["a"] += 1


def outcome():
    return counts


# %% an index is evaluated once
class Box:
    n = 0


box, items = Box(), [0, 0, 0]


def index():
    box.n += 1
    return box.n - 1


def one():
    items[index()] += 1


def outcome():
    return items, box.n


# %% an item of an item
grid = [[0], [0]]


def one():
    grid[0][0] += 1


def outcome():
    return grid


# %% an item is deleted
items = [1, 2, 3]


def one():
    del items[0]


def two():
    return items[1], items[-1]


# %% items are deleted one after the other
items = [1, 2, 3]


def one():
    del items[2], items[0]


def two():
    return len(items), items[0]


# %% a key is deleted
table = {"a": 1}


def one():
    del table["a"]


def two():
    return "a" in table, table.get("a")


# %% check, then delete a key
table = {"a": 1}


def one():
    if "a" in table:
        del table["a"]


# %% check, then add a key
table = {}
made = []


def one():
    if "a" not in table:
        made.append(1)
        table["a"] = len(made)
    return table["a"]


# %% a slice is read
items = [0, 0, 0]


def one():
    items[0] = 1
    items[1] = 1


def two():
    return items[:2], items[::2]


# %% a slice is assigned
items = [0, 0, 0]


def one():
    items[1:] = [1, 1, 1]


def two():
    return len(items), items[1], items[-1]


# %% a slice is assigned from a shared list
items, source = [0, 0], [1]


def one():
    items[:] = source


def two():
    source.append(2)


def outcome():
    return items


# %% a slice is assigned from a shared list, among other targets
items, source = [0, 0], [1]


def one():
    items[0], items[1:] = 5, source


def two():
    source.append(2)
    return items[0]


def outcome():
    return items


# %% a slice is assigned from an iterator
items = [0, 0]
numbers = iter([1, 2])


def one():
    items[:] = numbers


def two():
    return next(numbers, None)


def outcome():
    return items


# %% a slice is changed in place
items = [0]


def one():
    items[1:] += [1]


def outcome():
    return len(items)


# %% a slice is deleted
items = [0, 1, 2]


def one():
    del items[1:]


def two():
    return len(items), items[-1]


# %% a slice object
items, last = [0, 1, 2], slice(-1, None)


def one():
    items[last] = [5, 6]


def two():
    return items[last], len(items)


# %% a list is changed in place
items = []


def one():
    global items
    items += [len(items)]


def outcome():
    return items


# %% a list under another name is changed in place
items = []


def one():
    mine = items
    mine += [len(mine)]
    mine *= 2


def outcome():
    return items


# %% a list in an attribute is changed in place
class Box:
    def __init__(self):
        self.items = []


box = Box()


def one():
    box.items += [1]


def two():
    box.items = [5]


def outcome():
    return box.items


# %% a list is changed in place by a shared one
items, source = [], [1]


def one():
    mine = items
    mine += source


def two():
    source.append(2)


def outcome():
    return items


# %% a set is changed in place
members = {1}


def one():
    mine = members
    mine |= {2}
    mine &= {2}


def two():
    return sorted(members), 1 in members


# %% a set is changed in place by a shared one
members, others = {1}, {1}


def one():
    mine = members
    mine -= others


def two():
    others.clear()


def outcome():
    return members


# %% a dictionary is changed in place
table = {}


def one():
    mine = table
    mine |= {"a": 1, "b": 2}


def two():
    return sorted(table), table.get("a")


# %% a dictionary is merged
table, other = {"a": 1}, {"a": 2}


def one():
    return (table | other)["a"], {**table, **other}["a"]


def two():
    table["a"] = 3
    other["a"] = 4


# %% an item of a tuple
pair = ([], 0)


def one():
    try:
        pair[0] += [1]
    except TypeError:
        return len(pair[0])


# %% a number in a tuple's list
pair = ([0], {"n": 0})


def one():
    pair[0][0] += 1
    pair[1]["n"] += 1


def outcome():
    return pair


# %% append and len
items = []


def one():
    items.append(len(items))


def outcome():
    return items


# %% pop and truth
items = [1]


def one():
    if items:
        return items.pop()
    return None


# %% not of a list
items = []


def one():
    items.append(1)


def two():
    return not items, not items


# %% a conditional expression looks at a list
items = []


def one():
    items.append(1)


def two():
    return "some" if items else "none", len(items)


# %% and, or look at a list
items = []


def one():
    items.append(1)


def two():
    return bool(items and items[0]), len(items or [1, 2])


# %% while looks at a list
items = [1, 2]


def one():
    taken = 0
    while items:
        items.pop()
        taken += 1
    return taken


# %% assert looks at a list
items = []


def one():
    items.append(1)


def two():
    assert not items, len(items)


# %% bool, all, any
items = [True]


def one():
    items.append(False)


def two():
    return bool(items), all(items), any(items), all(item for item in items)


# %% in
items = []


def one():
    items.append(1)
    items.append(2)


def two():
    return 2 in items, 1 in items, 1 not in items


# %% in, under a view
table = {}


def one():
    table["a"] = 1


def two():
    return 1 in table.values(), ("a", 1) in table.items(), "a" in table.keys(), "a" in table


# %% comparisons of lists
items, others = [0], [0]


def one():
    items[0] = 1


def two():
    return items == others, items != others, items < [1], [1] <= items


# %% a comparison with an empty list
items = []


def one():
    items.append(1)


def two():
    return items == [], [] != items


# %% a chain of comparisons
items = [1]


def get():
    return [1]


def one():
    items.append(1)


def two():
    return [1] <= items < get() + [1], [1] <= items <= items


# %% the middle of a chain of comparisons is looked at twice
class Box:
    limit = [9]


box, items = Box(), [1]


def one():
    items[0] = 5
    box.limit = [4]


def two():
    return [0] < items < box.limit


# %% a comparison of tuples with lists in them
items = []


def one():
    items.append(1)


def two():
    return (items, 0) == ([1], 0), (0, items) < (0, [1])


# %% a comparison of new lists with lists in them
items = []


def one():
    items.append(1)


def two():
    return [items] == [[1]], {"a": items} == {"a": [1]}, [items for _ in "a"] != [[1]]


# %% a tuple is made of lists and looked through
items = []


def one():
    items.append(1)


def two():
    return [1] in (items, [2]), str((items,)), f"{(items,)}", "%s" % (items,), repr([items])


# %% a comparison in a comprehension
class Box:
    @property
    def limit(self):
        return self._limit


box, items = Box(), [0]
box._limit = [0]


def one():
    items[0] = 1
    box._limit = [1]


def two():
    return [items == box.limit for _ in "a"], [items + box.limit for _ in "a"]


# %% a chain of comparisons in a comprehension
class Box:
    limit = [9]


box, items = Box(), [1]


def one():
    items[0] = 5
    box.limit = [4]


def two():
    return [number for number in (1, 2) if [0] < items < box.limit]


# %% is
items = [None]
first = object()


def one():
    items[0] = first


def two():
    return items[0] is None, items[0] is first


# %% sum, min, max, sorted
items = [1]


def one():
    items.append(2)


def two():
    return sum(items), min(items), max(items), sorted(items)


# %% list, tuple, set, dict, frozenset
items = [(1, 1)]


def one():
    items.append((2, 2))


def two():
    return list(items), tuple(items), len(set(items)), dict(items), len(frozenset(items))


# %% dict of a shared dictionary
table = {"a": 1}


def one():
    table["b"] = 2


def two():
    return dict(table), dict(table, c=3), dict(**table), list(table), len(table)


# %% bytes and bytearray of a shared list
items = [1]


def one():
    items.append(2)


def two():
    return bytes(items), bytearray(items)


# %% a list is shown
items = [0]


def one():
    items[0] = 1
    items.append(2)


def two():
    return f"{items}", str(items), repr(items), "%s" % items, "{}".format(items), f"{items!r:>9}"


# %% a list is shown as wide as another attribute says
class Box:
    width = 3


box, items = Box(), [0]


def one():
    items[0] = 1
    box.width = 6


def two():
    return f"{items!s:>{box.width}}"


# %% a format string with names
table = {"a": 0}


def one():
    table["a"] = 1


def two():
    return "%(a)s" % table, "{a}".format(**table), "{a}".format_map(table), "{0[a]}".format(table)


# %% join
words = ["a"]


def one():
    words.append("b")


def two():
    return "-".join(words), "".join(word for word in words)


# %% lists are added and multiplied
items, others = [1], [2]


def one():
    items.append(3)
    others.append(4)


def two():
    return items + others, items * 2, 2 * others


# %% a sum of lists, the right one of which is slow
class Box:
    def __init__(self):
        self.items = [0]


box, items = Box(), [0]


def one():
    box.items = [1]
    items.append(1)


def two():
    return items + box.items


# %% a sum of lists in a comprehension, the right one of which is slow
class Box:
    def __init__(self):
        self.items = [0]


box, items = Box(), [0]


def one():
    items.append(1)
    box.items = [1]


def two():
    return [items + box.items for _ in "a"]


# %% star in a call
def give(*args, **kwargs):
    return args, kwargs


items, table = [1], {"a": 1}


def one():
    items.append(2)
    table["b"] = 2


def two():
    return give(*items, **table)


# %% star in a call, with what comes after
class Box:
    n = 0


box, items = Box(), [1]


def give(*args):
    return args


def one():
    items.append(2)
    box.n = 1


def two():
    return give(*items, box.n, *items)


# %% star in a list, a tuple, a set, a dictionary
items, table = [1], {"a": 1}


def one():
    items.append(2)
    table["b"] = 2


def two():
    return [*items], (*items, 0), len({*items}), {**table}


# %% star of a view
table = {"a": 1}


def one():
    table["b"] = 2


def two():
    return [*table.values()], (*table,), [*table.items()]


# %% a list is unpacked
items = [1, 2]


def one():
    items[0] = 5
    items[1] = 6


def two():
    a, b = items
    return a, b


# %% a list is unpacked into too few names
items = [1]


def one():
    items.append(2)


def two():
    a, b = items
    return a, b


# %% a list is unpacked with a star
items = [1]


def one():
    items.append(2)
    items.append(3)


def two():
    a, *b = items
    *c, d = items
    return a, b, c, d


# %% nested lists are unpacked
class Box:
    pass


box, items = Box(), [0, [1, 2]]


def one():
    items[1][0] = 5
    items[1].pop()


def two():
    box.a, (b, *c) = items
    return b, c


# %% nested lists are unpacked after a store that another one sees
class Box:
    a = None


box, items = Box(), [0, [1, 2]]


def one():
    if box.a is not None:
        items[1][0] = 5


def two():
    box.a, (b, c) = items
    return b, c


# %% a list is kept and unpacked
class Box:
    last = None


box, items = Box(), [1, 2]


def one():
    if box.last is not None:
        items[1] = 5


def two():
    box.last = a, b = items
    return a, b


# %% pairs are unpacked in a for loop
pairs = [[1, 2], [3, 4]]


def one():
    pairs[1][0] = 5
    pairs[1][1] = 6


def two():
    return [a + b for a, b in pairs]


# %% pairs are unpacked in a for statement
pairs = [[1, 2]]


def one():
    pairs[0][0] = 5
    pairs[0][1] = 6
    pairs.append([7, 8])


def two():
    result = []
    for a, b in pairs:
        result.append((a, b))
    return result


# %% a dictionary is unpacked
table = {"a": 1, "b": 2}


def one():
    del table["a"]


def two():
    first, *rest = table
    return first, rest


# %% for over a list
items = [1]


def one():
    items.append(2)


def two():
    total = 0
    for item in items:
        total += item
    return total


# %% for over a dictionary
table = {"a": 1}


def one():
    table["b"] = 2


def two():
    return [key for key in table]


# %% for over the items of a dictionary
table = {"a": 1}


def one():
    table["a"] = 2
    table["b"] = 2


def two():
    result = []
    for key, value in table.items():
        result.append((key, value))
    return result


# %% for over a copy
table = {"a": 1}


def one():
    table["b"] = 2


def two():
    return [key for key in list(table)], [value for value in table.copy().values()]


# %% for over a set
members = {1}


def one():
    members.add(2)


def two():
    return len([member for member in members])


# %% for over an attribute, with else
class Box:
    def __init__(self):
        self.items = [1]


box = Box()


def one():
    box.items.append(2)
    box.items = []


def two():
    for item in box.items:
        if item == 2:
            break
    else:
        return "not found"
    return "found"


# %% comprehensions of four kinds
items = [1]


def one():
    items.append(2)


def two():
    return (
        [item for item in items],
        len({item for item in items}),
        {item: item for item in items},
        list(item for item in items),
    )


# %% nested comprehensions
grid = [[1], [2]]


def one():
    grid[1].append(3)
    grid.append([4])


def two():
    return [item for row in grid for item in row], [[item for item in row] for row in grid]


# %% a comprehension with a condition that looks
items, allowed = [1, 2], {1}


def one():
    allowed.add(2)


def two():
    return [item for item in items if item in allowed]


# %% a comprehension writes
items, seen = [1, 2], []


def one():
    return [seen.append(item) for item in items]


def outcome():
    return seen


# %% a loop's target is an item
items = [0]


def one():
    for items[0] in (1, 2):
        pass


def two():
    return items[0], items[0]


# %% a comprehension's target is an item
table = {}


def one():
    return [1 for table["a"] in (1, 2)]


def two():
    return table.get("a"), table.get("a")


# %% a list is sorted, reversed, cleared, copied
items = [3, 1]


def one():
    items.sort()
    items.reverse()
    items.insert(0, 9)
    items.remove(1)
    items.clear()


def two():
    return items.copy(), items.index(3) if 3 in items else None, items.count(1)


# %% a list is sorted by a key that looks
items, weights = [1, 2], {1: 1, 2: 2}


def one():
    items.sort(key=lambda item: weights[item])
    return items[:]


def two():
    weights[1] = 3
    return len(items)


# %% sorted by a key that looks
items, weights = [1, 2], {1: 1, 2: 2}


def one():
    weights[1] = 3


def two():
    return (
        sorted(items, key=lambda item: weights[item]),
        sorted(items, key=weights.get),
        max(items, key=weights.__getitem__),
    )


# %% extend from a shared list
items, source = [], [1]


def one():
    items.extend(source)


def two():
    source.append(2)


def outcome():
    return items


# %% a dictionary's methods
table = {"a": 1}


def one():
    return table.setdefault("b", len(table)), table.pop("a", None), table.popitem()


def two():
    table.update(c=3)
    return table.get("a"), len(table)


def outcome():
    return table


# %% a dictionary is updated from a shared one
table, source = {}, {"a": 1}


def one():
    table.update(source)


def two():
    source["b"] = 2


def outcome():
    return table


# %% dict.fromkeys
items = [1]


def one():
    items.append(2)


def two():
    return dict.fromkeys(items)


# %% views
table = {"a": 1}
keys, values, pairs = table.keys(), table.values(), table.items()


def one():
    table["b"] = 2


def two():
    return len(keys), list(values), sorted(pairs), "b" in keys, str(keys), keys == {"a"}


# %% views are combined
table = {"a": 1}


def one():
    table["b"] = 2


def two():
    return sorted(table.keys() | {"c"}), sorted(table.keys() & {"b"}), table.items() - {("a", 1)}


# %% a view's mapping
table = {"a": 1}
keys = table.keys()


def one():
    table["a"] = 2


def two():
    return keys.mapping["a"]


# %% a set's methods
members = {1}


def one():
    members.add(2)
    members.discard(1)


def two():
    return members.issubset({1}), sorted(members.union({3})), members.isdisjoint({2})


# %% a set is popped
members = {1}


def one():
    if members:
        return members.pop()
    return None


# %% sets are compared
members = {1}


def one():
    members.add(2)


def two():
    return members < {1, 2}, members == {1}, {1, 2} - members, members ^ {1}


# %% a deque
from collections import deque

jobs = deque([1], maxlen=2)


def one():
    jobs.append(2)
    jobs.appendleft(3)
    jobs.rotate(1)


def two():
    return list(jobs), len(jobs), jobs[0], 2 in jobs


# %% a deque is emptied
from collections import deque

jobs = deque([1])


def one():
    return jobs.popleft() if jobs else None


# %% for over a deque
from collections import deque

jobs = deque([1])


def one():
    jobs.append(2)


def two():
    return [job for job in jobs]


# %% a Counter
from collections import Counter

counts = Counter()


def one():
    counts["a"] += 1


def outcome():
    return counts


# %% a Counter's methods
from collections import Counter

counts = Counter(a=1)


def one():
    counts.update(["a", "b"])
    counts.subtract(a=1)


def two():
    return counts.most_common(1), counts.total(), sorted(counts.elements())


# %% a Counter is added to another one
from collections import Counter

counts, others = Counter(a=1), Counter(a=1)


def one():
    counts["a"] = 5
    others["b"] = 5


def two():
    return counts + others, counts - others, +counts, -others


# %% a defaultdict
from collections import defaultdict

groups = defaultdict(list)


def one():
    groups["a"].append(1)


def two():
    return len(groups["a"]), len(groups)


def outcome():
    return groups


# %% looking at a defaultdict makes an item
from collections import defaultdict

groups = defaultdict(list)


def one():
    groups["a"]


def two():
    return len(groups), "a" in groups


# %% a defaultdict of numbers
from collections import defaultdict

counts = defaultdict(int)


def one():
    counts["a"] += 1


def outcome():
    return counts


# %% a defaultdict whose factory looks
from collections import defaultdict


class Box:
    n = 0


box = Box()


def make():
    box.n += 1
    return box.n


numbers = defaultdict(make)


def one():
    return numbers["a"]


def outcome():
    return dict(numbers)


# %% a defaultdict whose factory is a method of a list
from collections import defaultdict

free = [1, 2, 3]
numbers = defaultdict(free.pop)


def one():
    return numbers["a"]


def two():
    return len(free)


# %% an OrderedDict
from collections import OrderedDict

table = OrderedDict(a=1, b=2)


def one():
    table.move_to_end("a")
    table.popitem(last=False)


def two():
    return list(table), next(iter(table)), next(reversed(table))


# %% a ChainMap is read
from collections import ChainMap

outer, inner = {"a": 1}, {}
chain = ChainMap(inner, outer)


def one():
    inner["a"] = 2


def two():
    return chain["a"], chain.get("a"), len(chain), "a" in chain


# %% a ChainMap is written
from collections import ChainMap

outer, inner = {"a": 1}, {}
chain = ChainMap(inner, outer)


def one():
    chain["a"] = 2
    del chain["a"]


def two():
    return inner.get("a")


# %% a ChainMap is changed in place
from collections import ChainMap

chain = ChainMap({}, {"a": 0})


def one():
    chain["a"] += 1


def outcome():
    return chain["a"]


# %% a ChainMap's maps
from collections import ChainMap

chain = ChainMap({"a": 1})


def one():
    chain.maps[0]["a"] = 2
    chain.maps.insert(0, {"a": 3})


def two():
    return chain["a"], chain.new_child({})["a"], chain.parents.get("a"), dict(chain)


# %% a UserDict
from collections import UserDict


class Table(UserDict):
    pass


table = Table(a=0)


def one():
    table["a"] += 1


def two():
    table.data["a"] = 5


def outcome():
    return table["a"]


# %% a UserDict that checks what it is given
from collections import UserDict


class Table(UserDict):
    sets = 0

    def __setitem__(self, key, value):
        self.sets += 1
        super().__setitem__(key, value)


table = Table()


def one():
    table["a"] = 1


def outcome():
    return table.sets


# %% a UserList
from collections import UserList

items = UserList([0])


def one():
    items[0] += 1
    items.append(1)


def two():
    return len(items), items.data[0]


def outcome():
    return list(items)


# %% a UserString in place
from collections import UserString


class Box:
    text = UserString("")


box = Box()


def one():
    box.text += "a"


def outcome():
    return str(box.text)


# %% a mapping of one's own
from collections.abc import MutableMapping


class Table(MutableMapping):
    def __init__(self):
        self.inner = {}

    def __getitem__(self, key):
        return self.inner[key]

    def __setitem__(self, key, value):
        self.inner[key] = value

    def __delitem__(self, key):
        del self.inner[key]

    def __iter__(self):
        return iter(self.inner)

    def __len__(self):
        return len(self.inner)


table = Table()


def one():
    return table.setdefault("a", len(table)), table.pop("a", None)


def two():
    table.update(b=1)
    return sorted(table), table == {"b": 1}


# %% a sequence of one's own
from collections.abc import Sequence


class Items(Sequence):
    def __init__(self):
        self.inner = [1, 2]

    def __getitem__(self, index):
        return self.inner[index]

    def __len__(self):
        return len(self.inner)


items = Items()


def one():
    items.inner.append(3)
    items.inner[0] = 5


def two():
    return list(items), 3 in items, items.count(5), list(reversed(items))


# %% a list of one's own with other indexing
class Ring(list):
    def __getitem__(self, index):
        return super().__getitem__(index % len(self))

    def __setitem__(self, index, value):
        super().__setitem__(index % len(self), value)


ring = Ring([0, 0])


def one():
    ring[2] += 1


def two():
    ring.append(5)
    return ring[2]


def outcome():
    return list(ring)


# %% __missing__
class Memo(dict):
    made = 0

    def __missing__(self, key):
        Memo.made += 1
        self[key] = Memo.made
        return self[key]


memo = Memo()


def one():
    return memo["a"]


def outcome():
    return dict(memo)


# %% __contains__, __len__, __bool__, __iter__ of one's own
class Bag:
    def __init__(self):
        self.n = 1

    def __contains__(self, item):
        return item < self.n

    def __len__(self):
        return self.n

    def __bool__(self):
        return self.n > 1

    def __iter__(self):
        return iter(range(self.n))


bag = Bag()


def one():
    bag.n = 2


def two():
    return 1 in bag, len(bag), bool(bag), list(bag), "yes" if bag else "no"


# %% operators of one's own
class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Number(self.n + other.n)

    def __iadd__(self, other):
        self.n += other.n
        return self

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    def __neg__(self):
        return Number(-self.n)

    def __call__(self):
        return self.n


a, b = Number(0), Number(1)


def one():
    global a
    a += b


def two():
    return (a + b).n, a == b, a < b, (-a).n, a()


def outcome():
    return a.n


# %% equality of one's own inside a container
class Same:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n


class Box:
    n = 0


items, wanted = [Same(1), Same(2)], Same(2)


def one():
    items[0].n = 2
    items.pop(0)


def two():
    return wanted in items, items == [Same(2)], items.count(wanted)


# %% a list changes while its items are compared
class Same:
    looks = 0

    def __eq__(self, other):
        Same.looks += 1
        return self is other


items = [Same(), Same()]
last = items[1]


def one():
    return last in items


def two():
    items.insert(0, last)
    return Same.looks


# %% a list changes while it is compared
class Same:
    looks = 0

    def __eq__(self, other):
        Same.looks += 1
        return True


items, others = [Same(), 1], [Same(), 1]


def one():
    return items == others


def two():
    items[1] = 2
    return Same.looks


# %% a list changes while it is shown
class Loud:
    shown = 0

    def __repr__(self):
        Loud.shown += 1
        return "loud"


items = [Loud(), 1]


def one():
    return f"{items}", str(items)


def two():
    items[1] = 2
    return Loud.shown


# %% keys with a hash of their own
class Key:
    hashed = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        Key.hashed += 1
        return self.n

    def __eq__(self, other):
        return self.n == other.n


table = {}


def one():
    table[Key(1)] = 1
    return Key(2) in table


def two():
    table[Key(2)] = 2
    return len(table), Key.hashed


# %% a key is found by a comparison that looks
class Key:
    looks = 0

    def __hash__(self):
        return 1

    def __eq__(self, other):
        Key.looks += 1
        return True


table = {Key(): 0}


def one():
    table[Key()] = 1


def two():
    return Key.looks, list(table.values())


# %% a set is found by a comparison that looks
class Key:
    looks = 0

    def __hash__(self):
        return 1

    def __eq__(self, other):
        Key.looks += 1
        return True


first = Key()
members = {first}


def one():
    return Key() in members, len(members | {Key()})


def two():
    members.clear()
    return Key.looks


# %% a bytearray
data = bytearray(b"ab")


def one():
    data[0] = 99
    data.extend(b"c")


def two():
    return bytes(data), data[0], len(data), data.find(b"c"), data.decode()


# %% a bytearray in place
data = bytearray()


def one():
    mine = data
    mine += b"a"
    mine[:1] = b"bc"


def two():
    return bytes(data), data + b"", data == b"bc"


# %% a memoryview
data = bytearray(b"ab")
view = memoryview(data)


def one():
    view[0] = 99


def two():
    return data[0], bytes(data), view[0], view.tobytes()


# %% a slice of a memoryview
data = bytearray(b"abcd")
middle = memoryview(data)[1:3]


def one():
    data[1] = 99


def two():
    return middle[0], middle.tolist(), bytes(middle), middle == b"bc"


# %% two memoryviews of one array
from array import array

numbers = array("b", [1, 2])
first, second = memoryview(numbers), memoryview(numbers)


def one():
    first[0] = 5


def two():
    return second[0], numbers[0]


# %% an array
from array import array

numbers = array("i", [0])


def one():
    numbers[0] += 1
    numbers.append(1)


def two():
    return len(numbers), numbers.tolist(), numbers[0]


def outcome():
    return numbers.tolist()


# %% pack_into and unpack_from
import struct

data = bytearray(2)


def one():
    struct.pack_into("BB", data, 0, 1, 2)


def two():
    return struct.unpack_from("B", data, 1), struct.unpack("BB", data), data[0]


# %% pack_into by a Struct
import struct

pair = struct.Struct("BB")
data = bytearray(2)


def one():
    pair.pack_into(memoryview(data), 0, 1, 2)


def two():
    return data[1], pair.unpack_from(data), list(pair.iter_unpack(data))


# %% a mapping proxy
from types import MappingProxyType

table = {"a": 1}
proxy = MappingProxyType(table)


def one():
    table["a"] = 2
    table["b"] = 3


def two():
    return proxy["a"], len(proxy), "b" in proxy, proxy.get("b"), dict(proxy), list(proxy)


# %% a weak dictionary
import weakref


class Box:
    pass


boxes = [Box(), Box()]
names = weakref.WeakValueDictionary(a=boxes[0])


def one():
    names["b"] = boxes[1]
    del names["a"]


def two():
    return len(names), "b" in names, names.get("a") is None, sorted(names)


# %% a dictionary with weak keys
import weakref


class Box:
    pass


box = Box()
names = weakref.WeakKeyDictionary()


def one():
    names[box] = names.get(box, 0) + 1


def outcome():
    return list(names.values())


# %% a weak set
import weakref


class Box:
    pass


boxes = [Box(), Box()]
members = weakref.WeakSet(boxes[:1])


def one():
    members.add(boxes[1])


def two():
    return len(members), boxes[1] in members


# %% a weak reference
import weakref


class Box:
    n = 0


box = Box()
reference = weakref.ref(box)


def one():
    reference().n += 1


def outcome():
    return box.n


# %% a weak proxy
import weakref


class Box:
    n = 0


box = Box()
proxy = weakref.proxy(box)


def one():
    proxy.n += 1


def two():
    box.n += 1


def outcome():
    return box.n


# %% a stack and a queue of tuples
from collections import deque

jobs = deque()


def one():
    jobs.append(("a", [len(jobs)]))


def two():
    return [name for name, _ in list(jobs)], len(jobs)


def outcome():
    return list(jobs)


# %% an alias under a local name
class Box:
    def __init__(self):
        self.items = []


box = Box()


def one():
    items = box.items
    items.append(len(items))


def outcome():
    return box.items


# %% an alias as an argument
def add(items, *, table):
    items.append(len(items))
    table["n"] = table.get("n", 0) + 1


class Box:
    items = []
    table = {}


def one():
    add(Box.items, table=Box.table)


def outcome():
    return Box.items, Box.table


# %% an alias in another container
items = []
table = {"items": items}


def one():
    table["items"].append(len(items))


def outcome():
    return items


# %% a returned list
class Box:
    def __init__(self):
        self._items = [1]

    def items(self):
        return self._items


box = Box()


def one():
    box.items().append(2)


def two():
    return len(box.items()), box.items()[-1]


# %% a method of a list is kept
items = []
add = items.append


def one():
    add(len(items))


def outcome():
    return items


# %% a method of a class is called on a list
items = []


def one():
    list.append(items, list.__len__(items))


def outcome():
    return items


# %% special methods are called by name
items = [0]


def one():
    items.__setitem__(0, items.__getitem__(0) + 1)
    items.__iadd__([1])


def two():
    return items.__len__(), items.__contains__(1), items.__eq__([1])


def outcome():
    return items


# %% hash of a tuple
class Key:
    def __init__(self):
        self.n = 0

    def __hash__(self):
        return self.n


key = Key()
pair = (key, 1)


def one():
    key.n = 1


def two():
    return hash(pair) == hash((1, 1)), hash(key)


# %% a namedtuple of a class that a thread has made
import collections

names, items, found = ["items"], [], []


def one():
    found.append(collections.namedtuple("Found", names)(items))
    items.append(1)


def two():
    return repr(found)


# %% a list is shown that another one is put into
rows, row = [], []


def one():
    rows.append(row)


def two():
    row.append(1)


def three():
    return repr(rows)


# %% lists are compared, and what is in them is exchanged
left, right = [[1]], [[1]]


def one():
    inner = [1]
    left[0] = inner
    inner.append(2)


def two():
    return left == right


# %% a list is copied with what was put into it
import copy

rows = []


def one():
    rows.append([1])
    rows[0].append(2)


def two():
    return copy.deepcopy(rows)


# %% text is joined from a list that gets another list's items
words, more = ["a"], []


def one():
    more.append("b")
    words.extend(more)
    more.append("c")


def two():
    return "".join(map(str, [*words, *more]))


# %% a UserList is gone through, and the list in it is changed
from collections import UserList

items = UserList([0])


def one():
    items.data.append(1)
    items.data.append(2)


def two():
    return [item for item in items], [*items]


# %% a UserDict is gone through, and the dictionary in it is changed
from collections import UserDict

table = UserDict(a=0)


def one():
    table.data["b"] = 1


def two():
    try:
        return [key for key in table], [*table], list(table)
    except RuntimeError:
        return "changed"


# %% an array of ctypes
import ctypes

numbers = (ctypes.c_int * 2)()


def one():
    numbers[0] += 1
    return numbers[0]


def outcome():
    return list(numbers)


# %% a pointer, and the number that it points to
import ctypes

number = ctypes.c_int(0)
pointer = ctypes.pointer(number)


def one():
    number.value += 1


def two():
    pointer[0] += 1


def three():
    pointer.contents.value += 1


def outcome():
    return number.value


# %% a structure that a program defines
import ctypes


class Pair(ctypes.Structure):
    _fields_ = [("numbers", ctypes.c_int * 2), ("total", ctypes.c_int)]


pair = Pair()


def one():
    pair.numbers[0] += 1
    pair.total += 1


def outcome():
    return list(pair.numbers), pair.total


# %% a number that lies in a bytearray
import ctypes

data = bytearray(4)
number = ctypes.c_ubyte.from_buffer(data)


def one():
    number.value += 1


def two():
    data[0] += 1


def outcome():
    return list(data)


# %% two numbers at one address
import ctypes

number = ctypes.c_int(0)
other = ctypes.c_int.from_address(ctypes.addressof(number))


def one():
    number.value += 1


def two():
    other.value += 1


def outcome():
    return number.value


# %% an item whose index holds a scope of its own
numbers, table = [1], {}


def one():
    table[tuple(n for n in numbers)] = 1
    table[max(n + 1 for n in numbers)] = 2
    table[(lambda: numbers[0])()] = table[[n for n in numbers][0]] = 3
    table[sum({n for n in numbers})] += 1


def two():
    numbers[0] = 2


def outcome():
    return table
