"""A calendar that is published moves the due dates of what is open, on pages that compute and in lists that look up."""

from datetime import date

from tests.support.matters import Matter
from tests.support.worlds import by, world  # noqa: F401
from yizhan.cases.models import Case
from yizhan.journal import registry
from yizhan.journal.actions import sequence
from yizhan.journal.models import Follower
from yizhan.journal.reactions import run_reactions
from yizhan.places import actions as places

COUNTY = "522601000000"


def closed(day):
    """The county closes its halls on a day, as its page enters it."""
    said = {"division": COUNTY, "paper": "停电", "days": [{"date": day, "reason": "停电"}], "limits_skip_them": True}
    places.set_local_days(act=by("c522601-officer"), content=said)


def caught_up():
    """What the background does with what was written."""
    sequence()
    run_reactions()


def due(number):
    return Case.objects.values_list("due_on", "promised_on").get(number=number)


def test_lists_show_the_new_days_without_anybody_touching_the_case(world):
    number = Matter().received().accepted().number
    before = due(number)
    caught_up()
    closed(date(2026, 3, 10))
    caught_up()
    moved = due(number)
    assert all(new > old for new, old in zip(moved, before, strict=True))
    closed(date(2026, 3, 7))
    caught_up()
    assert due(number) == before


def test_what_was_interrupted_is_done_again(world, monkeypatch):
    number = Matter().received().accepted().number
    caught_up()
    before, place = due(number), Follower.objects.get(name="cases.calendars").position
    reaction = next(one for one in registry.all_reactions() if one.name == "cases.calendars")

    def broken(entry):
        raise OSError

    monkeypatch.setitem(
        registry._reactions,
        reaction.name,
        registry.Reaction(name=reaction.name, kinds=reaction.kinds, handle=broken, apart=True),
    )
    closed(date(2026, 3, 10))
    caught_up()
    assert due(number) == before
    monkeypatch.undo()
    caught_up()
    assert due(number) > before
    assert Follower.objects.get(name="cases.calendars").position > place
