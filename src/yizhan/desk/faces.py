"""A case as the components of the page kit: clocks, steps, timeline, person, tables. Reads the case's document."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.accounts import queries as accounts
from yizhan.cases.access import Seen
from yizhan.cases.queries import progress
from yizhan.cases.rules.materials import next_step
from yizhan.cases.rules.organs import deciding_organ
from yizhan.cases.rules.proposing import APPROVER, waits_for
from yizhan.catalogue.release import Release
from yizhan.catalogue.release import Step as ItemStep
from yizhan.desk import words
from yizhan.desk.words import data, word
from yizhan.journal.queries import Written
from yizhan.kernel.periods import Unit
from yizhan.places import queries as places
from yizhan.web import wording
from yizhan.web.faces import ClockFace, Moment, PersonFace, Step
from yizhan.web.refusals import Text

TEXTS = (
    "what",
    "opinion",
    "reason",
    "question",
    "answer",
    "place",
    "result",
    "content",
    "ground",
    "competent",
    "matter",
    "interest",
    "statement",
)
"""Fields of events that somebody typed and that whoever handles the case reads."""
LATER_CLOCKS = ("stage", "hearing-request", "hearing", "service", "completion")
TO_AN_ORGAN = frozenset({"Forwarded", "HandedOver", "PassedOn", "ReturnedDown", "Consulted"})


def day(text: str | None) -> date | None:
    """A day of the document."""
    return date.fromisoformat(text) if text else None


def clocks(document: Mapping[str, Any], release: Release) -> list[ClockFace]:
    """The clocks that run or ran, in the order in which a case meets them."""
    found = document["clocks"]
    if not document["accepted"]:
        return [face("intake", found["intake"], release)] if found["intake"] else []
    names = ("statutory", "promised", *LATER_CLOCKS)
    return [face(name, found[name], release) for name in names if found[name] or name in {"statutory", "promised"}]


def face(name: str, clock: Mapping[str, Any] | None, release: Release) -> ClockFace:
    """One clock in words: until when, how much is left, from when and why each day was left out. Where several organs
    handle the matter one after another, the statutory one is that of the organ in hand, and says so."""
    title = _("本机关法定期限") if name == "statutory" and len(release.legs) > 1 else word(words.CLOCKS, name)
    if clock is None:
        return ClockFace(title=title, value=None)
    started, used = date.fromisoformat(clock["started"]), wording.counted(clock["used"], clock["unit"])
    return ClockFace(
        title=title,
        value=abs(clock["left"]),
        unit=clock["unit"],
        due=day(clock["due"]),
        reason=begins(clock["unit"])
        % {"day": wording.legal_date(started), "limit": wording.limit_words(clock["limit"]), "used": used},
        late=clock["late"],
        stopped=clock["stopped"],
        ended=clock["ended"] is not None,
        provisional=clock["provisional"],
        left_out=left_out(clock["left_out"]),
    )


def begins(unit: str) -> str:
    """From when a clock counts: days from the next one (Civil Code art. 201), hours at once."""
    if unit in {Unit.HOUR, Unit.MINUTE}:
        return gettext("%(day)s起算，%(limit)s，已用%(used)s")
    return gettext("%(day)s开始，当天不算，从次日起%(limit)s，已用%(used)s")


def left_out(days: Iterable[Mapping[str, str]]) -> list[tuple[date, Text]]:
    """Each skipped day with its reason; the calendar's own words for holidays are data."""
    known = words.LEFT_OUT
    return [
        (date.fromisoformat(one["date"]), known[one["reason"]] if one["reason"] in known else data(one["reason"]))
        for one in days
    ]


def rail(seen: Seen) -> list[Step]:
    """The steps of every leg: done, now, next."""
    shown, against = progress(seen), {step.name for step in disagreed(seen)}
    return [
        Step(
            label=data(step.name),
            state=step.state,
            who=data(step.actor),
            note=note_of(step, shown.publicity_ends, dissent=step.name in against),
        )
        for step in shown.steps
    ]


