"""What can be written from Python 3.15 on."""

# %% a list of unpacked lists
lists = [[1], [2]]
seen = []


def one():
    seen.append([*part for part in lists])


def two():
    lists[0].append(3)
    lists.append([4])


def outcome():
    return seen


# %% a set of unpacked lists
lists = [[1], [2]]
seen = []


def one():
    seen.append(sorted({*part for part in lists}))


def two():
    lists[1].append(3)


def outcome():
    return seen


# %% a generator of unpacked lists
lists = [[1], [2]]
seen = []


def one():
    for number in (*part for part in lists):
        seen.append(number)


def two():
    lists[0].append(3)
    lists[1].append(4)


def outcome():
    return seen


# %% a dict of unpacked dicts
dicts = [{"a": 1}, {"b": 2}]
seen = []


def one():
    seen.append({**part for part in dicts})


def two():
    dicts[1]["c"] = 3
    dicts[0]["d"] = 4


def outcome():
    return seen


# %% a lazy import of a lock (no race)
lazy from threading import Lock

lock = Lock()
n = 0


def one():
    global n
    with lock:
        n = n + 1


def outcome():
    return n


# %% a name that is imported lazily and bound again
lazy import json

seen = []


def one():
    seen.append(getattr(json, "__name__", json))


def two():
    global json
    json = "bound"


def outcome():
    return seen
