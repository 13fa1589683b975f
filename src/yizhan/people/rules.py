"""Who comes, moves and leaves; every post has an A and a B (AB岗制)."""

import re
from datetime import date

from yizhan.kernel import identifiers
from yizhan.kernel.refusals import Invalid, Refused
from yizhan.people.events import Assigned, Hired, Left, PostSet
from yizhan.people.state import Person

OFFICES = frozenset({"", "organ-head", "government-head", "leader"})
"""Class of approver: 机关负责人, 人民政府负责人, 分管领导."""

POST_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def hire(person: Person, hired: Hired) -> Hired:
    """A person comes to a centre. Raises Refused: already-hired; Invalid: name, phone, office."""
    if person.hired is not None and (person.left is None or person.left.on >= hired.starts):
        raise Refused("already-hired", account=person.account)
    errors: dict[str, list[str]] = {}
    if hired.office not in OFFICES:
        errors["office"] = ["unknown-office"]
    try:
        identifiers.clean_name(hired.name)
    except Invalid as fault:
        errors["name"] = [fault.code]
    if hired.phone:
        try:
            identifiers.check_phone(hired.phone)
        except Invalid as fault:
            errors["phone"] = [fault.code]
    if errors:
        raise Invalid(errors=errors)
    return hired


def assign(person: Person, assigned: Assigned) -> Assigned:
    """The person is assigned elsewhere. Raises Refused: not-on-the-staff; Invalid."""
    check_on_the_staff(person, assigned.starts)
    if assigned.office not in OFFICES:
        raise Invalid(errors={"office": ["unknown-office"]})
    if assigned.until is not None and assigned.until < assigned.starts:
        raise Invalid(errors={"until": ["ends-before-it-starts"]})
    return assigned


def leave(person: Person, *, on: date, in_hand: int) -> Left:
    """The person's last day, when nothing is in his hands any more. Raises Refused: not-on-the-staff, work-in-hand."""
    check_on_the_staff(person, on)
    if in_hand:
        raise Refused("work-in-hand", account=person.account, count=in_hand)
    return Left(on=on)


def check_on_the_staff(person: Person, on: date) -> None:
    """He has come and has not left. Raises Refused: not-on-the-staff."""
    if person.hired is None or on < person.hired.starts or person.left is not None:
        raise Refused("not-on-the-staff", account=person.account)


def set_post(post: PostSet, *, staff: set[str]) -> PostSet:
    """Every post has a holder A and another person B, both of the centre; B has A's duties while A is away.

    Raises Invalid; Refused: same-person-twice, not-on-the-staff.
    """
    errors: dict[str, list[str]] = {}
    if not POST_CODE.fullmatch(post.code):
        errors["code"] = ["bad-post-code"]
    try:
        identifiers.clean_name(post.name)
    except Invalid as fault:
        errors["name"] = [fault.code]
    if errors:
        raise Invalid(errors=errors)
    if post.a == post.b:
        raise Refused("same-person-twice", account=post.a)
    for account in (post.a, post.b):
        if account not in staff:
            raise Refused("not-on-the-staff", account=account)
    return post
