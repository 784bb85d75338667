"""Whether a submission has the names and the arguments that the exercise asks for.

The contract is read from the reference solution's source, which has the public names of the stub
and no others. A submission may have more, and may get its methods from wherever it likes.
"""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from types import FunctionType, ModuleType


def broken_contract(module: ModuleType, solution: Path) -> str | None:
    """What is missing in `module`, in one line; None if nothing is.

    Arguments:
        module: the submission, executed.
        solution: the reference solution.
    """
    tree = ast.parse(solution.read_bytes(), str(solution))
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            found = getattr(module, node.name, None)
            if found is None:
                return f"{node.name} is missing" + _similar(node.name, module)
            if isinstance(node, ast.FunctionDef):
                problem = _arguments(node, found, node.name, is_method=False)
            elif not isinstance(found, type):
                problem = f"{node.name} should be a class"
            else:
                problem = _methods(node, found)
            if problem is not None:
                return problem
    return None


def _comes_later(name: str, found: type) -> bool:
    """Whether a method that the class lacks may be given to each object when it is made."""
    if hasattr(found, "__getattr__"):
        return True
    codes = [value.__code__ for value in vars(found).values() if isinstance(value, FunctionType)]
    return any(name in (*code.co_names, *code.co_consts) for code in codes)


def _similar(name: str, module: ModuleType | type) -> str:
    import difflib

    own = [key for key, value in vars(module).items() if isinstance(value, (FunctionType, type))]
    matches = difflib.get_close_matches(name, own, 1, 0.7)
    return f": is {matches[0]} meant to be it?" if matches else ""


def _methods(node: ast.ClassDef, found: type) -> str | None:
    for part in node.body:
        if not isinstance(part, ast.FunctionDef) or part.decorator_list:
            continue
        if part.name.startswith("_") and part.name != "__init__":
            continue
        method = vars(found).get(part.name)
        if not hasattr(found, part.name) and not _comes_later(part.name, found):
            return f"{node.name}.{part.name} is missing" + _similar(part.name, found)
        if isinstance(method, FunctionType):
            name = node.name if part.name == "__init__" else f"{node.name}.{part.name}"
            problem = _arguments(part, method, name, is_method=True)
            if problem is not None:
                return problem
    return None


def _arguments(node: ast.FunctionDef, found: object, name: str, *, is_method: bool) -> str | None:
    """Whether `found` can be called in every way in which the function in the solution can."""
    if not callable(found):
        return f"{name} should be a function"
    try:
        signature = inspect.signature(found)
    except (ValueError, TypeError):
        return None
    arguments = node.args
    positional = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    required = positional[: len(positional) - len(arguments.defaults)]
    try:
        signature.bind(*required)
        if arguments.vararg is None:
            signature.bind(*positional)
        else:
            signature.bind(*positional, None, None)
        optional = positional[len(required) :]
        signature.bind(*required, **dict.fromkeys(optional))
        signature.bind(*required, **{argument.arg: None for argument in arguments.kwonlyargs})
    except TypeError as error:
        wanted = ast.unparse(_without_annotations(arguments, is_method=is_method))
        return f"{name} should take ({wanted}), but: {error}"
    return None


def _without_annotations(arguments: ast.arguments, *, is_method: bool) -> ast.arguments:
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        argument.annotation = None
    for extra in (arguments.vararg, arguments.kwarg):
        if extra is not None:
            extra.annotation = None
    if is_method:
        arguments.args = arguments.args[1:]
    return arguments
