"""Views of my work kept under a name: listed above the queue, one key each, renamed, deleted, one of them first."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.desk.conftest import CLERK, MANAGER, REVIEWER, STRANGER
from tests.desk.test_access import looked_at
from yizhan.accounts.models import Account, RoleAssignment, SavedView
from yizhan.catalogue.models import PublishedRelease

ACCEPTED = "state=accepted"


def keep(client, name, filter_=ACCEPTED):
    """Keep a filter under a name."""
    return client.post("/desk/views/", {"name": name, "filter": filter_})


def test_what_is_asked_for_is_kept_under_a_name_and_listed_above_the_queue(desk_of, matter):
    one, other = matter(seed=1), matter("lincai", seed=2)
    one.submitted()
    other.accepted()
    clerk = desk_of(CLERK)
    assert keep(clerk, " 已经受理 的 ", "item=lincai&state=accepted")["Location"] == "/desk/?state=accepted&item=lincai"
    page = unescape(clerk.get("/desk/").content.decode())
    assert '<kbd>1</kbd> <span lang="zh-Hans">已经受理 的</span>' in page
    (address,) = re.findall(r'href="(/desk/\?[^"]+)" data-digit="1"', page)
    listed = clerk.get(address).content.decode()
    assert other.number in listed
    assert one.number not in listed
    assert 'data-digit="1" aria-current="true"' in listed


def test_the_text_that_was_searched_for_is_not_kept(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    one.accepted()
    assert (
        "查找的编号、姓名不保存" in clerk.get("/desk/", {"state": "accepted", "q": one.applicant.name}).content.decode()
    )
    keep(clerk, "已受理", f"{ACCEPTED}&q={one.applicant.name}&cursor=x")
    assert SavedView.objects.get().filter == ACCEPTED
    answer = keep(clerk, "找人", f"q={one.applicant.name}")
    assert answer.status_code == 409
    assert "没有可以保存的条件" in answer.content.decode()


@pytest.mark.parametrize("name", ["", "   ", "长" * 21, "看\u200b不见", "\x1b[2J", "看\u202e倒"])
def test_a_name_has_one_to_twenty_visible_characters(desk_of, name):
    answer = keep(desk_of(CLERK), name)
    assert answer.status_code in {400, 422}
    assert SavedView.objects.count() == 0


def test_nine_at_most_since_each_has_its_digit(desk_of):
    clerk = desk_of(CLERK)
    for place in range(1, 10):
        assert keep(clerk, f"第{place}个").status_code == 302
    answer = keep(clerk, "第十个")
    assert answer.status_code == 409
    assert "最多保存 9 个视图" in answer.content.decode()
    assert 'value="第十个"' in answer.content.decode()
    assert f'name="filter" value="{ACCEPTED}"' in answer.content.decode()
    assert keep(desk_of(REVIEWER), "我的第一个").status_code == 302
    clerk.post(f"/desk/views/{SavedView.objects.get(name='第3个').pk}/", {"do": "drop"})
    assert keep(clerk, "第十个").status_code == 302


def test_one_person_has_no_two_of_one_name(desk_of):
    clerk = desk_of(CLERK)
    keep(clerk, "急件")
    answer = keep(clerk, "急件", "state=submitted")
    assert answer.status_code == 409
    assert "您已经有一个叫“急件”的视图" in answer.content.decode()
    assert keep(desk_of(REVIEWER), "急件").status_code == 302
    keep(clerk, "慢件")
    slow = SavedView.objects.get(name="慢件")
    refused = clerk.post(f"/desk/views/{slow.pk}/", {"do": "rename", "name": "急件"})
    assert refused.status_code == 409
    assert 'value="急件"' in refused.content.decode()
    assert clerk.post(f"/desk/views/{slow.pk}/", {"do": "rename", "name": ""}).status_code == 422
    assert clerk.post(f"/desk/views/{slow.pk}/", {"do": "rename", "name": "不急的"}).status_code == 302
    assert "不急的" in clerk.get("/desk/").content.decode()


def test_the_list_opens_with_the_one_that_is_first(desk_of, matter):
    number, clerk = matter().submitted(), desk_of(CLERK)
    keep(clerk, "已受理")
    keep(clerk, "待受理", "state=submitted")
    accepted, submitted = SavedView.objects.order_by("pk")
    for view in (submitted, accepted):
        clerk.post(f"/desk/views/{view.pk}/", {"do": "first"})
    assert SavedView.objects.filter(first=True).count() == 1
    assert clerk.get("/desk/")["Location"] == "/desk/?state=accepted"
    assert number in clerk.get("/desk/?all=1").content.decode()
    assert number in clerk.get("/desk/?state=submitted").content.decode()
    clerk.post(f"/desk/views/{accepted.pk}/", {"do": "whole"})
    assert clerk.get("/desk/").status_code == 200


def test_nobody_elses_view_is_seen_opened_renamed_or_deleted(desk_of):
    keep(desk_of(CLERK), "我的")
    view = SavedView.objects.get()
    for other in (REVIEWER, STRANGER):
        client = desk_of(other)
        assert "我的</span>" not in client.get("/desk/").content.decode()
        for do in ("rename", "drop", "first", "whole", "fly"):
            assert client.post(f"/desk/views/{view.pk}/", {"do": do, "name": "他的"}).status_code == 404
    assert SavedView.objects.get() == view
    assert SavedView.objects.get().name == "我的"


def test_the_standing_battery(desk_of):
    clerk = desk_of(CLERK)
    keep(clerk, "我的")
    view = f"/desk/views/{SavedView.objects.get().pk}/"
    assert clerk.post(view, {"do": "fly"}).status_code == 422
    assert clerk.get(view).status_code == 405
    assert clerk.put("/desk/views/").status_code == 405
    assert clerk.post("/desk/views/999999999999999999999/", {"do": "drop"}).status_code == 404
    assert keep(clerk, "空的", "").status_code == 409
    assert keep(clerk, "乱的", "state=%FF%00&item=" + "x" * 9000).status_code in {302, 409}
    for client in (desk_of(MANAGER), desk_of("t522601100-helper")):
        assert client.get("/desk/views/").status_code == 403
        assert keep(client, "看看").status_code == 403
    assert Client().get("/desk/views/").status_code == 302
    assert Client().post(view, {"do": "drop"}).status_code == 302


def test_a_view_whose_item_is_gone_says_so(desk_of, matter):
    one, clerk = matter("lincai"), desk_of(CLERK)
    number = one.accepted()
    keep(clerk, "林木", "item=lincai")
    assert "已经停办" not in clerk.get("/desk/?item=lincai").content.decode()
    PublishedRelease.objects.filter(item="lincai").update(effective_from="2099-01-01")
    page = clerk.get("/desk/?item=lincai").content.decode()
    assert "已经停办或者不存在" in page
    assert number in page
    assert "有的条件已经不存在" in clerk.get("/desk/?all=1").content.decode()
    assert "已经停办或者不存在" in clerk.get("/desk/views/").content.decode()


def test_a_view_whose_state_or_person_is_gone_says_so(desk_of, matter):
    number, clerk = matter().accepted(), desk_of(CLERK)
    keep(clerk, "待受理", "state=submitted")
    keep(clerk, "他经手的", "taken=t522601100-nobody")
    assert "没有按它筛选" not in clerk.get("/desk/?state=submitted").content.decode()
    assert "已经不在本单位" in clerk.get("/desk/views/").content.decode()
    RoleAssignment.objects.filter(account__username=CLERK).update(role="approver")
    Account.objects.filter(username=CLERK).update(stamp=2_000_001)  # an actor is kept by its stamp
    page = clerk.get("/desk/?state=submitted").content.decode()
    assert "状态“待受理”不在您现在的岗位要办的状态里" in page
    assert number in page


def test_the_queue_is_narrowed_by_who_has_it_in_hand_and_by_centre(desk_of, matter, clock):
    mine, free = matter(seed=1).accepted(), matter(seed=2).accepted()
    clerk, reviewer = desk_of(CLERK), desk_of(REVIEWER)
    clerk.post(f"/desk/hands/{mine}/", {"do": "take"})
    for client, taken, there, absent in (
        (clerk, "me", mine, free),
        (clerk, "none", free, mine),
        (reviewer, CLERK, mine, free),
        (reviewer, "none", free, mine),
    ):
        page = client.get("/desk/", {"taken": taken}).content.decode()
        assert there in page
        assert absent not in page
    assert mine not in reviewer.get("/desk/?taken=me").content.decode()
    assert mine in clerk.get("/desk/?centre=522601100000-centre").content.decode()
    assert mine not in clerk.get("/desk/?centre=522601101000-centre").content.decode()
    assert "narrow_centre" not in clerk.get("/desk/").content.decode()


@pytest.mark.browser
def test_by_keyboard_a_digit_opens_a_view_and_a_name_is_kept(offices, matter):
    matter().accepted()
    page = offices(CLERK)
    page.goto("/desk/?state=accepted")
    page.locator(".keep-view summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("123已受理")
    page.keyboard.press("Enter")
    page.locator('[data-digit="1"]').wait_for()
    page.goto("/desk/")
    page.keyboard.press("1")
    page.wait_for_url("**/desk/?state=accepted")
    page.keyboard.press("0")
    page.wait_for_url("**/desk/?all=1")
    page.keyboard.press("?")
    assert page.get_by_text("打开带这个数字的链接").is_visible()
    assert [fault for address in ("/desk/?state=accepted", "/desk/views/") for fault in looked_at(page, address)] == []
