"""The first day of a window clerk (第一天): real tasks in order, each done when the journal says that he did it.

Nothing here is ticked by hand. The people whom the tasks name are those of the sample, as its cases are now.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.accounts.first_day_queries import has_looked
from yizhan.cases import documents, own_queries, queries
from yizhan.cases.access import Seen, as_of, case_seen_by
from yizhan.cases.own_queries import Done
from yizhan.desk import faces
from yizhan.desk.acts.table import DEEDS
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Refused
from yizhan.papers import original_queries as originals
from yizhan.papers.original_rules import RESULT
from yizhan.web.refusals import Text

TRIED = 60
"""Cases that are tried for a task at most: the first that fits is shown."""


@dataclass(frozen=True, kw_only=True)
class Deeds:
    """What somebody did since his day began."""

    acts: Sequence[Done] = ()
    visits: frozenset[str] = frozenset()
    looked: bool = False
    explained: bool = False
    handed_out: bool = False

    def did(self, kind: str, item: str = "") -> bool:
        """Whether he wrote an entry of this kind, on a case of this item if one is named."""
        return any(one.kind == kind and item in {"", one.item} for one in self.acts)


class Listed(Protocol):
    """What is read of a row of a case."""

    number: str
    applicant: str


@dataclass(frozen=True, kw_only=True)
class Example:
    """A case of the sample with its applicant, who is invented."""

    number: str
    name: str

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("desk:case", args=[self.number])


@dataclass(frozen=True, kw_only=True)
class Task:
    """One task: what, why, how; where it begins; which deed is its proof; which example of the sample it takes."""

    title: Text
    why: Text
    how: Text
    done: Callable[[Deeds], bool]
    page: str = ""
    item: str = ""
    example: str = ""

    @property
    def address(self) -> str:
        """Where it begins; empty where that is the page of its example."""
        return reverse(self.page, args=[self.item] if self.item else []) if self.page else ""

    @property
    def opens_example(self) -> bool:
        """Whether the page of its example is part of the task, and not what is to be found."""
        return not self.page or self.example == "shelf"


TASKS = (
    Task(
        title=_("查到以前来过的人"),
        why=_("来过的人，姓名、住址和还能用的材料都在，不用他再说一遍、再交一份。"),
        how=_("在“谁来申请”里写这个人的姓名，按回车，在以前的办件旁边选沿用他的信息。"),
        done=lambda deeds: deeds.looked,
        page="desk:new",
        example="person",
    ),
    Task(
        title=_("受理一件低保，材料齐全"),
        why=_("材料齐全、符合法定形式的，当场受理，不要让人再跑一趟。"),
        how=_("照群众的回答选情形，材料全部勾上，填好申请表，按 Ctrl+Enter 看将要怎样办理，再按一次就受理。"),
        done=lambda deeds: deeds.did("Accepted", "dibao"),
        page="desk:matter",
        item="dibao",
    ),
    Task(
        title=_("缺一份材料，一次告知补正"),
        why=_("依法只能告知一次，漏写的以后不能再要（行政许可法第三十二条）。"),
        how=_("再收一件低保，故意少勾一份材料，按 Ctrl+Enter；缺的已经列好，把理由写得群众看得懂，再按一次。"),
        done=lambda deeds: deeds.did("CorrectionRequested"),
        page="desk:matter",
        item="dibao",
    ),
    Task(
        title=_("按姓名找到一件，登记来咨询"),
        why=_("群众常常不带编号来问：办到哪里了？问过一次，就记一次。"),
        how=_("按 / 写这个人的姓名，按回车，打开他的件，告诉他现在在谁手里；再选“来访登记”，原因选“来咨询”。"),
        done=lambda deeds: "asked" in deeds.visits,
        page="desk:home",
        example="running",
    ),
    Task(
        title=_("说清哪天到期"),
        why=_("说得出哪天到期、为什么有几天不算，群众就放心。"),
        how=_("看这一件的“期限一览”，在“留言”里写明哪天到期、哪几天为什么不算。日子写对了，这里才打勾。"),
        done=lambda deeds: deeds.explained,
        example="running",
    ),
    Task(
        title=_("转报一件"),
        why=_("审查完了的，连同全部材料一次移交，不让申请人自己跑；早转早好，承诺期限不会重新算。"),
        how=_("打开这一件，选“转报上级机关”，写意见，按 Alt+S。"),
        done=lambda deeds: deeds.did("Forwarded"),
        example="forward",
    ),
    Task(
        title=_("从成果架发一份结果"),
        why=_("结果有号、有人管，来取的人不用等，也不会拿错。"),
        how=_("还没有上架的，先在这一件的页面选“结果上架”；再到成果架写取件号，按回车，核对来人，按 Alt+S。"),
        done=lambda deeds: deeds.handed_out,
        page="desk:shelf",
        example="shelf",
    ),
    Task(
        title=_("撤销自己的一步"),
        why=_("谁都会按错。自己刚办的、文书还没有打开过的，可以自己撤销，原来的记录留着。"),
        how=_("再受理一件，不要打开通知书，在办件页面选“撤销我刚才的办理”，按 Alt+S。"),
        done=lambda deeds: deeds.did("Undone"),
        page="desk:new",
    ),
)


def deeds_of(actor: Actor, since: datetime, *, today: date) -> Deeds:
    """What the actor did since a moment: by entries and rows of his own, nobody else's."""
    facts = own_queries.facts_of(actor, since, kinds=("visit", "remark", "hand-out"))
    of_kind = {kind: [one for one in facts if one.kind == kind] for kind in ("visit", "remark", "hand-out")}
    return Deeds(
        acts=own_queries.acts_of(actor, since),
        visits=frozenset(one.cause for one in of_kind["visit"]),
        looked=has_looked(actor, field="applicant", since=since),
        explained=any(explains(actor, number, since, today) for number in {one.case for one in of_kind["remark"]}),
        handed_out=any(was_on_the_shelf(one.case) for one in of_kind["hand-out"]),
    )


