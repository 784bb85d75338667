"""What settings promise. One requirement a test."""

from __future__ import annotations

from types import SimpleNamespace

import pytest


def test_defaults_are_attributes(kata):
    """Every default is an attribute of that name, which can be read and changed."""
    settings = kata.Settings(decimals=2, currency="EUR")
    assert (settings.decimals, settings.currency) == (2, "EUR")
    settings.decimals = 0
    assert (settings.decimals, settings.currency) == (0, "EUR")


def test_settings_are_a_local(kata, threading):
    """Settings is a subclass of threading.local."""
    assert isinstance(kata.Settings(decimals=2), threading.local)


def test_settings_without_defaults(kata):
    """There may be no defaults at all. What is not set is an AttributeError."""
    settings = kata.Settings()
    with pytest.raises(AttributeError):
        settings.decimals  # noqa: B018
    settings.decimals = 2
    assert settings.decimals == 2


def test_every_thread_begins_with_the_defaults(kata, run):
    """Another thread than the one that made the settings finds the same defaults."""
    settings = kata.Settings(decimals=2, currency="EUR")
    seen = []
    run(lambda: seen.append((settings.decimals, settings.currency)))
    assert seen == [(2, "EUR")]


def test_two_threads_begin_at_the_same_time(kata, run):
    """Two threads use the settings for the first time at the same moment. Both find the
    defaults."""
    settings = kata.Settings(decimals=2, columns=["day"])
    seen = []

    def look():
        seen.append((settings.decimals, settings.columns))

    run(look, look)
    assert seen == [(2, ["day"]), (2, ["day"])]


def test_a_change_is_seen_by_its_own_thread(kata, run):
    """A thread that has changed an attribute finds it changed, and all others as they were."""
    settings = kata.Settings(decimals=2, currency="EUR")
    seen = []

    def change():
        settings.decimals = 0
        seen.append((settings.decimals, settings.currency))
        settings.currency = "JPY"
        seen.append((settings.decimals, settings.currency))

    run(change)
    assert seen == [(0, "EUR"), (0, "JPY")]


def test_a_change_is_seen_by_no_other_thread(kata, run):
    """One thread changes an attribute. A thread that has looked before, and one that looks for the
    first time afterwards, both find the default."""
    settings = kata.Settings(decimals=2)
    seen = []

    def change():
        settings.decimals = 0

    run(change)
    seen.append(settings.decimals)
    run(lambda: seen.append(settings.decimals))
    assert seen == [2, 2]


def test_two_threads_change_at_the_same_time(kata, run):
    """Two threads set the same attribute, each to a value of its own, and find that value."""
    settings = kata.Settings(decimals=2)
    seen = []

    def change(decimals):
        settings.decimals = decimals
        seen.append((decimals, settings.decimals))

    run(lambda: change(0), lambda: change(3))
    assert sorted(seen) == [(0, 0), (3, 3)]


def test_what_the_first_thread_changes_is_its_own(kata, run):
    """The thread that made the settings changes them before any other has looked. The others find
    the defaults all the same."""
    settings = kata.Settings(decimals=2)
    settings.decimals = 0
    seen = []
    run(lambda: seen.append(settings.decimals))
    assert seen == [2]
    assert settings.decimals == 0


def test_a_list_is_every_threads_own(kata, run):
    """One thread adds to a list that is a default. Nobody else's list becomes longer."""
    settings = kata.Settings(columns=["day"])
    seen = []

    def change():
        settings.columns.append("VAT")
        seen.append(settings.columns)

    run(change)
    run(lambda: seen.append(settings.columns))
    seen.append(settings.columns)
    assert seen == [["day", "VAT"], ["day"], ["day"]]


def test_the_first_threads_list_is_its_own(kata, run):
    """The thread that made the settings adds to a list, before any other thread has looked."""
    settings = kata.Settings(columns=["day"])
    settings.columns.append("VAT")
    seen = []
    run(lambda: seen.append(settings.columns))
    assert seen == [["day"]]


def test_a_list_within_a_list_is_every_threads_own(kata, run):
    """Also what is inside the defaults, at any depth, belongs to each thread alone."""
    settings = kata.Settings(pages=[{"columns": ["day"]}])
    seen = []

    def change():
        settings.pages[0]["columns"].append("VAT")

    run(change)
    run(lambda: seen.append(settings.pages))
    assert seen == [[{"columns": ["day"]}]]
    assert settings.pages == [{"columns": ["day"]}]


def test_anything_is_every_threads_own(kata, run):
    """A default need not be a list or a dict: a set, a tuple with a list in it, or an object with
    attributes belongs to each thread alone as well."""
    settings = kata.Settings(days={"Mon"}, pages=(["sums"],), first=SimpleNamespace(title="sums"))
    seen = []

    def change():
        settings.days.add("Tue")
        settings.pages[0].append("VAT")
        settings.first.title = "VAT"

    run(change)
    run(lambda: seen.append((settings.days, settings.pages, settings.first.title)))
    assert seen == [({"Mon"}, (["sums"],), "sums")]
    assert (settings.days, settings.pages) == ({"Mon"}, (["sums"],))
    assert settings.first.title == "sums"


def test_what_was_passed_is_not_changed(kata):
    """A list that was passed as a default stays as it is, when a thread adds to its own."""
    columns = ["day"]
    settings = kata.Settings(columns=columns)
    settings.columns.append("VAT")
    assert columns == ["day"]


def test_a_thread_may_add_attributes(kata, run):
    """An attribute that is no default can be set, too, and only its thread has it."""
    settings = kata.Settings(decimals=2)
    seen = []

    def add():
        settings.colour = "red"
        seen.append(settings.colour)

    run(add)
    run(lambda: seen.append(hasattr(settings, "colour")))
    assert seen == ["red", False]


def test_two_settings_have_nothing_in_common(kata, run):
    """Defaults and changes of one Settings object are not found in another one."""
    first, second = kata.Settings(decimals=2), kata.Settings(currency="EUR")
    first.currency = "JPY"
    assert second.currency == "EUR"
    assert not hasattr(second, "decimals")
    seen = []
    run(lambda: seen.append((first.decimals, hasattr(first, "currency"), second.currency)))
    assert seen == [(2, False, "EUR")]
