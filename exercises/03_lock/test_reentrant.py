"""What an inventory promises. One requirement a test."""

from __future__ import annotations

import pytest


def filled(kata, **items):
    """An inventory that has these items."""
    inventory = kata.Inventory()
    for item, n in items.items():
        inventory.add(item, n)
    return inventory


def test_it_is_empty_at_first(kata):
    """There is nothing in a new inventory, and asking for an item does not make one."""
    inventory = kata.Inventory()
    assert inventory.count("nuts") == 0
    assert inventory.snapshot() == {}


def test_add_and_remove_change_the_count(kata):
    """add(item, n) makes n more of an item, remove(item, n) makes n fewer; others stay."""
    inventory = filled(kata, nuts=5, bolts=1)
    inventory.add("nuts", 2)
    assert inventory.count("nuts") == 7
    inventory.remove("nuts", 3)
    assert inventory.count("nuts") == 4
    assert inventory.count("bolts") == 1


def test_move_takes_from_one_and_gives_to_the_other(kata):
    """move(item, other, n) makes n fewer of the one and n more of the other."""
    inventory = filled(kata, loose=10, boxed=1)
    inventory.move("loose", "boxed", 4)
    assert inventory.snapshot() == {"loose": 6, "boxed": 5}


def test_an_item_may_be_moved_to_itself(kata):
    """move(item, item, n) leaves everything as it is, and raises ValueError if there are fewer
    than n."""
    inventory = filled(kata, nuts=5)
    inventory.move("nuts", "nuts", 5)
    assert inventory.snapshot() == {"nuts": 5}
    with pytest.raises(ValueError):
        inventory.move("nuts", "nuts", 6)
    assert inventory.snapshot() == {"nuts": 5}


def test_more_than_there_are_cannot_be_removed(kata):
    """remove raises ValueError if there are fewer than n, and changes nothing."""
    inventory = filled(kata, nuts=5)
    for item, n in (("nuts", 6), ("bolts", 1)):
        with pytest.raises(ValueError):
            inventory.remove(item, n)
    assert inventory.snapshot() == {"nuts": 5}


def test_more_than_there_are_cannot_be_moved(kata):
    """move raises ValueError if there are fewer than n, and changes nothing, neither of the one
    item nor of the other."""
    inventory = filled(kata, loose=3, boxed=1)
    with pytest.raises(ValueError):
        inventory.move("loose", "boxed", 4)
    assert inventory.snapshot() == {"loose": 3, "boxed": 1}


def test_a_snapshot_has_no_items_that_are_gone(kata):
    """An item of which there is none is not in the snapshot, even if there were some before."""
    inventory = filled(kata, nuts=5, bolts=1)
    inventory.remove("nuts", 5)
    assert inventory.snapshot() == {"bolts": 1}


def test_a_snapshot_belongs_to_the_caller(kata):
    """Changing a snapshot does not change the inventory, and the other way round."""
    inventory = filled(kata, nuts=5)
    snapshot = inventory.snapshot()
    snapshot["nuts"] = 100
    assert inventory.count("nuts") == 5
    inventory.add("bolts", 1)
    assert snapshot == {"nuts": 100}


@pytest.mark.hasty
def test_nothing_added_is_lost(kata, run):
    """Two threads add to the same item at the same time: both count."""
    inventory = kata.Inventory()

    def clerk():
        inventory.add("nuts", 2)

    run(clerk, clerk)
    assert inventory.count("nuts") == 4


def test_the_last_one_is_removed_once(kata, run):
    """Two threads remove the last one at the same time. One of them gets a ValueError."""
    inventory = filled(kata, nuts=1)
    answers = []

    def clerk():
        try:
            inventory.remove("nuts", 1)
        except ValueError:
            answers.append("none left")
        else:
            answers.append("removed")

    run(clerk, clerk)
    assert sorted(answers) == ["none left", "removed"]
    assert inventory.snapshot() == {}


def test_there_are_never_fewer_than_none(kata, run):
    """One thread wants to remove more than there are, while another counts: it finds what has been
    there all the time."""
    inventory = filled(kata, nuts=1)
    seen = []

    def too_many():
        with pytest.raises(ValueError):
            inventory.remove("nuts", 3)

    def clerk():
        seen.append(inventory.count("nuts"))

    run(too_many, clerk)
    assert seen == [1]


