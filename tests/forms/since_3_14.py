"""What can be written from Python 3.14 on."""

# %% a template string
class Box:
    n = 0


box = Box()
seen = []


def one():
    seen.append(t"{box.n}".values)
    box.n += 1


def outcome():
    return box.n, seen
