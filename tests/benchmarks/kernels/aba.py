"""A compare-and-swap finds the node it expects, which has been away in between."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Node:
    def __init__(self, below: Node | None) -> None:
        self.below = below


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.atomic = threading.Lock()
        self.last = Node(None)
        self.first = Node(self.last)
        self.top: Node | None = self.first
        self.popped: list[Node] = []

    def swap(self, old: Node | None, new: Node | None) -> bool:
        with self.atomic:
            if self.top is not old:
                return False
            self.top = new
            return True

    def push(self, node: Node) -> None:
        while True:
            node.below = self.top
            if self.swap(node.below, node):
                return

    def pop(self) -> Node | None:
        while True:
            node = self.top
            if node is None:
                return None
            if self.swap(node, node.below):
                return node

    def take_one(self) -> None:
        node = self.pop()
        if node is not None:
            self.popped.append(node)

    def take_two_and_give_one_back(self) -> None:
        first, second = self.pop(), self.pop()
        if second is not None:
            self.popped.append(second)
        if first is not None:
            self.push(first)

    def threads(self) -> list[Callable[[], None]]:
        return [self.take_one, self.take_two_and_give_one_back]

    def check(self) -> None:
        left = self.pop()
        assert left not in self.popped