def was_on_the_shelf(number: str) -> bool:
    """Whether the result of a case lay on a shelf before it was handed out."""
    return any(row.kind == RESULT for row in originals.of_case(number))


def explains(actor: Actor, number: str, since: datetime, today: date) -> bool:
    """Whether a remark of the actor names a day on which a limit of the case ends."""
    try:
        seen = case_seen_by(actor, number, today=today)
    except Refused:
        return False
    said = [one for one in queries.remarks_of(seen) if one.account == actor.account and one.at >= since]
    return any(
        spelling in one.text for one in said for day in due_days(then(seen, one.at)) for spelling in spellings(day)
    )


def then(seen: Seen, moment: datetime) -> Seen:
    """The case as it was at a moment: what was said then stays right when an act moves the limit afterwards."""
    return as_of(seen, max((entry.no for entry in seen.history if entry.at <= moment), default=seen.version))


def due_days(seen: Seen) -> set[date]:
    """The days on which the limits of a case end."""
    return {clock.due for clock in faces.clocks(documents.document(seen), seen.release) if isinstance(clock.due, date)}


def spellings(day: date) -> tuple[str, ...]:
    """A day as people write it: 12月4日, 12.4, 2026-12-04, 4 December, December 4."""
    month = f"{day:%B}"
    return (
        f"{day.month}月{day.day}日",
        f"{day.month}.{day.day}",
        day.isoformat(),
        f"{day.day} {month}",
        f"{month} {day.day}",
    )


def examples(actor: Actor, today: date) -> dict[str, Example | None]:
    """A case of the sample for each kind of task, as its cases are today; None where none fits."""
    opened = queries.opened_at(actor, actor.centre).exclude(applicant="").order_by("-opened_on", "number")
    held = queries.in_hand_of(actor, actor.organ)
    at_work = held.filter(state__in=("accepted", "under-review")).order_by("-due_on", "number")
    certified = held.filter(state="certified").order_by("number")
    lying = [row.case for row in originals.on_shelf(actor.centre)]
    return {
        "person": example(opened[:1]),
        "running": example(at_work.filter(stopped=False, due_on__gte=today)[:1]),
        "forward": example(that_may("forward", at_work[:TRIED], actor, today)),
        "shelf": example(chain(held.filter(number__in=lying), that_may("shelve", certified[:TRIED], actor, today))),
    }


def that_may(slug: str, found: Iterable[Listed], actor: Actor, today: date) -> Iterator[Listed]:
    """Those of the cases on which the actor may do an act now."""
    return (row for row in found if DEEDS[slug].refusal(case_seen_by(actor, row.number, today=today)) is None)


def example(found: Iterable[Listed]) -> Example | None:
    """The first of some cases."""
    row = next(iter(found), None)
    return None if row is None else Example(number=row.number, name=row.applicant)
