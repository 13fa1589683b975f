"""The sample prefecture: real divisions and items, its agencies, centres, staff and grants, made by the actions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from random import Random

from yizhan.accounts import actions as accounts
from yizhan.catalogue.actions import install_sample
from yizhan.journal import actions as journal
from yizhan.kernel.acting import Act, Actor, RoleAt
from yizhan.kernel.identifiers import contains
from yizhan.mandates.actions import grant
from yizhan.places import actions as places
from yizhan.places.queries import divisions_below
from yizhan.simulate.persons import name

PREFECTURE = "522600000000"
COUNTY = "522601000000"
DETAILED = ("522601100000", "522601101000", "522622100000")
"""Three townships whose staff can log in; the others are there in outline."""

COUNTY_ORGANS = ("civil_affairs", "forestry", "natural_resources", "medical_insurance", "social_security")
ITEMS_DECIDED_BELOW = ("lincai",)
SMALL_AID = "linshi-jiuzhu"
DOCUMENT = "黔东南府办函〔2026〕1号（样例）"


@dataclass(frozen=True, kw_only=True)
class DemoAccount:
    """An account to log in with."""

    username: str
    password: str
    role: str
    place: str


@dataclass(kw_only=True)
class Sample:
    """What was made: accounts to log in with, centres by division."""

    accounts: list[DemoAccount] = field(default_factory=list)
    centres: list[str] = field(default_factory=list)


def founder(role: str) -> Actor:
    """An administrator who sets the sample up: the office that `init` makes."""
    return Actor(
        account=role, name="", organ=f"{PREFECTURE}-government", centre="", roles=(RoleAt(role=role, scope=PREFECTURE),)
    )


def establish(
    *,
    now: datetime,
    detailed: Iterable[str] = DETAILED,
    outline: bool = True,
    password: Callable[[], str] | None = None,
    seed: int = 1,
    node: str = "522600000000-n",
    progress: Callable[[str], None] = lambda _: None,
) -> Sample:
    """Make the node and the sample prefecture. With `password` the detailed centres' staff can log in.

    `outline` establishes every other township and county too. Raises Refused: node-exists.
    """
    sample, random, detailed = Sample(), Random(seed), tuple(detailed)
    system = Act(actor=founder("system_admin"), now=now)
    progress("node")
    journal.make_node(code=node, name="黔东南州政务服务样例节点", division=PREFECTURE, level="prefecture", now=now)
    establish_administrators(system, sample, password)
    places.seed(act=system)
    progress("divisions")
    places.import_divisions(act=system, content=places.sample_divisions(), paper="样例区划")
    for division in divisions(outline, detailed):
        places.establish(
            act=system,
            division=division,
            phone=f"0855-8{random.randrange(10**6):06d}",
            supervision_phone=f"0855-8{random.randrange(10**6):06d}",
        )
        sample.centres.append(f"{division}-centre")
        progress("centre")
    progress("catalogue")
    keeper = Act(actor=founder("catalogue_keeper"), now=now)
    install_sample(act=keeper, effective_from=date(2020, 1, 1))
    enlist = partial(staff, system=system, sample=sample, random=random, password=password)
    enlist_prefecture(enlist)
    for county in sorted({f"{division[:6]}000000" for division in detailed}):
        enlist_county(enlist, county, now)
    for township in detailed:
        enlist_township(enlist, township, now)
    return sample


def establish_administrators(system: Act, sample: Sample, password: Callable[[], str] | None) -> None:
    """The three administrators of the node."""
    words = {role: (password or accounts.new_password)() for role in ("system_admin", "security_admin", "audit_admin")}
    accounts.establish_administrators(act=system, division=PREFECTURE, passwords=words)
    if password:
        sample.accounts += [
            DemoAccount(username=role, password=word, role=role, place=PREFECTURE) for role, word in words.items()
        ]


def divisions(outline: bool, detailed: tuple[str, ...]) -> list[str]:
    """The prefecture, its counties and townships; without `outline` only those that the detailed ones need."""
    counties = [row.code for row in divisions_below(PREFECTURE)]
    townships = [row.code for county in counties for row in divisions_below(county)]
    if not outline:
        counties = [county for county in counties if any(contains(county, each) for each in detailed)]
        townships = list(detailed)
    return [PREFECTURE, *counties, *townships]


Enlist = Callable[..., None]


def staff(
    username: str,
    *,
    roles: tuple[str, ...],
    scope: str,
    organ: str,
    centre: str,
    office: str = "",
    system: Act,
    sample: Sample,
    random: Random,
    password: Callable[[], str] | None,
) -> None:
    """One person of the sample with his roles."""
    word = password() if password else None
    accounts.enrol(
        act=system,
        username=username,
        name=name(random),
        organ=organ,
        centre=centre,
        office=office,
        password=word,
        must_change_password=False,
        roles=[(role, scope) for role in roles],
        security=founder("security_admin"),
    )
    if word:
        sample.accounts.append(DemoAccount(username=username, password=word, role=roles[0], place=scope))


def enlist_prefecture(enlist: Enlist) -> None:
    """The prefecture's officer and supervisor, and the keeper of the catalogue."""
    organ, centre = f"{PREFECTURE}-government", f"{PREFECTURE}-centre"
    common = {"scope": PREFECTURE, "organ": organ, "centre": centre}
    enlist("prefecture-officer", roles=("prefecture_officer",), **common)
    enlist("prefecture-supervisor", roles=("supervisor",), **common)
    enlist("prefecture-keeper", roles=("catalogue_keeper",), **common)


