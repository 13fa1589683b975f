"""Fields that notices share (文书共有要素): who issues, to whom, whom to ask, remedies, materials, limits, fees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.access import Held
from yizhan.cases.rules.materials import missing
from yizhan.cases.state import Case
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import fee as fee_due
from yizhan.catalogue.rules import stop_basis
from yizhan.kernel.acting import Act
from yizhan.places.queries import Place

NOT_REGISTERED = "未登记"
COURT = "有管辖权的人民法院"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A notice that is to be issued: its template and its data."""

    template: str
    data: Mapping[str, Any]


class Issuing(Protocol):
    """A case in whose matter somebody issues a notice: one that he holds, or one that he only knows."""

    @property
    def case(self) -> Case:
        """The case."""

    @property
    def release(self) -> Release:
        """Its item's release."""

    @property
    def act(self) -> Act:
        """Who issues, when."""

    @property
    def today(self) -> date:
        """The legal day of the act."""

    @property
    def place(self) -> Place:
        """The hall and the organ for which he acts."""


def common(held: Issuing) -> dict[str, Any]:
    """What every notice carries."""
    case, release = held.case, held.release
    place = held.place
    return {
        "hall": place.centre_name,
        "window": place.agency_name,
        "organ": place.agency_name,
        "case_number": case.number,
        "query_code": case.query_code,
        "item": release.name,
        "item_type": release.item_type.code,
        "applicant": case.applicant.name,
        "agent": case.agent.name or None,
        "date": held.today,
        "window_phone": place.phone or NOT_REGISTERED,
        "supervision_phone": place.supervision_phone or NOT_REGISTERED,
        "clerk": held.act.actor.name,
        "address": place.address or NOT_REGISTERED,
        "provincial_number": case.numbers.get("provincial") or None,
    }


def draft(template: str, held: Issuing, **fields: Any) -> Draft:
    """A draft from the common fields and its own."""
    return Draft(template=template, data={**common(held), **fields})


def remedies(held: Held, place: Place | None = None) -> dict[str, Any]:
    """Reconsideration within 60 days, suit within six months, complaint (复议、诉讼、投诉): against the organ in whose
    name it is done, at a place other than the actor's where it is done for another."""
    place = place or held.place
    return {
        "review_organ": place.upper_government,
        "court": COURT,
        "complaint": place.supervision_phone or NOT_REGISTERED,
    }


def contacts(held: Issuing) -> dict[str, Any]:
    """Whom to ask."""
    place = held.place
    return {"contact": held.act.actor.name, "contact_phone": place.phone or NOT_REGISTERED}


def lines(materials: Iterable[e.Given], release: Release) -> list[dict[str, Any]]:
    """Materials received, as rows."""
    return [
        {
            "name": given.name or name_of(given.code, release),
            "form": "电子" if given.file and not (given.originals or given.copies) else "纸质",
            "originals": given.originals,
            "copies": given.copies,
            "note": given.note,
        }
        for given in materials
    ]


def name_of(code: str, release: Release) -> str:
    """A material's name on the item's list."""
    material = release.material(code)
    return material.name if material else code


def not_given(case: Case, release: Release) -> list[dict[str, Any]]:
    """Required materials that were not received, as rows."""
    return [{"name": line.material.name, "note": line.condition} for line in missing(case, release)]


def limits(held: Held, case: Case) -> dict[str, Any]:
    """Both limits of the whole matter and the day before which it is concluded, as they stand with this act."""
    statutory = clock.statutory_whole(case, held.release, held.today, held.calendar)
    promised = clock.promised(case, held.release, held.today, held.calendar)
    first = min((each for each in (promised, statutory) if each), key=lambda each: each.due, default=None)
    return {
        "statutory_limit": statutory.limit if statutory else None,
        "promised_limit": promised.limit if promised else None,
        "due": first.due if first else None,
        "provisional": first.provisional if first else False,
    }


def special_steps(release: Release) -> list[dict[str, Any]]:
    """The special procedures of the item that stop the clock, with their limits and bases."""
    return [
        {"name": procedure.name, "limit": procedure.limit, "basis": basis}
        for procedure in release.special_procedures
        if (basis := stop_basis(release, procedure.code))
    ]


def fee_words(held: Held) -> str:
    """Fee basis and standard in words."""
    due = fee_due(held.release, held.case.answers)
    if not due.charged:
        return "不收费" if due.charged is False else ""
    return "；".join(f"{line.name} {line.amount} 元/{line.unit or '件'}（{line.basis}）" for line in due.lines)


def wanted_line(line: e.Wanted, release: Release) -> dict[str, Any]:
    """A material to be supplied, as a row."""
    material = release.material(line.code)
    return {
        "name": line.name or name_of(line.code, release),
        "form": material.form if material else "",
        "originals": material.originals if material else None,
        "copies": material.copies if material else None,
        "reason": line.reason,
    }


def basis_of(release: Release) -> str:
    """The item's own basis (设定依据), for acts whose article the release does not name."""
    return "；".join(f"{each.law}{each.article}" for each in release.legal_basis if each.law) or "本事项设定依据"
