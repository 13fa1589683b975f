"""Who is heard (听取意见、听证): found, told of it, set with its notice, held with its record. Licensing Law arts. 36,
45-48."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from yizhan.cases import events as e
from yizhan.cases import notices
from yizhan.cases.access import case_for
from yizhan.cases.actions.writing import issue, once, told, write
from yizhan.cases.rules import hearing as rules
from yizhan.cases.rules import interested
from yizhan.cases.rules.parties import checked_each
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import clean_name, text

LONGEST_TEXT, LONGEST_PLACE = 2000, 200


@once
def name_interested(*, act: Act, number: str, people: Sequence[e.Party], interest: str) -> str:
    """Name those whose major interests the licence touches, as review found them (登记利害关系人, art. 36).

    Raises Invalid: bad-party, and what the rule raises.
    """
    held = case_for(act, number, may="name-interested")
    event = interested.name_interested(
        held.case,
        held.release,
        people=checked_each(people),
        interest=text(interest, LONGEST_TEXT),
        today=held.today,
    )
    write(held, event)
    return number


@once
def hear_statement(*, act: Act, number: str, by: str, statement: str) -> str:
    """Put down what the applicant or somebody interested states (听取陈述申辩, art. 36)."""
    held = case_for(act, number, may="hear-statement")
    event = interested.hear_statement(
        held.case, held.release, by=clean_name(by), statement=text(statement, LONGEST_TEXT), today=held.today
    )
    write(held, event)
    return number


@once
def tell_hearing(*, act: Act, number: str, matter: str, to: Sequence[str] = ()) -> str:
    """Tell of the right to a hearing (告知听证权利, art. 47), with its notice: till then nothing is decided."""
    held = case_for(act, number, may="tell-hearing")
    event = rules.tell_hearing(
        held.case,
        held.release,
        matter=text(matter, LONGEST_TEXT),
        to=tuple(clean_name(name) for name in to),
        today=held.today,
    )
    return told(held, event, notices.hearing(held, event))


@once
def set_hearing(*, act: Act, number: str, day: date, at: time, place: str, host: str) -> str:
    """Set when and where the hearing is held (举行听证), with the notice that tells it (听证通知书, art. 48); the clock
    stands until then where a law says so (art. 45).
    """
    held = case_for(act, number, may="set-hearing")
    event = rules.set_hearing(
        held.case,
        day=day,
        time=f"{at:%H:%M}",
        place=text(place, LONGEST_PLACE),
        host=clean_name(host),
        today=held.today,
        calendar=held.calendar,
        beside=held.facts,
    )
    stop = rules.stop_for(held.case, held.release, event)
    event = replace(event, notice=issue(held, notices.hearing_notice(held, event, stop=stop)))
    write(held, event, *([stop] if stop else []))
    return number


@once
def hold_hearing(*, act: Act, number: str, record: str) -> str:
    """Record that the hearing was held (听证笔录); the clock runs on."""
    held = case_for(act, number, may="hold-hearing")
    event = rules.hold_hearing(held.case, record=text(record, LONGEST_TEXT), today=held.today)
    stop = rules.standing_stop(held.case, held.release)
    write(held, event, *([e.ClockResumed(on=held.today, stop=stop)] if stop else []))
    return number
