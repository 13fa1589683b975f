"""The manager's day: what silence decides, what is late, stuck, waiting for whose signature, and who is on duty."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.cases import queries
from yizhan.cases.access import for_actor
from yizhan.cases.below_queries import DEEMED_WITHIN, STUCK_AFTER
from yizhan.desk import day, duty
from yizhan.desk.overseeing import demand_staff, leads, oversees_centres
from yizhan.kernel.acting import Actor
from yizhan.people.access import may_manage
from yizhan.web import moment

LISTED = 30
WEEK = timedelta(days=7)


@require_safe
@never_cache
@staff_only
def overview(request: StaffRequest) -> HttpResponse:
    """The day in the order of the law: before silence decides, by the limit, by those who wait, by the posts."""
    actor, now = request.actor, moment.now()
    demand_staff(actor)
    found, today = watched(actor), moment.today()
    silent = queries.lapsing(found, until=today + DEEMED_WITHIN, size=LISTED)
    urgent = queries.due_soonest(found, until=today + WEEK, size=LISTED)
    stuck = queries.without_an_act(found, since=now - STUCK_AFTER, size=LISTED)
    hands = duty.hands_of([*silent, *urgent, *(row for row, _at in stuck)], today)
    context = {
        "due": queries.due_counts(found, today),
        "silence": day.silence_table(actor, silent, hands, now),
        "urgent": day.urgent_table(actor, urgent, hands, today),
        "silent": day.stuck_table(actor, stuck, hands, now),
        "silent_days": STUCK_AFTER.days,
        "signatures": day.signatures_table(found, today),
        "waiting": list_of(actor, "signature"),
        "late": list_of(actor, "late"),
        "posts": duty.posts_table(actor.centre, today) if actor.centre else None,
        "staff": reverse("people:list", args=[actor.centre]) if may_manage(actor, actor.centre, today=today) else "",
        "today": today,
    }
    return render(request, "desk/overview.html", context)


def watched(actor: Actor) -> QuerySet[Any]:
    """What is the actor's to watch over: everything that he oversees, his organ's and his centre's cases."""
    return for_actor(actor)


def list_of(actor: Actor, measure: str) -> str:
    """The whole list behind a number: of the manager's own centre, or of the officer's centres."""
    if leads(actor, actor.centre):
        return reverse("desk:centre-list", args=[actor.centre, measure])
    return f"{reverse('desk:centres')}?sort={measure}" if oversees_centres(actor) else ""