def dissents(seen: Seen) -> list[Text]:
    """The steps whose opinion was against, by name."""
    return [data(step.name) for step in disagreed(seen)]


def disagreed(seen: Seen) -> list[ItemStep]:
    """The steps whose opinion was against."""
    found = (seen.release.step(one.step) for one in seen.case.taken if not one.agrees)
    return [step for step in found if step is not None]


def to_come(seen: Seen, steps: Sequence[Step]) -> list[Step]:
    """What happens next and who does it: the step in hand and the one after it; while a correction is asked, the
    applicant's answer first; where everything is reviewed and this organ decides, the decision."""
    if not next_step(seen.case, seen.release) and waits_for(seen.case, seen.release) == APPROVER:
        return [Step(label=_("作出决定"), state="now", who=_("审批人员"))]
    waiting = [one for one in steps if one.state in {"now", "stopped", "next"}][:2]
    if seen.case.state == "correction-requested":
        return [Step(label=_("补正材料"), state="now", who=_("申请人")), *waiting[:1]]
    return waiting


def note_of(step: Any, publicity_ends: date | None, *, dissent: bool = False) -> Text:
    """When it was done, and that it was answered with no; until when publicity runs; the limit; where it is done."""
    if step.on is not None:
        return f"{wording.legal_date(step.on)} · {gettext('不同意')}" if dissent else wording.legal_date(step.on)
    if step.state == "now" and step.kind == "publicity" and publicity_ends is not None:
        return gettext("公示到期，%(day)s起可以继续") % {"day": wording.legal_date(publicity_ends)}
    if step.elsewhere:
        return format_html(gettext("在{}办理"), data(step.elsewhere))
    return wording.limit_words(step.limit) if step.limit else ""


def person(document: Mapping[str, Any], who: str, *, look: str = "") -> PersonFace:
    """The applicant or the agent, masked as the document has them."""
    party = document[who]
    return PersonFace(
        name=data(party["name"]),
        role=_("申请人") if who == "applicant" else _("代理人"),
        number=party["id_number"],
        phone=party["phone"],
        address=data(party["address"]),
        look=look,
    )


def interested(document: Mapping[str, Any]) -> list[tuple[Any, list[tuple[Text, date]]]]:
    """Those whose major interests the licence touches, masked: found, told of their right, heard, and when."""
    said = {"found": _("登记"), "told": _("已告知"), "heard": _("已听取意见")}
    return [
        (data(one["name"]), [(word, on) for name, word in said.items() if (on := day(one[name]))])
        for one in document["interested"]
    ]


class Names:
    """The names of organs, centres and people that a page shows, each read once."""

    def __init__(self, seen: Seen) -> None:
        organs = {seen.case.holder, seen.case.organ, seen.case.centre, *(leg.organ for leg in seen.case.legs)}
        organs |= {deciding_organ(seen.release, seen.case.division)}
        organs |= {one.organ for one in seen.case.consults} | {entry.organ for entry in seen.history}
        organs |= {value for entry in seen.history if (value := getattr(entry.event, "organ", ""))}
        self.organs = places.names_of(organs - {""})
        self.people = accounts.names({entry.account for entry in seen.history} - {""})

    def organ(self, code: str) -> SafeString:
        """An organ's or a centre's name."""
        return data(self.organs.get(code, code))

    def actor(self, entry: Written) -> Text:
        """Who wrote an entry."""
        if entry.account == "law":
            return _("法律规定")
        name = self.people.get(entry.account, entry.account)
        return format_html("{} {}", data(name), self.organ(entry.organ)) if entry.organ else data(name)


