"""The page of a window clerk's first day, in a sample prefecture only."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yizhan.accounts import first_day_actions as actions
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.first_day_queries import Day, day_of
from yizhan.desk.first_day import TASKS, Deeds, deeds_of, examples
from yizhan.desk.first_day_access import demand_learner, learns
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Invalid
from yizhan.web import moment
from yizhan.web.forms import ActForm, fresh, posted

DO = {
    "begin": (actions.begin_first_day, "desk:first-day"),
    "back": (actions.bring_first_day_back, "desk:first-day"),
    "away": (actions.put_first_day_away, "desk:home"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def first_day(request: StaffRequest) -> HttpResponse:
    """The tasks, each with whether it was done; posting begins the day, puts it away or brings it back."""
    demand_learner(request.actor)
    if request.method != "POST":
        return page(request)
    form, do = posted(request, ActForm), DO.get(request.POST.get("do", ""))
    if do is None or not form.is_valid():
        raise Invalid
    act, then = do
    act(act=act_of(request, form))
    return redirect(then)


def page(request: StaffRequest) -> HttpResponse:
    """The tasks as they stand."""
    actor, day = request.actor, day_of(request.actor)
    deeds = deeds_of(actor, day.began, today=moment.today()) if day.began else Deeds()
    found = examples(actor, moment.today())
    tasks = [(one, one.done(deeds), found.get(one.example)) for one in TASKS]
    context = {
        "day": day,
        "tasks": tasks,
        "done": sum(done for _task, done, _example in tasks),
        "next": next((task for task, done, _example in tasks if not done), None),
        "form": fresh(ActForm),
    }
    return render(request, "desk/first_day.html", context)


def card(actor: Actor) -> Day | None:
    """What the list of work shows of the day; None where there is none."""
    return day_of(actor) if learns(actor) else None