@pytest.mark.hasty
def test_a_move_is_one_step(kata, run):
    """One thread moves three parts while another takes stock: it finds them all before the move or
    all after it."""
    inventory = filled(kata, loose=3)
    seen = []

    def clerk():
        inventory.move("loose", "boxed", 3)

    def accountant():
        seen.append(inventory.snapshot())

    run(clerk, accountant)
    assert seen in ([{"loose": 3}], [{"boxed": 3}])


def test_what_was_seen_to_be_moved_has_arrived(kata, run):
    """One thread moves three parts while another counts them, first where they come from, then
    where they go. Once they are gone from the one place, they are at the other."""
    inventory = filled(kata, loose=3)
    seen = []

    def packer():
        inventory.move("loose", "boxed", 3)

    def clerk():
        seen.append(inventory.count("loose"))
        seen.append(inventory.count("boxed"))

    run(packer, clerk)
    assert seen in ([3, 0], [3, 3], [0, 3])


def test_the_last_one_is_moved_or_removed(kata, run):
    """One thread moves the last part, another removes it. Only one of the two succeeds, and the
    other gets a ValueError and changes nothing."""
    inventory = filled(kata, loose=1)
    answers = []

    def attempt(method, *arguments):
        try:
            method(*arguments)
        except ValueError:
            answers.append("none left")

    def packer():
        attempt(inventory.move, "loose", "boxed", 1)

    def clerk():
        attempt(inventory.remove, "loose", 1)

    run(packer, clerk)
    assert answers == ["none left"]
    assert inventory.snapshot() in ({}, {"boxed": 1})


def test_two_moves_in_opposite_directions(kata, run):
    """One thread moves from the one item to the other, another thread the other way, at the same
    time. Both get through, and nothing is lost or made up."""
    inventory = filled(kata, loose=2, boxed=2)

    def packer():
        inventory.move("loose", "boxed", 1)

    def unpacker():
        inventory.move("boxed", "loose", 2)

    run(packer, unpacker)
    assert inventory.snapshot() == {"loose": 3, "boxed": 1}


def test_a_failed_move_stops_nobody_else(kata, run):
    """After a ValueError of remove and of move in one thread, others can go on."""
    inventory = filled(kata, nuts=1)

    def too_many():
        with pytest.raises(ValueError):
            inventory.remove("nuts", 2)
        with pytest.raises(ValueError):
            inventory.move("nuts", "bolts", 2)

    def other():
        inventory.move("nuts", "bolts", 1)

    run(too_many)
    run(other)
    assert inventory.snapshot() == {"bolts": 1}


def test_a_subclass_hears_of_moves(kata):
    """move calls self.remove and then self.add. A subclass that overrides them hears of both, and
    may ask the inventory meanwhile."""
    changes = []

    class Audited(kata.Inventory):
        def add(self, item, n):
            super().add(item, n)
            changes.append(("add", item, n, self.count(item)))

        def remove(self, item, n):
            super().remove(item, n)
            changes.append(("remove", item, n, self.snapshot()))

    inventory = Audited()
    inventory.add("loose", 5)
    inventory.move("loose", "boxed", 2)
    assert changes == [
        ("add", "loose", 5, 5),
        ("remove", "loose", 2, {"loose": 3}),
        ("add", "boxed", 2, 2),
    ]


def test_two_inventories_do_not_wait_for_each_other(kata, run):
    """While one inventory is in the middle of a move, another thread can use a second one."""
    elsewhere = filled(kata, nuts=1)

    def other_thread():
        elsewhere.move("nuts", "bolts", 1)

    class Slow(kata.Inventory):
        def remove(self, item, n):
            super().remove(item, n)
            run(other_thread)

    inventory = Slow()
    inventory.add("loose", 1)
    inventory.move("loose", "boxed", 1)
    assert inventory.snapshot() == {"boxed": 1}
    assert elsewhere.snapshot() == {"bolts": 1}
