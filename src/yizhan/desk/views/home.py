"""My work, and the one search box."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yizhan.accounts import queries as accounts
from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.cases import queries
from yizhan.cases import queue_queries as queue
from yizhan.cases.access import sees
from yizhan.catalogue import queries as catalogue
from yizhan.catalogue.release import Release
from yizhan.desk import narrowing, words, worklist
from yizhan.desk.forms.queue import Choices, NarrowingForm, ViewForm
from yizhan.desk.narrowing import Narrowing
from yizhan.desk.overseeing import demand_helper, oversees
from yizhan.desk.reading import typed
from yizhan.desk.views import saved
from yizhan.desk.views.drafts import unfinished
from yizhan.desk.views.first_day import card
from yizhan.kernel.acting import Actor
from yizhan.kernel.identifiers import plain_number
from yizhan.places import queries as places
from yizhan.web import moment
from yizhan.web.faces import Table
from yizhan.web.forms import fresh
from yizhan.web.refusals import Text

SHOWN = 20
URGED_DAYS = timedelta(days=60)


@require_safe
@never_cache
@staff_only
def home(request: StaffRequest) -> HttpResponse:
    """The cases that wait for the reader's roles, by due date. Everything that narrows them stands in the address."""
    actor, states = request.actor, worklist.states_of(request.actor)
    if not states:
        return redirect(own_place(actor))
    views = saved.shown(actor)
    first = next((one for one in views if one.view.first), None)
    if first and not request.GET:
        return redirect(f"{request.path}{first.asked.address}")
    return render(request, "desk/home.html", queue_of(request, states) | {"views": views, "first_day": card(actor)})


def queue_of(request: StaffRequest, states: Sequence[str]) -> dict[str, Any]:
    """The queue as it is asked for, and everything around it."""
    actor, today, asked = request.actor, moment.today(), narrowing.read(request.GET)
    held = queries.in_hand_of(actor, actor.organ)
    any_state = queries.narrowed(held, narrowing.filter_of(asked.but(state=""), actor, states))
    found = queries.narrowed(held, narrowing.filter_of(asked, actor, states))
    seen = queue.sight(today, places.calendar_for(actor.organ.partition("-")[0]), worklist.roles_of(actor))
    counts = queue.counted(found, seen)
    wanted = {asked.due: counts[asked.due]} if asked.due else counts
    page = queue.grouped(found, seen, wanted, cursor=request.GET.get("cursor", ""))
    by_state = queries.counts_by_state(any_state)
    items, centres = choices_of(held, states)
    return {
        "groups": worklist.groups(page.rows, counts, moment.now()),
        "following": page.following,
        "making_up": making_up(held, today),
        "urged": urged(actor, held, today),
        "states": [(state, words.STATES[state], by_state.get(state, 0), asked.but(state=state)) for state in states],
        "opens": worklist.opens_cases(actor),
        "tiles": worklist.tiles(counts, asked),
        "turns": turns(actor, held, asked, states),
        "every_turn": asked.but(turn=""),
        "asked": asked,
        "every_state": asked.but(state=""),
        "form": NarrowingForm(asked, items=items, people=people_of(actor), centres=centres),
        "gone": gone(actor, asked, states),
        "keeping": fresh(ViewForm, initial={"filter": asked.kept}, auto_id="keep_%s"),
        "unfinished": unfinished(actor),
    }


def turns(
    actor: Actor, held: QuerySet[Any], asked: Narrowing, states: Sequence[str]
) -> list[tuple[str, Text, int, Any]]:
    """Whose turn it is, for a reader with several roles: the role, its words, how many cases, the way there."""
    roles = narrowing.actor_turns(actor)
    if not roles:
        return []
    any_turn = queries.narrowed(held, narrowing.filter_of(asked.but(turn=""), actor, states))
    counts = queries.counts_by_turn(any_turn)
    return [(role, worklist.TURNS[role], counts.get(role, 0), asked.but(turn=role)) for role in roles]


def choices_of(found: QuerySet[Any], states: Sequence[str]) -> tuple[Choices, Choices]:
    """The items and the centres that a queue holds, to choose from."""
    pairs = queries.items_and_centres(found, states)
    items = catalogue.item_names(sorted({item for item, _centre in pairs}))
    centres = {centre for _item, centre in pairs}
    names = places.names_of(centres) if len(centres) > 1 else {}
    return list(items.items()), sorted(names.items())


def people_of(actor: Actor) -> Choices:
    """The colleagues whose cases can be asked for."""
    return [one for one in accounts.colleagues(actor.organ) if one[0] != actor.account]


def gone(actor: Actor, asked: Narrowing, states: Sequence[str]) -> list[Text]:
    """What is asked for and does not exist any more."""
    known = narrowing.known_to(actor, states, [asked], moment.today())
    return known.gone(asked, catalogue.item_names([asked.item]) if asked.item else {})


def making_up(found: QuerySet[Any], today: date) -> Table | None:
    """Urgent matters that were decided first and are still to be made up for; None where there are none."""
    rows = queries.to_make_up(found, size=SHOWN)
    listed = _("急难先行，待补齐手续")
    return worklist.table(rows, today, caption=listed, empty="") if rows else None


def urged(actor: Actor, held: QuerySet[Any], today: date) -> Table | None:
    """What others urge on in the reader's hands, or in nobody's; None where nobody does."""
    found = queries.urgings(held, reader=actor.account, since=today - URGED_DAYS, size=SHOWN)
    return worklist.urging_table(found, today) if found else None


def own_place(actor: Actor) -> str:
    """Where somebody without a queue of cases belongs."""
    if oversees(actor):
        return "desk:overview"
    if actor.has("helper"):
        return "desk:filed"
    return "catalogue:list" if actor.has("catalogue_keeper") else "accounts:mine"


@require_safe
@never_cache
@staff_only
def filed(request: StaffRequest) -> HttpResponse:
    """The cases that a village helper filed, the newest first, and how far each has come."""
    demand_helper(request.actor)
    listed, empty = _("我代办的件"), _("还没有代办过")
    rows = queries.filed_by(request.actor)
    table = worklist.table(rows, moment.today(), caption=listed, empty=empty, holders=True)
    return render(request, "desk/filed.html", {"table": table, "unfinished": unfinished(request.actor)})


@require_POST
@never_cache
@staff_only
def find(request: StaffRequest) -> HttpResponse:
    """Cases by number, name, or whole ID or telephone number, and items by a word. Posted: a number of a person does
    not belong into an address, which the browser remembers."""
    text = typed(request.POST, "q")
    if not text:
        return redirect("desk:home")
    rows = queries.find_cases(request.actor, text, size=SHOWN + 1)
    today, number = moment.today(), plain_number(text)
    if any(row.number == number for row in rows) or sees(request.actor, number, today=today):
        return redirect("desk:case", number)
    items = items_named(text)
    if len(rows) == 1 and not items:
        return redirect("desk:case", rows[0].number)
    context = {
        "text": text,
        "table": worklist.table(rows[:SHOWN], today, caption=_("找到的办件"), empty=_("没有找到办件"), holders=True),
        "more": len(rows) > SHOWN,
        "items": items,
    }
    return render(request, "desk/found.html", context)


def items_named(text: str) -> list[Release]:
    """Items in force that the words name; a number names none."""
    return [] if text.isdecimal() else catalogue.search(text, today=moment.today(), size=SHOWN)
