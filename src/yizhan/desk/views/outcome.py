"""What will happen, on one screen, and one key to do it: the last page of a new matter."""

from collections.abc import Iterator

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from yizhan.accounts.access import StaffRequest, act_of
from yizhan.cases.access import Seen, is_only_helper, prospect
from yizhan.cases.rules import opening
from yizhan.catalogue import rules as item_rules
from yizhan.desk import actions, leading
from yizhan.desk.forms import materials
from yizhan.desk.matters import Matter, Sent
from yizhan.desk.outcomes import ORDER, Outcome, outcomes
from yizhan.desk.sameness import comparison
from yizhan.kernel.refusals import Refused
from yizhan.web.telling import Told, told

TAKE = "take:"
PREFIXES = tuple(f"{slug}-" for slug in ORDER)
NOT_CARRIED = ("csrfmiddlewaretoken", "do", "kept.", "has.")


def ask(request: StaffRequest, found: Matter, sent: Sent) -> HttpResponse:
    """The screen: the outcome that is proposed, what it brings, and the others."""
    offered = outcomes(prospect_of(request, found, sent))
    for one in offered:
        one.begin_with(request.POST)
    return page(request, found, sent, offered)


def take(request: StaffRequest, found: Matter, sent: Sent, slug: str) -> HttpResponse:
    """Do what the screen said, all of it or nothing; a refusal comes back to the screen with everything on it."""
    offered = outcomes(prospect_of(request, found, sent), request.POST)
    chosen = next((one for one in offered if one.slug == slug and one.is_open), None)
    if chosen is None:
        return page(request, found, sent, outcomes(prospect_of(request, found, sent)), status=422)
    if not chosen.form.is_valid():
        return page(request, found, sent, [chosen, *(one for one in offered if one is not chosen)], status=422)
    try:
        number = actions.receive_matter(act=act_of(request, sent.form), then=chosen.follows(), **sent.wanted(found))
    except Refused as refused:
        return page(request, found, sent, offered, status=refused.status, refused=told(refused))
    return to_case(number, f"{TAKE}{slug}")


def to_case(number: str, do: str) -> HttpResponse:
    """The case with what was done and its notices; of one that was only received, the choice that is still open."""
    if do.startswith(TAKE):
        return redirect(f"{reverse('desk:case', args=[number])}?done={do.removeprefix(TAKE)}")
    return redirect("desk:intake", number)


def prospect_of(request: StaffRequest, found: Matter, sent: Sent) -> Seen:
    """The case as it would stand. Raises Invalid, Refused: authorisation-missing."""
    wanted = sent.wanted(found)
    given = wanted.pop("materials")
    del wanted["item"], wanted["reused"]
    application = opening.apply(**wanted, only_helper=is_only_helper(request.actor))
    return prospect(act_of(request), found.release, application, given)


def page(
    request: StaffRequest,
    found: Matter,
    sent: Sent,
    offered: list[Outcome],
    *,
    status: int = 200,
    refused: Told | None = None,
) -> HttpResponse:
    """The screen with everything that stands on it."""
    seen = offered[0].form.of
    lacking = [line for line in found.lines if line.must and line.given is None]
    context = {
        "form": sent.form,
        **comparison(request.actor, seen.case.applicant, seen.case.item, today=seen.today),
        "same_item": seen.case.item,
        "item": found.release,
        "applicant": sent.applicant,
        "agent": sent.agent,
        "proposed": offered[0] if offered[0].is_open else None,
        "others": [one for one in offered[1:] if one.is_open],
        "closed": [one for one in offered if not one.is_open],
        "carried": list(carried(request, found)),
        "given": [line for line in found.lines if line.given is not None],
        "lacking": lacking,
        "advice": leading.advice(found.release, found.answers),
        "limits": leading.limits(found.release, seen.today, seen.case.division),
        "fee": item_rules.fee(found.release, found.answers),
        "legs": leading.legs_to_come(seen),
        "refused": refused,
        "failed": status != 200 and refused is None,
    }
    return render(request, "desk/outcome.html", context, status=status)


def carried(request: StaffRequest, found: Matter) -> Iterator[tuple[str, str]]:
    """What the screen carries on: everything that was typed, and the files by their digests."""
    for name, values in request.POST.lists():
        if not name.startswith((*NOT_CARRIED, *PREFIXES)):
            yield from ((name, value) for value in values)
    yield from materials.carried(found.lines)


def typed_before(given: QueryDict) -> list[tuple[str, str]]:
    """What was typed on the screen already: the page of the matter carries it back to the screen."""
    return [(name, value) for name, values in given.lists() if name.startswith(PREFIXES) for value in values]
