"""What kind of thing an object is, as far as threads can notice what is done with it."""

from __future__ import annotations

import array
import collections
import enum
import sys
import types
from typing import Any, Final

from threadkata.model.values import module_of_class, name_of_class

#: Containers: what is in them can be changed, and whoever looks into them can see it.
CONTAINERS: Final = (
    list,
    dict,
    set,
    bytearray,
    collections.deque,
    array.array,
    memoryview,
    collections.UserDict,
    collections.UserList,
)

#: Types whose objects never change.
PLAIN: Final = frozenset(
    {
        int,
        float,
        complex,
        bool,
        str,
        bytes,
        tuple,
        frozenset,
        range,
        slice,
        type(None),
        type(...),
        type(NotImplemented),
        type,
        types.FunctionType,
        types.BuiltinFunctionType,
        types.MethodType,
        types.ModuleType,
        types.CodeType,
        types.GenericAlias,
        types.UnionType,
        staticmethod,
        classmethod,
        property,
    }
)

#: Of those, the types whose objects lead to nothing that can change.
ATOMS: Final = PLAIN - {
    tuple,
    frozenset,
    types.BuiltinFunctionType,
    types.MethodType,
    types.FunctionType,
}

#: More types of that kind, by name, so that their modules need not be imported.
IMMUTABLE: Final = frozenset(
    {
        "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta",
        "datetime.timezone", "decimal.Decimal", "fractions.Fraction", "re.Match", "re.Pattern",
        "uuid.UUID", "pathlib.PosixPath", "pathlib.WindowsPath", "operator.itemgetter",
        "operator.attrgetter", "operator.methodcaller", "_struct.Struct",
    }
)  # fmt: skip

#: Methods of containers that only look.
LOOKING_METHODS: Final = frozenset(
    {
        "index", "count", "copy", "get", "keys", "values", "items", "isdisjoint", "issubset",
        "issuperset", "union", "intersection", "difference", "symmetric_difference", "find",
        "startswith", "endswith", "decode", "hex", "tobytes", "tolist", "most_common", "elements",
        "total", "__len__", "__contains__", "__getitem__", "__iter__", "__reversed__", "__eq__",
        "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__repr__", "__str__", "__bool__",
        "__or__", "__and__", "__add__", "__sub__", "__xor__", "__mul__",
    }
)  # fmt: skip

#: Modules whose functions only look into what they are given.
LOOKING_MODULES: Final = frozenset(
    {
        "math", "cmath", "statistics", "textwrap", "operator", "_operator", "itertools", "re",
        "fractions", "decimal", "types", "typing", "enum", "abc", "hashlib", "warnings",
        "contextlib", "functools", "_functools", "weakref", "pytest", "_pytest", "unittest",
        "collections",
    }
)  # fmt: skip

#: Modules whose functions look into all they are given, also into the attributes of objects.
OPENING_MODULES: Final = frozenset(
    {
        "copy", "copyreg", "dataclasses", "inspect", "json", "_json", "marshal", "pickle",
        "_pickle", "pprint", "reprlib", "string", "traceback",
    }
)  # fmt: skip

#: Modules whose functions change the containers that they are given, and no more than that.
CHANGING_MODULES: Final = frozenset(
    {"heapq", "_heapq", "bisect", "_bisect", "random", "struct", "_struct", "array", "_random"}
)

#: Modules whose functions, and whose objects, deal with what lies outside the program: files and
#: the like.
OUTSIDE_MODULES: Final = frozenset(
    {
        "_io", "genericpath", "glob", "io", "nt", "ntpath", "os", "pathlib", "posix", "posixpath",
        "shutil", "socket", "sqlite3", "subprocess", "tempfile",
    }
)  # fmt: skip

#: Functions of those modules that change what they are given all the same.
CHANGING_FUNCTIONS: Final = frozenset(
    {
        "setitem", "delitem", "iadd", "iand", "ior", "isub", "imul", "iconcat", "ixor", "imod",
        "ilshift", "irshift", "ifloordiv", "itruediv", "ipow", "imatmul", "__setitem__",
        "__delitem__", "__iadd__", "__iconcat__",
    }
)  # fmt: skip


class Depth(enum.IntEnum):
    """What code that is not ours may do to what it is given."""

    #: It looks into containers.
    LOOKS = 0
    #: It looks into containers and at the attributes of objects.
    OPENS = 1
    #: It changes the containers that it is given, and looks into those inside them.
    CHANGES = 2
    #: It changes all containers that it can get at.
    DIGS = 3
    #: It may change whatever it can get at.
    ANYTHING = 4


class Kind(enum.Enum):
    """How an object is treated when something is done with it."""

    PLAIN = enum.auto()
    CONTAINER = enum.auto()
    PRIMITIVE = enum.auto()
    INSTANCE = enum.auto()
    FOREIGN = enum.auto()


def kind_of_type(cls: type, own_modules: frozenset[str] | set[str], library: Any) -> Kind:
    """The kind of the objects of a class.

    Arguments:
        cls: the class.
        own_modules: names of the modules that are instrumented.
        library: names of the modules of the virtual library.
    """
    if cls in PLAIN or issubclass(cls, (type, enum.Enum)):
        return Kind.PLAIN
    if issubclass(cls, CONTAINERS):
        return Kind.CONTAINER
    module = module_of_class(cls)
    if module in own_modules:
        if issubclass(cls, (tuple, int, str, float, frozenset, bytes)) and "__slots__" in vars(cls):
            return Kind.PLAIN
        return Kind.INSTANCE
    if module in library or _is_of_threadkata(cls, module):
        return Kind.PRIMITIVE
    if issubclass(cls, BaseException):
        return Kind.INSTANCE
    if f"{module}.{cls.__qualname__}" in IMMUTABLE:
        return Kind.PLAIN
    return Kind.FOREIGN


def _is_of_threadkata(cls: type, module: str) -> bool:
    """Whether a class is defined in a module of threadkata, as it says.

    One that C code makes says the same, if a hook has called that code.
    """
    if module.partition(".")[0] != "threadkata":
        return False
    return getattr(sys.modules.get(module), name_of_class(cls), None) is cls