def history(seen: Seen, names: Names, *, texts: bool) -> list[Moment]:
    """Every entry of the case, the newest first; what was typed only for whoever handles it."""
    return [
        Moment(
            at=entry.at,
            title=title_of(entry, seen),
            who=names.actor(entry),
            text=text_of(entry, names, texts=texts),
            tone=words.EVENT_TONES.get(entry.kind, "info" if entry.account != "law" else "neutral"),
            effective=entry.effective,
        )
        for entry in reversed(seen.history)
    ]


def newest(seen: Seen) -> Moment:
    """The newest act, as the history tells it: what an undoing takes back."""
    entry = seen.history[-1]
    return Moment(at=entry.at, title=title_of(entry, seen))


def title_of(entry: Written, seen: Seen) -> Text:
    """What happened."""
    said = word(words.EVENTS, entry.kind)
    if entry.kind == "Advanced":
        step = seen.release.step(entry.event.step)
        agreed = gettext("同意") if entry.event.agrees else gettext("不同意")
        return format_html("{} · {} · {}", said, data(step.name if step else entry.event.step), agreed)
    if entry.kind in {"Decided", "Amended"}:
        return format_html("{} · {}", said, gettext("准予") if entry.event.granted else gettext("不予批准"))
    if entry.kind == "Undone":
        return format_html("{} · {}", said, word(words.EVENTS, entry.event.act))
    return said


def text_of(entry: Written, names: Names, *, texts: bool) -> Text:
    """Where it went, until when, and what was typed."""
    event, said = entry.event, []
    if getattr(event, "organ", "") and entry.kind in {
        "Forwarded",
        "HandedOver",
        "PassedOn",
        "ReturnedDown",
        "Consulted",
    }:
        said.append(format_html(gettext("接收单位：{}"), names.organ(event.organ)))
    if getattr(event, "voided", ""):
        said.append(format_html(gettext("文书 {} 作废"), event.voided))
    if entry.reason and entry.reason != "fact":
        said.append(format_html(gettext("依据：{}"), data(entry.reason)))
    if texts and event is not None:
        said += [data(value) for name in TEXTS if isinstance(value := getattr(event, name, ""), str) and value]
        said += [data(f"{one.name or one.code}：{one.reason}") for one in getattr(event, "wanted", ()) or ()]
        if proof := getattr(event, "proof", None):
            said += [data(f"{proof.system} {proof.number} {proof.on.isoformat()}"), data(proof.said)]
    return joined(said)


def joined(parts: Sequence[Text]) -> SafeString:
    """Lines one below the other."""
    return SafeString("\n".join(str(part) for part in parts if part))


def unwritten(document: Mapping[str, Any]) -> list[tuple[Text, date, Text]]:
    """What time has done and nobody wrote yet: what, from which day, by which article."""
    return [
        (
            word(words.EVENTS, one["event"]),
            date.fromisoformat(one["effective"]),
            "" if one["reason"] == "fact" else data(one["reason"]),
        )
        for one in document["unwritten"]
    ]


def facts(seen: Seen) -> list[tuple[date, Text, Text]]:
    """Facts and wishes beside the case, the newest first: when, what, with which cause or result."""
    said = {"visit": words.VISITS, "wish": words.WISHES, "evaluate": words.GRADES}
    found = []
    for fact in seen.facts:
        if fact.kind not in words.FACTS:
            continue
        detail = word(said[fact.kind], fact.cause) if fact.kind in said else ""
        if fact.kind == "hand-in":
            listed = [material_name(seen, one.code) for one in fact.materials]
            detail = data(wording.listed(listed))
        if fact.kind == "wish" and fact.key not in seen.case.wishes_answered and seen.case.is_open:
            detail = format_html("{} · {}", detail, gettext("等待答复"))
        found.append((fact.on, words.FACTS[fact.kind], detail))
    return sorted(found, key=lambda one: one[0], reverse=True)


def material_name(seen: Seen, code: str) -> str:
    """A material's name on the item's list."""
    material = seen.release.material(code)
    return material.name if material else code


def case_link(number: str) -> str:
    """The address of a case's page."""
    return reverse("desk:case", args=[number])
