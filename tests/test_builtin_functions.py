"""What CPython has in C is called the same wherever a program keeps it."""

from __future__ import annotations

import _thread
import builtins
import copy
import inspect
import sys
import threading
import time
from pathlib import Path
from types import BuiltinFunctionType, ModuleType

import pytest
from graders import own_test

from threadkata.model.world import World

MODULES: tuple[ModuleType, ...] = (_thread, builtins, threading, time)
FUNCTIONS = [
    (module.__name__, name)
    for module in MODULES
    for name, value in vars(module).items()
    if type(value) is BuiltinFunctionType
]


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.mark.parametrize(("module", "name"), FUNCTIONS)
def test_no_class_binds_it(world: World, module: str, name: str) -> None:
    virtual = world.library.load(module)
    if hasattr(virtual, name):
        function = getattr(virtual, name)
        holder = type("Holder", (), {"function": function})
        assert holder().function is holder.function is function
        assert copy.deepcopy(function) is function


@pytest.mark.parametrize("name", ["monotonic", "perf_counter", "sleep", "localtime", "time_ns"])
def test_it_is_called_what_it_is(world: World, name: str) -> None:
    function = getattr(world.library.load("time"), name)
    real = getattr(time, name)
    assert repr(function) == repr(real)
    assert (function.__name__, function.__module__) == (real.__name__, real.__module__)


# The class gives RLock an argument, which Python 3.13 and 3.14 warn of.
@pytest.mark.filterwarnings("ignore:Passing arguments to RLock:DeprecationWarning")
def test_a_program_keeps_them_in_classes(world: World, tmp_path: Path) -> None:
    kata = """
import _thread
import os
import threading
import time


class Cache:
    clock = time.monotonic
    sleep = time.sleep
    make_lock = threading.Lock
    make_rlock = _thread.RLock
    make_other_rlock = MAKES_RLOCK
    who = threading.get_ident
    draw = os.urandom

    def __init__(self):
        self.lock, self.outer = self.make_lock(), self.make_rlock()
        self.innermost = self.make_other_rlock()
        self.began, self.owner, self.key = self.clock(), self.who(), self.draw(4)
        self.age = 0.0

    def grow(self):
        with self.outer, self.lock, self.innermost:
            self.sleep(1)
            self.age = self.clock() - self.began
"""
    test = """
def test_it(kata, run):
    cache = kata.Cache()
    run(cache.grow, cache.grow)
    assert cache.age == 2
    assert len(cache.key) == 4
    assert cache.owner == cache.who()
"""
    # A function in Python, which hands on what it is given; from Python 3.15 on it takes nothing.
    makes_rlock = "threading.RLock" if sys.version_info < (3, 15) else "_thread.RLock"
    kata = kata.replace("MAKES_RLOCK", makes_rlock)
    assert own_test(world, tmp_path, kata, test).judge().verdict is None


def test_a_call_without_arguments_is_told_by_its_name(world: World) -> None:
    with pytest.raises(TypeError, match=r"^sleep\(\) missing"):
        world.library.load("time").sleep()
    assert not inspect.isfunction(world.library.load("time").sleep)
