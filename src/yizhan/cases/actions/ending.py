"""Withdrawal, termination, and answers to wishes (撤回、终止、对请求的答复)."""

from dataclasses import replace

from yizhan.cases import events as e
from yizhan.cases import result_notices as notices
from yizhan.cases.access import case_for
from yizhan.cases.actions.writing import once, told, wish_of, write
from yizhan.cases.rules import ending as rules
from yizhan.cases.rules import parties, undoing
from yizhan.cases.told import newest_of
from yizhan.journal import queries as journal
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import text
from yizhan.papers.original_queries import out_of_case
from yizhan.papers.void_actions import void_notice
from yizhan.papers.void_queries import register_of, voidings_of_case

LONGEST_TEXT = 2000
ACT_UNDONE = "原办理已由本人撤销，文书没有打印、没有送出"


@once
def withdraw_case(*, act: Act, number: str, wish: str = "", reason: str = "") -> str:
    """Withdraw for the applicant (撤回申请): he said so here, or in a wish."""
    held = case_for(act, number, may="withdraw")
    said = wish_of(held.facts, wish) if wish else None
    event = rules.withdraw(held.case, wish=said, reason=text(reason, LONGEST_TEXT), today=held.today)
    return told(held, event, notices.ending(held, event))


@once
def terminate_case(*, act: Act, number: str, outcome: str, reason: str) -> str:
    """End the handling without a decision (终止办理), with the reason told."""
    held = case_for(act, number, may="terminate")
    event = rules.terminate(
        held.case, outcome=outcome, reason=text(reason, LONGEST_TEXT), today=held.today, calendar=held.calendar
    )
    return told(held, event, notices.ending(held, event))


@once
def close_case(*, act: Act, number: str) -> str:
    """Close the file (结案归档), when no paper original of it is out any more."""
    held = case_for(act, number, may="close")
    write(held, rules.close(held.case, held.release, originals_out=len(out_of_case(number)), today=held.today))
    return number


@once
def answer_wish(*, act: Act, number: str, wish: str, granted: bool, reason: str = "") -> str:
    """Grant or decline a wish of somebody who does not hold the case."""
    held = case_for(act, number, may="withdraw")
    said = wish_of(held.facts, wish)
    if granted:
        event = rules.grant_wish(held.case, wish=said, today=held.today)
    else:
        event = rules.decline_wish(held.case, wish=said, reason=text(reason, LONGEST_TEXT), today=held.today)
    write(held, event)
    return number


@once
def number_case(*, act: Act, number: str, system: str, other: str) -> str:
    """Keep another system's number beside our own (省平台、业务系统编号)."""
    held = case_for(act, number, may="advance")
    write(held, e.Numbered(on=held.today, system=text(system, 60), number=text(other, 80)))
    return number


@once
def change_contact(
    *, act: Act, number: str, phone: str = "", address: str = "", agent_phone: str = "", agent_address: str = ""
) -> str:
    """Another telephone number or address of the applicant or his agent (变更联系方式). Raises Refused, Invalid."""
    held = case_for(act, number, may="advance")
    new = {"phone": phone, "address": address, "agent_phone": agent_phone, "agent_address": agent_address}
    write(held, parties.change_contact(held.case, today=held.today, **new))
    return number


@once
def undo_act(*, act: Act, number: str) -> str:
    """Take the newest act of the case back (撤销操作): a new entry by the same person, its notice void with it."""
    held = case_for(act, number, may="undo")
    newest = newest_of(journal.written(held.head.stream)[-1], register_of(number, voidings_of_case(number)))
    event = undoing.undo(
        held.case, newest=newest, account=act.actor.account, time_acted=bool(held.settled), today=held.today
    )
    write(held, event)
    if event.voided:
        void_notice(number=event.voided, reason=ACT_UNDONE, act=replace(act, key="", digest=""))
    return number
