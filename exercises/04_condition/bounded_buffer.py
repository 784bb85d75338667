"""A buffer with a limit, between threads that make things and threads that use them.

A camera takes pictures faster than the disk can store them. With an endless list between the two,
memory fills up; without anything between them, the camera stands still at every write. A buffer
with a few places lets the camera run ahead, but not too far: when all places are taken, it waits.
When there is nothing to store, the thread at the disk waits, and uses no processor while it does.

    pictures = BoundedBuffer(8)
    ...                              # in the camera's thread, again and again:
    pictures.put(camera.shoot())     # waits while 8 pictures are not yet stored
    ...                              # in the disk's thread, again and again:
    store(pictures.get())            # waits while there is no picture

This is what `queue.Queue` does. Here you build it yourself.
"""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    """Holds at most `capacity` items, first in, first out. Any number of threads may put and get.

    At no moment does it hold more than `capacity` items, and every item that was put is given to
    exactly one `get`. Items come out in the order in which they went in. When several threads
    wait, it is not promised which of them goes first; but none waits while there is something
    for it to do.
    """

    def __init__(self, capacity: int) -> None:
        """An empty buffer. Raises ValueError if `capacity` is less than 1."""
        raise NotImplementedError

    def put(self, item: T) -> None:
        """Add `item`, which may be any object, None too.

        Blocks while the buffer is full, until a `get` has made room. Returns once the item is in.
        """
        raise NotImplementedError

    def get(self) -> T:
        """Remove the item that has been in the buffer longest, and return it.

        Blocks while the buffer is empty, until a `put` has brought an item.
        """
        raise NotImplementedError

    def __len__(self) -> int:
        """How many items are in the buffer at this moment: 0 to `capacity`.

        Never waits for a `put` or a `get`.
        """
        raise NotImplementedError
