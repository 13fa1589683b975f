"""What an act costs the database: its statements besides session and transaction control."""

from statistics import median

from django.db import connection

from tests.support.matters import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, REVIEWER, Matter
from tests.support.worlds import world  # noqa: F401
from yizhan.cases.actions import custody, decision, review
from yizhan.cases.events import Proof
from yizhan.kernel.acting import legal_day

CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")
MEDIAN_AT_MOST, EVER_AT_MOST = 15, 25


def acts(matter):
    """The acts of a 低保 matter from its papers to the result handed out."""
    number, reviewer = matter.number, matter.act(REVIEWER)
    proof = Proof(system="社会救助信息核对系统", number="HD2026001", on=legal_day(matter.now))
    both = (CLERK, REVIEWER)
    return [
        matter.received,
        matter.accepted,
        lambda: review.advance_case(act=reviewer, number=number, step="check", proof=proof),
        lambda: review.advance_case(act=reviewer, number=number, step="survey", officers=both, opinion="情况属实"),
        lambda: review.advance_case(act=reviewer, number=number, step="review", opinion="符合条件"),
        lambda: review.publicise_case(act=reviewer, number=number, step="publicity", place="平乐村公示栏"),
        lambda: review.advance_case(act=matter.wait(8).act(REVIEWER), number=number, step="publicity"),
        lambda: custody.forward_case(act=matter.act(CLERK), number=number, opinion="同意上报"),
        lambda: custody.receive_case(act=matter.act(COUNTY_REVIEWER), number=number),
        lambda: decision.decide_case(act=matter.act(COUNTY_APPROVER), number=number, content="确认为低保对象"),
        lambda: decision.certify_case(act=matter.act(COUNTY_APPROVER), number=number),
        matter.delivered,
    ]


def counted(act):
    """How many statements an act executes."""
    said = []

    def note(execute, sql, params, many, context):
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return sum(not sql.startswith(CONTROL) for sql in said)


def test_the_median_act_needs_at_most_fifteen_statements_and_none_more_than_twenty_five(world):
    for act in acts(Matter()):
        act()  # what rarely changes is in memory afterwards, as in a node that has been running
    figures = [counted(act) for act in acts(Matter())]
    assert median(figures) <= MEDIAN_AT_MOST, figures
    assert max(figures) <= EVER_AT_MOST, figures