def enlist_county(enlist: Enlist, county: str, now: datetime) -> None:
    """Reviewers and approvers of the county's agencies, its officer and supervisor; mandates to the approvers."""
    short, centre = f"c{county[:6]}", f"{county}-centre"
    enlist(f"{short}-officer", roles=("county_officer",), scope=county, organ=f"{county}-government", centre=centre)
    enlist(f"{short}-supervisor", roles=("supervisor",), scope=county, organ=f"{county}-government", centre=centre)
    for function in COUNTY_ORGANS:
        organ, named = f"{county}-{function}", f"{short}-{function.replace('_', '-')}"
        common = {"scope": county, "organ": organ, "centre": centre}
        enlist(f"{named}-reviewer", roles=("clerk", "reviewer"), **common)
        enlist(f"{named}-approver", roles=("approver",), office="organ-head", **common)
        grant(
            act=Act(actor=leader_of(organ, centre, county), now=now),
            kind="mandate",
            grantor=organ,
            grantee=f"{named}-approver",
            items=("*",),
            powers=("accept", "review", "decide", "seal"),
            starts=now.date(),
            document=DOCUMENT,
            hear_within_days=None,
        )


def enlist_township(enlist: Enlist, township: str, now: datetime) -> None:
    """Clerks A and B, reviewer, approver, manager and village helper; the delegations and mandates they act by."""
    short, organ, centre = f"t{township[:9]}", f"{township}-government", f"{township}-centre"
    common = {"scope": township, "organ": organ, "centre": centre}
    enlist(f"{short}-clerk-a", roles=("clerk",), **common)
    enlist(f"{short}-clerk-b", roles=("clerk",), **common)
    enlist(f"{short}-reviewer", roles=("clerk", "reviewer"), **common)
    enlist(f"{short}-approver", roles=("approver",), office="government-head", **common)
    enlist(f"{short}-manager", roles=("centre_manager",), **common)
    enlist(f"{short}-helper", roles=("helper",), scope=f"{township[:9]}201", organ=organ, centre=centre)
    county = f"{township[:6]}000000"
    for function, items in (("forestry", ITEMS_DECIDED_BELOW), ("civil_affairs", (SMALL_AID,))):
        giver = f"{county}-{function}"
        grant(
            act=Act(actor=leader_of(giver, f"{county}-centre", county), now=now),
            kind="delegation",
            grantor=giver,
            grantee=organ,
            items=items,
            powers=("accept", "review", "decide", "seal"),
            starts=now.date(),
            document=DOCUMENT,
            hear_within_days=180,
        )
    grant(
        act=Act(actor=leader_of(organ, centre, township), now=now),
        kind="mandate",
        grantor=organ,
        grantee=f"{short}-approver",
        items=("*",),
        powers=("accept", "review", "decide", "seal"),
        starts=now.date(),
        document=DOCUMENT,
        hear_within_days=None,
    )


def leader_of(organ: str, centre: str, scope: str) -> Actor:
    """The head of an organ, who signs its grants on paper; he has no account of his own."""
    return Actor(
        account=f"{organ}-head",
        name="",
        organ=organ,
        centre=centre,
        office="organ-head",
        roles=(RoleAt(role="approver", scope=scope),),
    )
