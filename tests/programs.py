"""Small programs of two to four threads, made up by Hypothesis as source text.

Whatever an operation returns is logged, so that its place in the order can be told from the
outcome. No program polls: there is a way to an end for each thread, or it is stuck.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

HEAD = """\
import queue, threading, time

shared_global = 0


class Box:
    def __init__(self):
        self.n = 0
        self.flag = False


"""

#: How each shared object is made. One that is made from another comes after it.
OBJECTS = {
    "box": "Box()",
    "items": "[7]",
    "grid": "[[0], [1]]",
    "table": "{'b': 1}",
    "views": "table.values()",
    "total": "0",
    "lock": "threading.Lock()",
    "rlock": "threading.RLock()",
    "ready": "threading.Condition()",
    "over_lock": "threading.Condition(lock)",
    "over_rlock": "threading.Condition(rlock)",
    "one": "threading.Semaphore(1)",
    "two": "threading.BoundedSemaphore(2)",
    "event": "threading.Event()",
    "barrier": "threading.Barrier(2)",
    "gate": "threading.Barrier(2, lambda: setattr(box, 'n', box.n + 10))",
    "jobs": "queue.Queue(1)",
    "words": "counting(box)",
}
NEEDS = {
    "views": ["table"],
    "over_lock": ["lock"],
    "over_rlock": ["rlock"],
    "gate": ["box"],
    "words": ["box"],
}
#: Objects whose contents can be looked at when the run is over.
LOOKED_AT = ("box", "items", "grid", "table")

MEMORY = [
    "note(box.n)",
    "box.n = {k}",
    "box.n += 1",
    "items.append({k})",
    "note(items.pop())",
    "note(len(items))",
    "for item in items: note(item)",
    "items[0] = {k}",
    "note(items[0])",
    "del items[0]",
    "items.insert(0, {k})",
    "note(tuple(items))",
    "note({k} in items)",
    "items += [{k}]",
    "grid[0][0] = {k}",
    "note(str(grid))",
    "note(grid == [[0], [1]])",
    "table['a'] = {k}",
    "note(table.get('a'))",
    "note(table['a'])",
    "note(table.setdefault('a', {k}))",
    "note(tuple(table.items()))",
    "note(sum(views))",
    "nonlocal total\ntotal += 1\nnote(total)",
    "nonlocal total\nnote(total)",
    "global shared_global\nshared_global += 1\nnote(shared_global)",
    "note(next(words))",
    "note(max(items, key=lambda item: item + box.n))",
    "try:\n    raise KeyError(box.n)\nexcept KeyError as error:\n    note(error.args[0])",
]
LOCKS = [
    "with {lock}:\n    {memory}",
    "{lock}.acquire()\n{memory}\n{lock}.release()",
    "if {lock}.acquire(blocking=False):\n    {memory}\n    {lock}.release()\nnote({k})",
    "note({lock}.acquire(blocking=False))",
    "{lock}.release()",
    "with rlock:\n    with rlock:\n        {memory}",
    "note(lock.locked())",
]
CONDITIONS = [
    "with {cond}:\n    while not box.flag:\n        {cond}.wait()\n    note('through')",
    "with {cond}:\n    if not box.flag:\n        {cond}.wait()\n    note(box.flag)",
    "with {cond}:\n    {cond}.wait()\n    note(box.n)",
    "with {cond}:\n    box.flag = True\n    {cond}.notify()",
    "with {cond}:\n    box.flag = True\n    {cond}.notify_all()",
    "with {cond}:\n    {cond}.notify()",
    "{cond}.notify()",
    "with {cond}:\n    note({cond}.wait_for(lambda: box.flag))",
]
OTHERS = [
    "with {semaphore}:\n    {memory}",
    "{semaphore}.acquire()\nnote({k})",
    "{semaphore}.release()",
    "note({semaphore}.acquire(blocking=False))",
    "event.set()",
    "event.clear()",
    "note(event.wait())",
    "note(event.is_set())",
    "note({barrier}.wait())",
    "{barrier}.abort()",
    "note({barrier}.n_waiting)",
    "note({barrier}.broken)",
    "jobs.put({k})",
    "note(jobs.get())",
    "note(jobs.get_nowait())",
    "note(jobs.qsize())",
    "jobs.task_done()",
]
THREADS = [
    "child = threading.Thread(target=step)\nchild.start()\nnote(child.is_alive())",
    "child = threading.Thread(target=step)\nchild.start()\nchild.join()\n{memory}",
    "note(threads[0].is_alive())",
    "threads[0].join()\nnote('joined')",
    "note(threading.active_count())",
]
TIMED = [
    "with {cond}:\n    note({cond}.wait(0.1))",
    "with {cond}:\n    note({cond}.wait_for(lambda: box.flag, 0.1))",
    "note(event.wait(0.1))",
    "note(lock.acquire(timeout=0.1))",
    "note(rlock.acquire(timeout=0.1))",
    "note({semaphore}.acquire(timeout=0.1))",
    "note(jobs.get(timeout=0.1))",
    "note(barrier.wait(0.1))",
    "threads[0].join(0.1)\nnote(threads[0].is_alive())",
    "time.sleep(0.1)\n{memory}",
    "with lock:\n    time.sleep(0.1)\n    {memory}",
    "time.sleep(0.2)",
]
ENDS = ["", "", "", "raise ValueError", "time.sleep(0.1)"]


def assemble(bodies: Sequence[Sequence[str]], *, join: bool, prelude: str = "") -> str:
    """A program whose main thread does the first body, and further threads the others.

    Arguments:
        bodies: for each thread its statements; all but a `raise` are guarded.
        join: whether the main thread waits for the others at the end.
        prelude: what the main thread does before there are others.
    """
    functions = [_function(f"body{n}", body) for n, body in enumerate(bodies)]
    text = "".join(functions) + prelude
    step = ["        box.n += 1", "        note(box.n)"]
    lines = ["def main():"]
    needed = [name for name in OBJECTS if _needed(name, text + " box")]
    if "words" in needed:
        lines += ["    def counting(box):", "        while True:", "            box.n += 1"]
        lines += ["            yield box.n"]
    lines += [f"    {name} = {OBJECTS[name]}" for name in needed]
    lines += [f"    {line}" for line in prelude.splitlines()]
    lines += [f"    keep({', '.join(name for name in LOOKED_AT if name in needed)})"]
    lines += ["    def step():", *step]
    lines += [f"    {line}" for function in functions for line in function.splitlines()]
    started = range(1, len(bodies))
    made = ", ".join(f"threading.Thread(target=body{n})" for n in started)
    lines += [f"    threads = [{made}]"]
    lines += [f"    threads[{n - 1}].start()" for n in started]
    lines += ["    body0()"]
    if join:
        lines += [f"    threads[{n - 1}].join()" for n in started]
        lines += ["    note(box.n)"]
    return HEAD + "\n".join(lines) + "\n"


def _needed(name: str, text: str) -> bool:
    return name in text or any(name in NEEDS.get(o, ()) and _needed(o, text) for o in OBJECTS)


def _function(name: str, body: Sequence[str]) -> str:
    declared = [line for line in ("nonlocal total", "global shared_global") if line in str(body)]
    lines = [f"def {name}():", *(f"    {line}" for line in declared), "    note('begin')"]
    for statement in body:
        kept = [line for line in statement.splitlines() if line.strip() not in declared]
        if statement.startswith("raise"):
            lines += [f"    {line}" for line in kept]
            continue
        lines += ["    try:", *(f"        {line}" for line in kept)]
        lines += ["    except Exception as error:", "        note(type(error).__name__)"]
    return "\n".join(lines) + "\n"


@st.composite
def statements(draw: st.DrawFn, templates: Sequence[str]) -> str:
    """One operation, with objects of its kind filled in."""
    template = draw(st.sampled_from(templates))
    memory = draw(st.sampled_from(MEMORY[:8])) if "{memory}" in template else ""
    indent = next((line for line in template.splitlines() if "{memory}" in line), "")
    gap = " " * (len(indent) - len(indent.lstrip()))
    filled = template.replace("{memory}", memory.replace("\n", "\n" + gap))
    choices = {
        "{lock}": ("lock", "rlock"),
        "{cond}": ("ready", "over_lock", "over_rlock"),
        "{semaphore}": ("one", "two"),
        "{barrier}": ("barrier", "gate"),
        "{k}": ("1", "2", "3"),
    }
    for field, names in choices.items():
        if field in filled:
            filled = filled.replace(field, draw(st.sampled_from(names)))
    return filled


#: What a program is made of: a few kinds of operation, so that those of one kind meet.
MIXES = (
    MEMORY,
    MEMORY + LOCKS,
    LOCKS,
    CONDITIONS,
    CONDITIONS + LOCKS + MEMORY[:3],
    OTHERS,
    OTHERS + MEMORY[:4],
    THREADS + MEMORY[:4],
    MEMORY + LOCKS + CONDITIONS + OTHERS + THREADS,
)
TIMED_MIXES = tuple(TIMED + mix for mix in (*MIXES[2:6], [], CONDITIONS[3:6] + OTHERS[2:6]))


@st.composite
def programs(draw: st.DrawFn, timed: bool | None = None) -> str:
    """A program of two to four threads and up to eight operations, with time limits or without."""
    if timed is None:
        timed = draw(st.booleans())
    mix = draw(st.sampled_from(TIMED_MIXES if timed else MIXES))
    sizes = draw(st.sampled_from(SIZES))
    bodies = [[draw(statements(mix)) for _ in range(size)] for size in sizes]
    for body in bodies[1:]:
        end = draw(st.sampled_from(ENDS))
        if end and (timed or "sleep" not in end):
            body.append(end)
    return assemble(bodies, join=draw(st.booleans()))


#: How many operations each thread does, the main thread first.
SIZES = (
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (2, 3),
    (3, 2),
    (0, 1, 1),
    (0, 2, 1),
    (1, 1, 1),
    (0, 2, 2),
    (1, 2, 1),
    (0, 1, 1, 1),
)
