"""What was typed and not sent: kept as typed, listed, taken up, gone with the act; never anybody else's."""

import re
import uuid
from html import unescape

from django.test import Client

from tests.desk.conftest import CLERK, MANAGER, REVIEWER
from tests.desk.test_acts import sent, stands
from tests.desk.test_new_matter import PAGE, whole
from yizhan.accounts.models import Draft
from yizhan.cases.models import Case


def kept(clerk, typed, page=PAGE):
    """Keep a form as the browser does every few seconds."""
    return clerk.post("/desk/drafts/", typed | {"draft.page": page})


def test_what_was_typed_is_kept_as_it_was_typed_and_taken_up(desk_of, matter):
    clerk = desk_of(CLERK)
    typed = whole(matter(), **{"a-id_number": "52260", "form.members.0.monthly_income": "很少", "a-name": " 杨 "})
    assert kept(clerk, typed).status_code == 204
    home = unescape(clerk.get("/desk/").content.decode())
    assert f"{PAGE}?draft={typed['key']}" in home
    page = unescape(clerk.get(f"{PAGE}?draft={typed['key']}").content.decode())
    for value in (
        'value="52260"',
        'value="很少"',
        'value=" 杨 "',
        f'name="key" value="{typed["key"]}"',
        "接着上次的填写",
    ):
        assert value in page, value
    assert "还有地方要改" not in page
    assert 'id="has-identity" value="1" checked' in page


def test_the_newest_word_counts_and_there_is_one_draft_a_form(desk_of, matter):
    clerk, typed = desk_of(CLERK), whole(matter())
    kept(clerk, typed)
    kept(clerk, typed | {"a-name": "后来改的"})
    assert Draft.objects.count() == 1
    assert "后来改的" in clerk.get(f"{PAGE}?draft={typed['key']}").content.decode()


def test_a_draft_lies_sealed_and_dies_with_its_key(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    typed = whole(one)
    kept(clerk, typed)
    row = Draft.objects.get()
    for secret in (one.applicant.name, one.applicant.id_number):
        assert secret.encode() not in bytes(row.content)
    clerk.post("/desk/drafts/drop/", {"key": typed["key"]})
    assert Draft.objects.count() == 0


def test_it_is_gone_when_the_case_is_opened_and_a_late_word_revives_nothing(desk_of, matter):
    clerk, typed = desk_of(CLERK), whole(matter())
    kept(clerk, typed)
    assert clerk.post(PAGE, typed).status_code == 302
    assert (Case.objects.count(), Draft.objects.count()) == (1, 0)
    assert kept(clerk, typed).status_code == 204
    assert Draft.objects.count() == 0


def test_a_faulty_page_is_kept_by_itself(desk_of, matter):
    """The power may go while the clerk mends what was wrong."""
    clerk, typed = desk_of(CLERK), whole(matter(), **{"a-name": ""})
    assert clerk.post(PAGE, typed).status_code == 422
    assert Draft.objects.get().key == typed["key"]


def test_the_form_of_any_act_is_kept_and_gone_with_the_act(desk_of, matter):
    number, clerk = matter().submitted(), desk_of(CLERK)
    page, typed = f"/desk/cases/{number}/not-required/", sent(number, reason="房前屋后")
    kept(clerk, typed, page)
    assert "房前屋后" in clerk.get(f"{page}?draft={typed['key']}").content.decode()
    assert number in clerk.get("/desk/").content.decode()
    assert clerk.post(page, typed).status_code == 302
    assert Draft.objects.count() == 0
    assert stands(number).state == "not-required"


def test_nobody_elses_draft_is_seen_or_dropped(desk_of, matter):
    clerk, other, typed = desk_of(CLERK), desk_of(REVIEWER), whole(matter(), **{"a-address": "三棵树镇九组"})
    kept(clerk, typed)
    assert "三棵树镇九组" not in other.get(f"{PAGE}?draft={typed['key']}").content.decode()
    other.post("/desk/drafts/drop/", {"key": typed["key"]})
    assert Draft.objects.count() == 1
    assert typed["key"] not in other.get("/desk/").content.decode()


def test_nonsense_is_refused_and_keeps_nothing(desk_of, matter):
    clerk, typed = desk_of(CLERK), whole(matter())
    for page in ("/desk/overview/", "https://example.org/", "", "/desk/cases/1/fly/"):
        assert kept(clerk, typed, page).status_code == 404, page
    assert kept(clerk, typed | {"key": ""}).status_code == 404
    assert kept(clerk, typed | {"a-address": "长" * 200_000}).status_code == 413
    assert clerk.get("/desk/drafts/").status_code == 405
    assert Client().post("/desk/drafts/", typed).status_code == 302
    assert desk_of(MANAGER).get(f"{PAGE}?draft={uuid.uuid4().hex}").status_code == 403
    assert Draft.objects.count() == 0


def test_an_old_draft_is_not_offered(desk_of, matter, clock):
    clerk, typed = desk_of(CLERK), whole(matter())
    kept(clerk, typed)
    clock.move(days=8)
    assert typed["key"] not in clerk.get("/desk/").content.decode()
    kept(clerk, typed | {"key": uuid.uuid4().hex})
    assert Draft.objects.count() == 1


def test_whoever_was_logged_out_comes_back_to_the_page_of_the_form(desk_of, matter):
    answer = Client().post(PAGE, whole(matter()), headers={"Referer": f"http://testserver{PAGE}"})
    assert re.search(r"next=(http%3A//testserver|)/desk/new/dibao/", answer["Location"])
