"""The sample prefecture: real divisions and items, its agencies, centres, staff and grants, made by the actions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from random import Random

from django.db import transaction

from yizhan.accounts import actions as accounts
from yizhan.accounts.actions import ADMINISTRATOR_NAMES
from yizhan.accounts.queries import names
from yizhan.catalogue.actions import install_sample
from yizhan.journal import actions as journal
from yizhan.kernel.acting import Act, Actor, RoleAt
from yizhan.kernel.identifiers import contains
from yizhan.mandates.actions import grant
from yizhan.people import actions as people
from yizhan.places import actions as places
from yizhan.places.queries import divisions_below
from yizhan.simulate.persons import dice, name

PREFECTURE = "522600000000"
DETAILED = ("522601100000", "522601101000", "522622100000")
"""Three townships whose staff can log in; the others are there in outline."""

COUNTY_ORGANS = (
    "civil_affairs",
    "forestry",
    "natural_resources",
    "medical_insurance",
    "social_security",
    "agriculture",
    "disabled_federation",
    "emergency",
    "health",
    "justice",
    "market_supervision",
    "public_security",
    "transport",
)
DELEGATED = {
    "forestry": ("lincai",),
    "civil_affairs": ("linshi-jiuzhu",),
    "medical_insurance": ("yibao-canbao",),
}
"""What the county's agencies delegate to every township of the sample, by agency."""
ON_DUTY = ("clerk-a", "clerk-b", "reviewer", "approver", "manager")
POSTS = {
    "window": ("综合窗口", "clerk-a", "clerk-b"),
    "review": ("审核", "reviewer", "clerk-b"),
    "approval": ("审批", "approver", "manager"),
}
"""The posts of a hall that works, each with its A and its B."""
POWERS = ("accept", "review", "decide", "seal")
DOCUMENT = "黔东南府办函〔2026〕1号（样例）"

Passwords = Callable[[], str]


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


def username(organ: str, duty: str) -> str:
    """The account of a duty in an organ: `t522601100-clerk-a`, `c522601-civil-affairs-approver`."""
    division, _, function = organ.partition("-")
    if division == PREFECTURE:
        return f"prefecture-{duty}"
    short = f"t{division[:9]}" if division[6:9] != "000" else f"c{division[:6]}"
    named = "" if function == "government" else f"{function.replace('_', '-')}-"
    return f"{short}-{named}{duty}"


def establish(
    *,
    now: datetime,
    detailed: Iterable[str] = DETAILED,
    outline: bool = True,
    working: int = 0,
    password: Passwords | None = None,
    seed: int = 1,
    node: str = "522600000000-n",
    progress: Callable[[str], None] = lambda _: None,
) -> Sample:
    """Make the node and the sample prefecture. With `password` the detailed centres' staff can log in.

    `outline` establishes every other county and township too, each with a few who cannot log in; `working` says how
    many townships, the detailed ones counted, have everybody whom a case needs. Raises Refused: node-exists.
    """
    founding = Founding(now=now, random=dice(seed), password=password, detailed=tuple(detailed))
    progress("node")
    journal.make_node(code=node, name="黔东南州政务服务样例节点", division=PREFECTURE, level="prefecture", now=now)
    founding.administrators()
    places.seed(act=founding.system)
    places.import_divisions(act=founding.system, content=places.sample_divisions(), paper="样例区划")
    whole = {*founding.detailed, *working_townships(working)}
    progress("catalogue")
    install_sample(act=Act(actor=founder("catalogue_keeper"), now=now), effective_from=date(2020, 1, 1))
    for county, townships in divisions(outline, founding.detailed).items():
        with transaction.atomic():  # a county at once: nobody waits for these entries one by one
            founding.open(county)
            founding.staff(county, whole=any(contains(county, each) for each in whole))
            for township in townships:
                founding.open(township)
                founding.staff(township, whole=township in whole)
                progress("centre")
    return founding.sample


def working_townships(count: int) -> list[str]:
    """The first so many townships whose halls play: the detailed ones, then one of each county in turn."""
    by_county = [[row.code for row in divisions_below(county.code)] for county in divisions_below(PREFECTURE)]
    in_turn = [each for row in zip_longest(*by_county) for each in row if each is not None and each not in DETAILED]
    return [*DETAILED, *in_turn][:count]


def divisions(outline: bool, detailed: tuple[str, ...]) -> dict[str, list[str]]:
    """The prefecture, then each county with its townships; without `outline` only what the detailed ones need."""
    chosen: dict[str, list[str]] = {PREFECTURE: []}
    for county in (row.code for row in divisions_below(PREFECTURE)):
        if outline or any(contains(county, each) for each in detailed):
            townships = [row.code for row in divisions_below(county)]
            chosen[county] = [each for each in townships if outline or each in detailed]
    return chosen


