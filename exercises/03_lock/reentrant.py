"""The stock of a warehouse, where one method is made of two others.

Parts are delivered, taken out, and repacked: four single screws become one set of four, as far as
the books are concerned. Many clerks do this at the same time, each at a terminal with a thread of
its own, and now and then the accountant takes stock. Repacking is one step: the accountant never
finds parts that are neither here nor there.

    stock = Inventory()
    stock.add("loose", 10)
    stock.move("loose", "boxed", 4)          # 4 fewer of the one, 4 more of the other
    stock.remove("boxed", 1)
    print(stock.snapshot())                  # {'loose': 6, 'boxed': 3}
"""

from __future__ import annotations


class Inventory:
    """How many there are of each item. Any number of threads may use it at the same time.

    Each call of a method is one step to the other threads: they see the inventory before it or
    after it, and nothing in between. Every inventory stands for itself: whatever a thread is doing
    with one, it keeps nobody waiting who uses another.

    In all methods `n` is 1 or more. That is for the caller to see to; it is not checked.
    """

    def __init__(self) -> None:
        """An inventory without any items."""
        raise NotImplementedError

    def add(self, item: str, n: int) -> None:
        """There are `n` more of `item`, which need not have been there before."""
        raise NotImplementedError

    def remove(self, item: str, n: int) -> None:
        """There are `n` fewer of `item`.

        Raises ValueError if there are fewer than `n`; then nothing changes.
        """
        raise NotImplementedError

    def move(self, item: str, other: str, n: int) -> None:
        """There are `n` fewer of `item` and `n` more of `other`, in one step.

        Raises ValueError if there are fewer than `n` of `item`; then nothing changes. `item` and
        `other` may be the same.

        It does its work by calling `self.remove(item, n)` and then `self.add(other, n)`, once each.
        So a subclass that overrides these two, to print a list of all changes perhaps, hears of
        moves as well. What such a method does, in the thread that calls `move`, is part of the one
        step, and it may use all methods of the inventory.
        """
        raise NotImplementedError

    def count(self, item: str) -> int:
        """How many there are of `item` at this moment; 0 if it has never been there."""
        raise NotImplementedError

    def snapshot(self) -> dict[str, int]:
        """All items of which there is at least one, and how many, all at the same moment.

        The dict belongs to the caller: changing it changes nothing in the inventory, nor does it
        change with the inventory.
        """
        raise NotImplementedError
