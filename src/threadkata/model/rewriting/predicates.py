"""What can be seen of a value in the source: whether anybody could change it, for example."""

from __future__ import annotations

import ast

from threadkata.model.scopes import COMPREHENSIONS


def is_plain(node: ast.expr) -> bool:
    """Whether nobody could change the value of `node`, nor anything in it."""
    match node:
        case ast.Constant() | ast.JoinedStr() | ast.Compare() | ast.Lambda():
            return True
        case ast.Tuple() | ast.List() | ast.Set():
            return all(map(is_plain, node.elts))
        case ast.Dict():
            return None not in node.keys and all(map(is_plain, node.values))
        case ast.UnaryOp():
            return isinstance(node.op, ast.Not) or is_plain(node.operand)
        case ast.BinOp():
            return is_plain(node.left) and is_plain(node.right)
    return False


def is_new(node: ast.expr) -> bool:
    """Whether the value of `node` is surely a container that nobody else knows."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Dict, ast.Set)):
        return True
    return isinstance(node, COMPREHENSIONS) and not isinstance(node, ast.GeneratorExp)


def looked_at(node: ast.expr, left: ast.expr, right: ast.expr) -> ast.expr | None:
    """Which part of an operation tells what is looked into; None if nobody could change that."""
    if is_plain(left):
        return None if is_plain(right) else right
    return left if is_plain(right) else node


def changes_class(node: ast.AST) -> bool:
    """Whether objects may come to be of another class here, or classes to be subclasses."""
    if not isinstance(node, ast.Attribute):
        return False
    # An abstract class has a method of that name for it.
    return node.attr == "register" or (
        node.attr == "__class__" and not isinstance(node.ctx, ast.Load)
    )


def is_pytest(node: ast.expr) -> bool:
    """Whether a rewritten assert calls on pytest here, and not on a value that it has put by."""
    return isinstance(node, ast.Name) and node.id in ("@pytest_ar", "@py_builtins")


def is_explanation(target: ast.expr) -> bool:
    """Whether a rewritten assert, having failed, puts together here what it will say."""
    return isinstance(target, ast.Name) and target.id.startswith("@py_format")