@dataclass(kw_only=True)
class Founding:
    """Makes places, staff and grants of the sample, and remembers the accounts to log in with."""

    now: datetime
    random: Random
    password: Passwords | None = None
    detailed: tuple[str, ...] = ()
    sample: Sample = field(default_factory=Sample)

    @property
    def system(self) -> Act:
        """An act of the system administrator."""
        return Act(actor=founder("system_admin"), now=self.now)

    def administrators(self) -> None:
        """The three administrators of the node."""
        words = {role: (self.password or accounts.new_password)() for role in sorted(ADMINISTRATOR_NAMES)}
        accounts.establish_administrators(act=self.system, division=PREFECTURE, passwords=words)
        if self.password:
            self.sample.accounts += [
                DemoAccount(username=role, password=word, role=role, place=PREFECTURE) for role, word in words.items()
            ]

    def open(self, division: str) -> None:
        """A division with its agencies, its centre and its windows."""
        places.establish(act=self.system, division=division, phone=self.phone(), supervision_phone=self.phone())
        self.sample.centres.append(f"{division}-centre")

    def phone(self) -> str:
        """An invented telephone number of the prefecture."""
        return f"0855-8{self.random.randrange(10**6):06d}"

    def staff(self, division: str, *, whole: bool) -> None:
        """The people of a division: all whom a case needs, or those whom every centre has."""
        government = f"{division}-government"
        if division == PREFECTURE:
            self.enlist(government, "officer", "prefecture_officer")
            self.enlist(government, "supervisor", "supervisor")
            self.enlist(government, "keeper", "catalogue_keeper")
        elif division[6:9] == "000":
            self.enlist(government, "officer", "county_officer")
            self.enlist(government, "supervisor", "supervisor")
            if whole:
                self.agencies(division)
        else:
            self.enlist(government, "manager", "centre_manager")
            self.enlist(government, "clerk-a", "clerk")
            if whole:
                self.hall(division)

    def agencies(self, county: str) -> None:
        """Reviewers and approvers of a county's agencies, with mandates to the approvers."""
        for function in COUNTY_ORGANS:
            organ = f"{county}-{function}"
            self.enlist(organ, "reviewer", "clerk", "reviewer")
            self.enlist(organ, "approver", "approver", office="organ-head")
            self.mandate(organ)

    def hall(self, township: str) -> None:
        """Clerk B, reviewer, approver and village helper of a township, and the grants by which they act."""
        organ, county = f"{township}-government", f"{township[:6]}000000"
        self.enlist(organ, "clerk-b", "clerk")
        self.enlist(organ, "reviewer", "clerk", "reviewer")
        self.enlist(organ, "approver", "approver", office="government-head")
        self.enlist(organ, "helper", "helper", scope=f"{township[:9]}201")
        for function, items in DELEGATED.items():
            self.grant("delegation", f"{county}-{function}", organ, items=items, hear_within_days=180)
        self.mandate(organ)
        self.posts(township)

    def posts(self, township: str) -> None:
        """The people of the hall come on duty, and each post gets its A and its B (AB岗)."""
        organ, centre = f"{township}-government", f"{township}-centre"
        act = Act(actor=founder("prefecture_officer"), now=self.now)
        named = names([username(organ, duty) for duty in ON_DUTY])
        for account, called in sorted(named.items()):
            people.hire(act=act, account=account, name=called, organ=organ, centre=centre, starts=act.today)
        for code, (post, a, b) in POSTS.items():
            people.set_post(act=act, centre=centre, code=code, name=post, a=username(organ, a), b=username(organ, b))

    def enlist(self, organ: str, duty: str, *roles: str, office: str = "", scope: str = "") -> None:
        """One person of an organ with his roles; he can log in where the place is detailed."""
        division = organ[:12]
        word = self.password() if self.password and self.may_log_in(organ) else None
        accounts.enrol(
            act=self.system,
            username=username(organ, duty),
            name=name(self.random),
            organ=organ,
            centre=f"{division}-centre",
            office=office,
            password=word,
            must_change_password=False,
            roles=[(role, scope or division) for role in roles],
            security=founder("security_admin"),
        )
        if word:
            made = DemoAccount(username=username(organ, duty), password=word, role=roles[-1], place=division)
            self.sample.accounts.append(made)

    def may_log_in(self, organ: str) -> bool:
        """Whether an organ is one of a detailed place: its government, or an agency that its authored items need."""
        division, _, function = organ.partition("-")
        near = division == PREFECTURE or any(contains(division, each) for each in self.detailed)
        return near and function in {"government", *DELEGATED}

    def mandate(self, organ: str) -> None:
        """The organ lets its approver conclude in its name."""
        self.grant("mandate", organ, username(organ, "approver"), items=("*",), hear_within_days=None)

    def grant(
        self, kind: str, grantor: str, grantee: str, *, items: tuple[str, ...], hear_within_days: int | None
    ) -> None:
        """A grant, signed by the grantor's head."""
        grant(
            act=Act(actor=leader_of(grantor), now=self.now),
            kind=kind,
            grantor=grantor,
            grantee=grantee,
            items=items,
            powers=POWERS,
            starts=self.now.date(),
            document=DOCUMENT,
            hear_within_days=hear_within_days,
        )


def leader_of(organ: str) -> Actor:
    """The head of an organ, who signs its grants on paper; he has no account of his own."""
    division = organ[:12]
    return Actor(
        account=f"{organ}-head",
        name="",
        organ=organ,
        centre=f"{division}-centre",
        office="organ-head",
        roles=(RoleAt(role="approver", scope=division),),
    )
