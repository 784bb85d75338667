"""What taking turns promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_round_and_round(kata):
    """One thread plays for all: 0, 1, 2, and again 0, 1, 2. It never has to wait."""
    turns = kata.Turns(3)
    taken = []
    for player in (0, 1, 2, 0, 1, 2):
        with turns.take(player):
            taken.append(player)
    assert taken == [0, 1, 2, 0, 1, 2]


def test_one_player_alone(kata):
    """With one player it is always his turn."""
    turns = kata.Turns(1)
    taken = []
    for _ in range(3):
        with turns.take(0):
            taken.append(0)
    assert taken == [0, 0, 0]


def test_there_is_at_least_one_player(kata):
    """Turns for 0 players or less cannot be made: ValueError."""
    with pytest.raises(ValueError):
        kata.Turns(0)
    with pytest.raises(ValueError):
        kata.Turns(-1)


def test_a_stranger_does_not_play(kata):
    """Players are numbered from 0. Any other number raises ValueError, and leaves the turn with
    the player who has it."""
    turns = kata.Turns(2)
    for stranger, player in ((2, 0), (-1, 1)):
        with pytest.raises(ValueError), turns.take(stranger):
            pass
        with turns.take(player):
            pass


@pytest.mark.hasty
def test_nobody_goes_before_his_turn(kata, run):
    """Two players, and the second may come first. He waits for the other one's turn to be over."""
    turns = kata.Turns(2)
    taken = []

    def player_1():
        with turns.take(1):
            taken.append(1)

    def player_0():
        with turns.take(0):
            taken.append(0)

    run(player_1, player_0)
    assert taken == [0, 1]


def test_three_in_their_order(kata, run):
    """Three players who come in any order. Each has his turn, in the order of their numbers, and
    nobody is left waiting.

    All players wait in one condition, each for something else. Whoever is woken for nothing
    goes back to sleep, and the wakeup is spent.
    """
    turns = kata.Turns(3)
    taken = []

    def player_0():
        with turns.take(0):
            taken.append(0)

    def player_1():
        with turns.take(1):
            taken.append(1)

    def player_2():
        with turns.take(2):
            taken.append(2)

    run(player_2, player_1, player_0)
    assert taken == [0, 1, 2]


def test_two_rounds(kata, run):
    """Two players take two turns each. They alternate, whichever of them is quicker."""
    turns = kata.Turns(2)
    taken = []

    def player_0():
        for _ in range(2):
            with turns.take(0):
                taken.append(0)

    def player_1():
        for _ in range(2):
            with turns.take(1):
                taken.append(1)

    run(player_0, player_1)
    assert taken == [0, 1, 0, 1]


def test_a_turn_lasts_as_long_as_the_block(kata, run):
    """The second player's block begins when the first player's has ended, and not before."""
    turns = kata.Turns(2)
    events = []

    def player_0():
        with turns.take(0):
            events.append("0 begins")
            events.append("0 ends")

    def player_1():
        with turns.take(1):
            events.append("1 begins")
            events.append("1 ends")

    run(player_0, player_1)
    assert events == ["0 begins", "0 ends", "1 begins", "1 ends"]


def test_a_block_that_fails_ends_the_turn_too(kata, run):
    """The first player's block raises an exception. It comes out of the block, the same object,
    and it is the second player's turn, who may be waiting already."""
    turns = kata.Turns(2)
    error = LookupError("no light")
    taken = []

    def failing():
        with pytest.raises(LookupError) as caught, turns.take(0):
            raise error
        assert caught.value is error

    def next_one():
        with turns.take(1):
            taken.append(1)

    run(failing, next_one)
    assert taken == [1]


def test_a_block_that_exits_ends_the_turn_too(kata):
    """A player leaves for good in the middle of his turn, with sys.exit(). That raises SystemExit,
    which is no subclass of Exception. It comes out of the block, and the turn is over."""
    turns = kata.Turns(2)
    with pytest.raises(SystemExit), turns.take(0):
        raise SystemExit
    with turns.take(1):
        pass


def test_a_block_that_is_left_ends_the_turn_too(kata):
    """A block may be left by return, break or continue. The turn is over then as well."""
    turns = kata.Turns(2)

    def play(player):
        with turns.take(player):
            return player

    assert [play(0), play(1), play(0)] == [0, 1, 0]


def test_after_the_turn_nobody_waits_for_you(kata, run, threading):
    """A player who has had his turn goes on with something else. The next one has his turn
    meanwhile, and does not wait for that."""
    turns = kata.Turns(2)
    other_is_done = threading.Event()

    def player_0():
        with turns.take(0):
            pass
        other_is_done.wait()

    def player_1():
        with turns.take(1):
            pass
        other_is_done.set()

    run(player_0, player_1)


def test_two_games(kata):
    """In one game the first player has had his turn. In another one it is still his."""
    game, other_game = kata.Turns(2), kata.Turns(2)
    taken = []
    for turns, player in ((game, 0), (other_game, 0), (game, 1), (other_game, 1)):
        with turns.take(player):
            taken.append(player)
    assert taken == [0, 0, 1, 1]


def test_two_games_do_not_wait_for_each_other(kata, run):
    """While somebody has his turn in one game, others play another one."""
    game = kata.Turns(1)
    other_game = kata.Turns(1)

    def play_the_other():
        with other_game.take(0):
            pass

    with game.take(0):
        run(play_the_other)
