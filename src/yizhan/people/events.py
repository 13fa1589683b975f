"""What happened to a person on the staff (工作人员) and to a post (岗位)."""

from dataclasses import dataclass
from datetime import date

from yizhan.journal.events import sealed


@dataclass(frozen=True, kw_only=True)
class Hired:
    """A person came to a centre (到岗): acts for `organ`, is paid by `home_organ` (派驻单位), reached by `phone`."""

    organ: str
    home_organ: str
    centre: str
    post: str
    office: str
    starts: date
    name: str = sealed()
    phone: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """From a day on the person acts for another organ, centre or post (调整), perhaps for a time (借调)."""

    organ: str
    centre: str
    post: str
    office: str
    starts: date
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Left:
    """The person's last day at the centre (离岗)."""

    on: date


@dataclass(frozen=True, kw_only=True)
class PostSet:
    """A post of a centre with its holder A and its substitute B (AB岗), by account."""

    code: str
    name: str
    a: str
    b: str
