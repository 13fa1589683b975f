"""Writes about the staff: authority → rule → entry → row. The staff register is the node's own, like that of places."""

from datetime import date

from django.db import transaction

from yizhan.journal import queries as journal
from yizhan.kernel import identifiers
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import NotFound
from yizhan.people import access, queries, rules
from yizhan.people.events import Assigned, Hired, PostSet
from yizhan.people.state import Person, Posts, evolve_person, evolve_posts
from yizhan.places import actions as places
from yizhan.places.queries import agency
from yizhan.places.queries import centre as centre_row


@transaction.atomic
def hire(
    *,
    act: Act,
    account: str,
    name: str,
    organ: str,
    centre: str,
    starts: date,
    post: str = "",
    phone: str = "",
    office: str = "",
    home_organ: str = "",
) -> None:
    """A person comes to a centre (到岗). Raises Forbidden, NotFound, Invalid, Refused: already-hired."""
    if journal.repeated(act) is not None:
        return
    access.demand_staff(act.actor, centre, today=act.today)
    hired = Hired(
        organ=agency(organ).code,
        home_organ=agency(home_organ).code if home_organ else organ,
        centre=centre_row(centre).code,
        post=identifiers.text(post, 120),
        office=office,
        starts=starts,
        name=name,
        phone=phone,
    )
    write(account, rules.hire(person_state(account), hired), act)


@transaction.atomic
def assign(
    *,
    act: Act,
    account: str,
    organ: str,
    centre: str,
    starts: date,
    post: str = "",
    office: str = "",
    until: date | None = None,
) -> None:
    """The person is assigned to another organ, centre or post (调整、借调): who manages both centres may do it.

    Raises Forbidden, NotFound, Invalid, Refused: not-on-the-staff.
    """
    if journal.repeated(act) is not None:
        return
    access.demand_staff(act.actor, queries.person(account).centre, today=act.today)
    access.demand_staff(act.actor, centre, today=act.today)
    assigned = Assigned(
        organ=agency(organ).code,
        centre=centre_row(centre).code,
        post=identifiers.text(post, 120),
        office=office,
        starts=starts,
        until=until,
    )
    write(account, rules.assign(person_state(account), assigned), act)


@transaction.atomic
def leave(*, act: Act, account: str, on: date) -> None:
    """The person's last day (离岗). Raises Forbidden, NotFound, Refused: not-on-the-staff, work-in-hand."""
    if journal.repeated(act) is not None:
        return
    access.demand_staff(act.actor, queries.person(account).centre, today=act.today)
    write(account, rules.leave(person_state(account), on=on, in_hand=access.work_in_hand(account)), act)


@transaction.atomic
def set_post(*, act: Act, centre: str, code: str, name: str, a: str, b: str) -> None:
    """A post of a centre with its A and B (AB岗). Raises Forbidden, Invalid, Refused."""
    if journal.repeated(act) is not None:
        return
    access.demand_staff(act.actor, centre, today=act.today)
    staff = {row.account for row in queries.staff_of(centre, on=act.today)}
    event = rules.set_post(PostSet(code=code, name=name, a=a, b=b), staff=staff)
    places.register(f"posts:{centre}", Posts(centre=centre), evolve_posts, [event], act=act)


def person_state(account: str) -> Person:
    """What the register says of a person; of a new one, nothing."""
    try:
        state: Person = journal.state_of(f"staff:{account}")
    except NotFound:
        return Person(account=account)
    return state


def write(account: str, event: object, act: Act) -> None:
    """Entry, then row."""
    places.register(f"staff:{account}", Person(account=account), evolve_person, [event], act=act)
