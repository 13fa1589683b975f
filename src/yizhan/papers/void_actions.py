"""Declaring a notice void (文书作废): a record beside it, who and why; nothing is erased."""

from django.db import transaction

from yizhan.journal import actions as journal
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import text
from yizhan.kernel.refusals import NotFound
from yizhan.papers import void_queries, void_rules
from yizhan.papers.models import Notice, NoticeVoided


@transaction.atomic
def void_notice(*, number: str, reason: str, act: Act, slip: str = "", why_out: str = "") -> NoticeVoided:
    """Declare a notice void; that it is the actor's to do, the caller knows.

    Raises NotFound and what `void_rules.void` raises.
    """
    notice = Notice.objects.filter(number=number).first()
    if notice is None:
        raise NotFound
    journal.lock_head(notice.stream)  # a print that is made at the same moment waits, or was first and counts
    earlier = void_queries.voiding_of(number)
    longest = void_rules.LONGEST_REASON
    reason, why_out = text(reason, longest), text(why_out, longest)
    slip = void_rules.void(
        number=number,
        voided_on=earlier.on if earlier else None,
        printed=void_queries.is_printed(number),
        slip=slip,
        reason=reason,
        why_out=why_out,
    )
    row = NoticeVoided(
        number=number,
        case_number=notice.case_number,
        on=act.today,
        slip=slip,
        reason=reason,
        why_out=why_out if slip == void_rules.OUT else "",
        by=act.actor.name,
    )
    journal.record(row, stream=notice.stream, centre=notice.centre, act=act)
    return row
