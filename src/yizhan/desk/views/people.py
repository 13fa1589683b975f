"""Who stands at the window: one search box before everything else; what is known of him goes on to the matter."""

import uuid
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yizhan.accounts import actions as accounts
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.desk import actions, people
from yizhan.desk.devices import speaks_to_devices
from yizhan.desk.forms import application
from yizhan.desk.reading import typed
from yizhan.desk.views.items import demand_open, offered_items
from yizhan.kernel.identifiers import check_phone
from yizhan.kernel.refusals import Invalid
from yizhan.web import moment
from yizhan.web.forms import key_of

LONGEST_CARD = 200
WHY = "新件沿用申请人信息"


@require_POST
@never_cache
@staff_only
@speaks_to_devices
def who(request: StaffRequest) -> HttpResponse:
    """Somebody by number, name, telephone or case; posted, since a person's number does not belong into an address."""
    demand_open(request)
    text, chosen = typed(request.POST, "q"), typed(request.POST, "of")
    known = known_from(request, chosen) if chosen else {**begun_with(text), **card_of(request.POST, text)}
    key = key_of(request.POST) or uuid.uuid4().hex
    if known:
        kept = QueryDict(mutable=True)
        kept.update({"key": key, "channel": "window", "a-id_type": "111", **known})
        accounts.keep_draft(act=act_of(request), key=key, page="/desk/new/", content=kept.urlencode())
    context = {**found(request, text, known), "draft": key if known else "", "chosen": chosen, "text_who": text}
    if request.headers.get("HX-Request"):
        return found_answer(render(request, "desk/_who.html", context))
    return render(request, "desk/choose.html", {**offered_items("", request.actor.centre), **context})


def found(request: StaffRequest, text: str, known: dict[str, str]) -> dict[str, Any]:
    """What an answer shows: what the number says or what is wrong with it, and what was before."""
    number = known.get("a-id_number", text)
    wrong = people.wrong_number(number, moment.today())
    return {
        "wrong": wrong,
        "identity": None if wrong else people.identity(number, moment.today()),
        "earlier": people.earlier(request.actor, number),
        "name": known.get("a-name", ""),
        "asked": bool(text or known),
    }


def known_from(request: StaffRequest, number: str) -> dict[str, str]:
    """An earlier case's applicant and household, looked at in clear, which is recorded. Raises NotFound, Forbidden."""
    seen = people.earlier_case(act_of(request), number)
    household = application.household(seen.release, seen.case.form)
    field = "applicant, household" if household else "applicant"
    actions.look(act=act_of(request), number=number, field=field, why=WHY)
    known = {
        f"a-{name}": str(getattr(seen.case.applicant, name))
        for name in ("name", "id_type", "id_number", "phone", "address")
    }
    return {**known, **household, "earlier": number}


def begun_with(text: str) -> dict[str, str]:
    """What the words of the search box are: an ID number, a telephone number, a name."""
    if not text or (any(one.isdecimal() for one in text) and not text[:-1].isdecimal()):
        return {}  # the number of a case
    if people.looks_like_a_number(text):
        return {"a-id_number": text.upper()}
    try:
        return {"a-phone": check_phone(text)}
    except Invalid:
        return {} if text.isdecimal() else {"a-name": text}


def card_of(sent: QueryDict, text: str) -> dict[str, str]:
    """Name and address from the card that was read, where the number searched for is that card's."""
    if not text or sent.get("card.id_number") != text:
        return {}
    return {
        f"a-{name}": value
        for name in ("name", "address")
        if (value := sent.get(f"card.{name}", "").strip()[:LONGEST_CARD])
    }


@require_POST
@never_cache
@staff_only
def identity(request: StaffRequest) -> HttpResponse:
    """What the number says that was just typed, and what its holder had before: a part of the page, for htmx."""
    demand_open(request)
    number = typed(request.POST, "a-id_number")
    known = {"a-id_number": number} if people.looks_like_a_number(number) else {}
    return render(request, "desk/_identity.html", found(request, number if known else "", known))


def found_answer(answer: HttpResponse) -> HttpResponse:
    """The list of items is drawn anew, so that its links lead on with whoever was found."""
    answer.headers["HX-Trigger-After-Settle"] = "who-found"
    return answer
