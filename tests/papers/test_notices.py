"""Notices as records: numbered, sealed where personal, printed once, verified by everybody."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from tests.papers.conftest import CASE, CENTRE, ELSEWHERE, STREAM, clerk
from tests.papers.samples import SAMPLES
from yizhan.journal.models import Entry, StreamKey
from yizhan.kernel.acting import Act
from yizhan.kernel.hashing import sm3
from yizhan.kernel.identifiers import parse_case_number
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.papers import access, actions, queries
from yizhan.papers.models import Notice, NoticeRendered, SealUse

Acts = Callable[..., Act]
pytestmark = pytest.mark.usefixtures("node")


def issue(act: Act, template: str = "refusal", **changes: object) -> Notice:
    """A notice of the sample case."""
    options = {name: changes.pop(name) for name in ("replaces", "seal") if name in changes}
    data = {**SAMPLES[template], "case_number": CASE, **changes}
    return actions.issue_notice(template, data, case_number=CASE, stream=STREAM, centre=CENTRE, act=act, **options)


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def proof_of(notice: Notice) -> str:
    return bytes(Entry.objects.get(stream=notice.stream, no=notice.no).hash).hex()


def test_a_notice_gets_a_number_that_checks_itself(act: Acts):
    numbers = [issue(act()).number for _ in range(3)]
    assert len(set(numbers)) == 3
    for number in numbers:
        assert number.startswith("WS5226011")
        assert parse_case_number(number.removeprefix("WS")).year == 2026


def test_nothing_personal_stands_in_the_row_nor_in_the_open_part_of_the_entry(act: Acts):
    notice = issue(act())
    entry = Entry.objects.get(stream=notice.stream, no=notice.no)
    for text in ("杨秀兰", "营运货车", "高于当地最低生活保障标准", SAMPLES["refusal"]["query_code"], "吴小梅"):
        assert text not in str(notice.data)
        assert text.encode() not in bytes(entry.head)
        assert text.encode() not in bytes(entry.sealed)


def test_an_incomplete_notice_is_refused_and_draws_no_number(act: Acts):
    with pytest.raises(Invalid, match="incomplete-notice"):
        issue(act(), court=None)
    assert issue(act()).number[-7:-1] == "000001"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received_on", "2026-02-30"),
        ("received_on", 5),
        ("reason", "半\ud800"),
        ("item", "\udfff"),
        ("returned", "不是表"),
        ("returned", [{"colour": "red"}]),
        ("returned", [{"name": "\ud800"}]),
        ("reason", {"a": 1}),
    ],
)
def test_what_cannot_be_printed_is_refused_before_it_is_recorded(act: Acts, field: str, value: object):
    with pytest.raises(Invalid) as refused:
        issue(act(), "return", **{field: value})
    assert refused.value.errors == {field: ["unreadable"]}
    assert not Notice.objects.exists()


def test_empty_optional_fields_and_what_the_form_does_not_carry_are_left_out(act: Acts):
    notice = issue(act(), "liaison", agent=None, provincial_number="", query_code="SECRET77")
    assert "provincial_number" not in notice.data
    pdf = actions.render_notice(notice.number, act())
    assert "SECRET77" not in text_of(pdf)
    assert "代理人" not in text_of(pdf)


def test_the_print_is_made_once_and_kept(act: Acts):
    notice = issue(act())
    first = actions.render_notice(notice.number, act(1))
    assert "杨秀兰" in text_of(first)
    assert notice.number in text_of(first)
    assert proof_of(notice) in text_of(first)
    assert actions.render_notice(notice.number, act(2)) == first
    [rendered] = NoticeRendered.objects.all()
    assert (rendered.digest, rendered.size) == (sm3(first).hex(), len(first))
    assert queries.read_all_files() == (1, [])


def test_the_english_print_is_a_reading_aid_and_is_not_kept_beside_the_print(act: Acts):
    notice = issue(act())
    english = actions.render_notice(notice.number, act(), language="en")
    assert "DecisiontoRefuseaBenefit" in text_of(english)
    [rendered] = NoticeRendered.objects.all()
    assert rendered.digest != sm3(english).hex()


def test_without_the_streams_key_there_is_no_print(act: Acts):
    printed, unprinted = issue(act()), issue(act())
    actions.render_notice(printed.number, act())
    StreamKey.objects.filter(stream=STREAM).delete()
    with pytest.raises(NotFound):
        actions.render_notice(printed.number, act())
    with pytest.raises(Refused, match="key-gone"):
        actions.render_notice(unprinted.number, act())
    assert queries.verify_by_number(printed.number, proof_of(printed)).state == "genuine"


def test_an_unknown_notice_is_not_found(act: Acts):
    with pytest.raises(NotFound):
        actions.render_notice("WS1", act())


def test_a_print_that_is_gone_is_found_by_verify(act: Acts):
    from yizhan.papers.models import FileUse

    actions.render_notice(issue(act()).number, act())
    FileUse.objects.all().delete()
    assert [fault.kind for fault in queries.read_all_files()[1]] == ["file-missing"]


def test_a_notice_is_verified_by_number_and_either_digest(act: Acts):
    notice = issue(act())
    pdf = actions.render_notice(notice.number, act())
    for proof in (proof_of(notice), proof_of(notice)[:8], proof_of(notice).upper(), sm3(pdf).hex()):
        verdict = queries.verify_by_number(notice.number.lower(), proof)
        assert (verdict.state, verdict.title, verdict.organ) == ("genuine", "不予给付决定书", "凯里市民政局")


def test_a_number_alone_is_answered_like_an_unknown_one(act: Acts):
    notice = issue(act())
    assert queries.verify_by_number(notice.number) == queries.verify_by_number("WS-NONE", "ab" * 32) == queries.UNKNOWN
    assert queries.verify_by_number(notice.number, proof_of(notice)[:7]) == queries.UNKNOWN


def test_another_digest_is_different(act: Acts):
    assert queries.verify_by_number(issue(act()).number, "ab" * 32).state == "different"


def test_a_notice_is_verified_by_its_file_and_one_changed_byte_is_unknown(act: Acts):
    pdf = actions.render_notice(issue(act()).number, act())
    assert queries.verify_by_file(sm3(pdf).hex()).state == "genuine"
    assert queries.verify_by_file(sm3(pdf + b"\n").hex()) == queries.UNKNOWN


def test_a_notice_is_verified_by_its_code_even_where_its_record_is_not(act: Acts):
    notice = issue(act())
    from yizhan.journal.access import sign

    proof = proof_of(notice)
    code = f"{notice.number}|{proof}|{sign(queries.signed_message(notice.number, proof))}"
    assert queries.verify_by_code(code).title == "不予给付决定书"
    elsewhere = f"WS9|{proof}|{sign(queries.signed_message('WS9', proof))}"
    assert queries.verify_by_code(elsewhere).state == "genuine"
    for forged in (code.replace("WS5", "WS6"), code[:-4] + "AAAA", "", "a|b", "a|b|c", "\ud800|b|c", "|".join("abcd")):
        assert queries.verify_by_code(forged) == queries.UNKNOWN


def test_a_corrected_notice_replaces_the_old_one_visibly(act: Acts):
    old = issue(act())
    new = issue(act(1), replaces=old.number)
    verdict = queries.verify_by_number(old.number, proof_of(old))
    assert (verdict.state, verdict.replaced_by) == ("replaced", new.number)
    assert queries.verify_by_number(new.number, proof_of(new)).state == "genuine"
    assert f"替代第{old.number}号文书" in text_of(actions.render_notice(new.number, act(2)))


def test_a_notice_is_replaced_once_and_only_within_its_case(act: Acts):
    old = issue(act())
    issue(act(1), replaces=old.number)
    with pytest.raises(Refused, match="already-replaced"):
        issue(act(2), replaces=old.number)
    with pytest.raises(NotFound):
        issue(act(2), replaces="WS0")
    data = {**SAMPLES["refusal"], "case_number": "ANOTHER"}
    with pytest.raises(NotFound):
        actions.issue_notice(
            "refusal", data, case_number="ANOTHER", stream=STREAM, centre=CENTRE, act=act(2), replaces=old.number
        )


def test_the_provincial_service_says_that_it_is_not_connected(act: Acts):
    notice = issue(act(), seal="provincial")
    with pytest.raises(Refused, match="seal-service-missing"):
        actions.render_notice(notice.number, act())
    with pytest.raises(Invalid, match="unknown-seal-port"):
        issue(act(), seal="wax")


def use_seal(act: Act, notice: Notice, **changes: str) -> SealUse:
    given = {
        "seal_id": "seal-7",
        "operator": "龙光明",
        "approver": "潘国强",
        "reason": "不予给付决定",
        "place": "2号窗口",
        **changes,
    }
    return actions.record_seal_use(notice=notice.number, act=act, **given)


def test_a_use_of_a_seal_is_entered_with_everything_that_the_ledger_wants(act: Acts):
    notice = issue(act())
    use = use_seal(act(5), notice)
    entry = Entry.objects.get(stream=use.stream, no=use.no)
    assert use.document_hash == proof_of(notice)
    assert (use.case_number, use.used_at, use.document_version) == (CASE, act(5).now, 1)
    assert "潘国强".encode() not in bytes(entry.head)


def test_a_seal_is_not_used_without_approval_or_reason_or_on_what_carries_none(act: Acts):
    notice = issue(act())
    for field, code in (("approver", "approver-missing"), ("reason", "reason-missing")):
        with pytest.raises(Refused, match=code):
            use_seal(act(), notice, **{field: ""})
    with pytest.raises(Refused, match="seal-not-used"):
        use_seal(act(), issue(act(), seal="none"))
    with pytest.raises(NotFound):
        use_seal(act(), Notice(number="WS-NONE"))


def test_a_notice_of_a_case_is_for_whom_the_cases_name(act: Acts, monkeypatch: pytest.MonkeyPatch):
    notice = issue(act())
    colleague, stranger = clerk("colleague"), clerk("stranger", ELSEWHERE)
    monkeypatch.setattr(access, "_also", [])
    for actor in (colleague, stranger):
        with pytest.raises(NotFound):
            access.notice_for(actor, notice.number)
    access.let_see_notices(lambda actor, seen: actor.centre == CENTRE and seen.case_number == CASE)
    assert access.notice_for(colleague, notice.number) == notice
    with pytest.raises(NotFound):
        access.notice_for(stranger, notice.number)


def test_the_public_page_verifies_by_number_code_and_file(act: Acts, client: Client):
    notice = issue(act())
    pdf = actions.render_notice(notice.number, act())
    by_number = client.post("/notices/verify/", {"number": notice.number, "proof": proof_of(notice)[:8]})
    by_file = client.post("/notices/verify/", {"file": SimpleUploadedFile("x.pdf", pdf)})
    for answer in (by_number, by_file):
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "文书真实有效" in page
        assert "杨秀兰" not in page
    assert "没有查到" in client.post("/notices/verify/", {"code": "a|b|c"}).content.decode()
    assert "对不上" in client.post("/notices/verify/", {"number": notice.number, "proof": "0" * 64}).content.decode()


@pytest.mark.parametrize("given", [{}, {"number": "WS1"}, {"number": "x" * 100, "proof": "a" * 8}])
def test_the_public_page_says_what_is_missing(client: Client, given: dict[str, str]):
    assert client.post("/notices/verify/", given).status_code == 422


def test_the_public_page_answers_in_english(act: Acts, client: Client):
    assert client.get("/notices/verify/").status_code == 200
    assert client.put("/notices/verify/").status_code == 405


def test_the_public_page_is_limited(client: Client):
    answers = [client.post("/notices/verify/", {"number": "WS1", "proof": "a" * 8}).status_code for _ in range(25)]
    assert answers[0] == 200
    assert 429 in answers


def test_nobody_reads_a_print_without_logging_in(act: Acts, client: Client):
    answer = client.get(f"/notices/{issue(act()).number}.pdf")
    assert answer.status_code == 302
    assert b"%PDF" not in answer.content


def test_who_may_see_gets_the_print_and_strangers_do_not_know_it(
    act: Acts, client: Client, monkeypatch: pytest.MonkeyPatch
):
    from yizhan.accounts.models import Account

    monkeypatch.setattr(access, "_also", [lambda actor, seen: actor.centre == CENTRE])

    notice = issue(act())
    for centre, status in ((CENTRE, 200), (ELSEWHERE, 404)):
        account = Account.objects.create_user(f"user-{centre}", name="吴小梅", centre=centre, organ=clerk().organ)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(f"/notices/{notice.number}.pdf")
        assert answer.status_code == status
        assert (answer.content[:4] == b"%PDF") == (status == 200)
        assert client.get("/notices/WS0.pdf").status_code == 404
        assert client.post(f"/notices/{notice.number}.pdf").status_code == 405


def test_issuing_costs_few_statements_however_many_notices_there_are(
    act: Acts, django_assert_max_num_queries: Callable[..., object]
):
    for _ in range(5):
        issue(act())
    with django_assert_max_num_queries(10):
        issue(act())
