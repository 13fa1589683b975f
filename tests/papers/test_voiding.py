"""A notice declared void: a record beside it, told to whoever verifies it, never printed clean again."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.papers.conftest import STREAM
from tests.papers.test_notices import issue, proof_of, text_of
from yizhan.journal import replay, verification
from yizhan.journal.models import Entry
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import NotFound, Refused
from yizhan.papers import actions, queries, void_queries
from yizhan.papers.models import FileUse, NoticeRendered, NoticeVoided, StoredFile
from yizhan.papers.void_actions import void_notice

Acts = Callable[..., Act]
REASON = "身份证号写错"
pytestmark = pytest.mark.usefixtures("node")


def test_whoever_verifies_it_reads_since_when_it_is_void(act: Acts, client: Client):
    notice = issue(act())
    proof = proof_of(notice)
    void_notice(number=notice.number, reason=REASON, act=act(1))
    found = queries.verify_by_number(notice.number, proof)
    assert (found.state, found.voided_on) == ("voided", act().today)
    shown = client.post("/notices/verify/", {"number": notice.number, "proof": proof[:12]}).content.decode()
    assert "文书已经作废" in shown
    assert f"{act().today.year}年" in shown
    assert REASON not in shown
    told = client.get(f"/api/v1/public/notices/{notice.number}", {"digest": proof[:12]}).json()
    assert (told["state"], told["voided_on"]) == ("voided", act().today.isoformat())


def test_why_and_who_stand_in_the_sealed_part(act: Acts):
    notice = issue(act())
    row = void_notice(number=notice.number, reason=REASON, act=act(1))
    entry = Entry.objects.get(stream=STREAM, no=row.no)
    assert REASON.encode() not in bytes(entry.head)
    assert (row.by, row.account, row.slip) == ("吴小梅", "clerk", "unprinted")


def test_its_number_is_never_drawn_again(act: Acts):
    first = issue(act())
    void_notice(number=first.number, reason=REASON, act=act(1))
    assert issue(act(2)).number[-7:-1] == "000002"


def test_a_void_one_is_shown_with_the_mark_alone_and_not_kept(act: Acts):
    notice = issue(act())
    void_notice(number=notice.number, reason=REASON, act=act(1))
    shown = text_of(actions.render_notice(notice.number, act(2)))
    assert "作废，不得使用" in shown
    assert "Voidsince" in text_of(actions.render_notice(notice.number, act(2), language="en"))
    assert not NoticeRendered.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_printed_one_wants_its_slip_back_or_the_reason_why_not(act: Acts):
    notice = issue(act())
    clean = actions.render_notice(notice.number, act(1))
    with pytest.raises(Refused, match="slip-not-told"):
        void_notice(number=notice.number, reason=REASON, act=act(2))
    with pytest.raises(Refused, match="slip-reason-missing"):
        void_notice(number=notice.number, reason=REASON, slip="out", act=act(2))
    row = void_notice(number=notice.number, reason=REASON, slip="out", why_out="已寄出", act=act(2))
    assert (row.slip, row.why_out) == ("out", "已寄出")
    assert actions.render_notice(notice.number, act(3)) != clean
    assert queries.read_all_files() == (1, [])


def test_the_english_print_counts_as_a_print(act: Acts):
    notice = issue(act())
    actions.render_notice(notice.number, act(1), language="en")
    assert void_queries.is_printed(notice.number)


def test_what_was_voided_while_its_print_was_made_is_handed_to_nobody(act: Acts, monkeypatch: pytest.MonkeyPatch):
    notice = issue(act())
    made = actions.rendering.render

    def slow(*args: object, **more: object) -> bytes:
        void_notice(number=notice.number, reason=REASON, act=act(1))
        return made(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(actions.rendering, "render", slow)
    with pytest.raises(Refused, match="notice-voided"):
        actions.render_notice(notice.number, act(1))
    assert not NoticeRendered.objects.exists()
    assert not FileUse.objects.exists()
    assert not StoredFile.objects.exists()


def test_nothing_is_sealed_that_is_void(act: Acts):
    notice = issue(act())
    void_notice(number=notice.number, reason=REASON, act=act(1))
    with pytest.raises(Refused, match="notice-voided"):
        actions.record_seal_use(
            seal_id="s", notice=notice.number, operator="甲", approver="乙", reason="受理", place="", act=act(2)
        )


def test_twice_is_refused_and_an_unknown_one_not_found(act: Acts):
    notice = issue(act())
    void_notice(number=notice.number, reason=REASON, act=act(1))
    with pytest.raises(Refused, match="already-voided"):
        void_notice(number=notice.number, reason=REASON, act=act(2))
    with pytest.raises(NotFound):
        void_notice(number="WS9", reason=REASON, act=act(2))


def test_a_rebuild_knows_it_again(act: Acts):
    notice = issue(act())
    void_notice(number=notice.number, reason=REASON, act=act(1))
    before = list(NoticeVoided.objects.values())
    replay.rebuild()
    assert list(NoticeVoided.objects.values()) == before
    assert verification.verify().faults == []
