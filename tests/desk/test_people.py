"""Who stands at the window: found by one box, known from the number, nothing asked or brought twice."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.conftest import CLERK, MANAGER, STRANGER
from tests.desk.test_acts import PDF, stands
from tests.desk.test_new_matter import PAGE, whole
from tests.desk.test_outcome import screen
from tests.support.worlds import MONDAY
from yizhan.accounts.models import Draft, Look
from yizhan.cases.models import Case
from yizhan.catalogue.queries import release_in_force
from yizhan.desk import leading
from yizhan.papers.queries import files_of

HTMX = {"HX-Request": "true"}


def asked(clerk, **sent):
    """The answer of the search box."""
    return screen(clerk.post("/desk/who/", sent, headers=HTMX))


def draft_in(page):
    """The key under which whoever was found goes on."""
    return re.search(r'name="key" value="([0-9a-f]{32})"', page)[1]


def test_a_number_says_sex_age_and_place_and_goes_on_to_the_matter(desk_of):
    clerk = desk_of(CLERK)
    page = asked(clerk, q="522601197803150024")
    for words in ("女", "47 岁", "1978年3月15日", "凯里市", "校验位正确"):
        assert words in page, words
    matter = clerk.get(f"{PAGE}?draft={draft_in(page)}").content.decode()
    assert 'value="522601197803150024"' in matter
    items = clerk.get("/desk/new/", {"q": "db", "key": draft_in(page)}, headers=HTMX).content.decode()
    assert f"{PAGE}?draft={draft_in(page)}" in items


def test_a_mistyped_number_says_what_is_wrong(desk_of):
    clerk = desk_of(CLERK)
    assert "身份证号码有误" in asked(clerk, q="522601197803150025")
    assert "身份证号码有误" in screen(clerk.post("/desk/who/number/", {"a-id_number": "522601197803150025"}))
    assert "男" in screen(clerk.post("/desk/who/number/", {"a-id_number": "522601195007305073"}))


def test_a_name_and_a_telephone_number_go_on_too(desk_of):
    clerk = desk_of(CLERK)
    assert 'value="杨秀英"' in screen(clerk.get(f"{PAGE}?draft={draft_in(asked(clerk, q='杨秀英'))}"))
    assert 'value="18507069464"' in screen(clerk.get(f"{PAGE}?draft={draft_in(asked(clerk, q='18507069464'))}"))
    assert 'name="key" value=""' in asked(clerk, q="52260110000026SK000001P")


def test_an_earlier_case_gives_the_person_and_the_look_is_recorded(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    number = one.submitted()
    page = asked(clerk, q=one.applicant.name)
    assert number in page
    assert one.applicant.id_number not in page
    chosen = asked(clerk, of=number)
    filled = screen(clerk.get(f"/desk/new/linshi-jiuzhu/?draft={draft_in(chosen)}"))
    for value in (one.applicant.name, one.applicant.id_number, one.applicant.phone, one.applicant.address):
        assert f'value="{value}"' in filled
    assert (Look.objects.get().subject, Look.objects.get().field) == (f"case:{number}", "applicant, household")


def test_the_household_of_an_earlier_case_is_not_asked_again(desk_of, matter):
    one, clerk = matter(seed=3), desk_of(CLERK)
    assert len(one.form["members"]) > 1
    chosen = asked(clerk, of=one.submitted())
    homestead = screen(clerk.get(f"/desk/new/zhaijidi/?draft={draft_in(chosen)}"))
    for place, person in enumerate(one.form["members"]):
        assert re.search(rf'name="form.members.{place}.name"[^>]* value="{person["name"]}"', homestead)
        assert f'<option value="{person["relation"]}" lang="zh-Hans" selected>' in homestead
    assert "monthly_income" not in homestead
    again = screen(clerk.get(f"{PAGE}?draft={draft_in(chosen)}"))
    assert re.search(r'name="form.members.1.monthly_income"[^>]* value=""', again)


def test_a_household_without_the_applicant_is_nobodys(desk_of, matter):
    one, clerk = matter(seed=3), desk_of(CLERK)
    one.form["members"][0]["relation"] = "other"
    chosen = asked(clerk, of=one.submitted())
    page = screen(clerk.get(f"{PAGE}?draft={draft_in(chosen)}"))
    assert one.form["members"][1]["name"] not in page


def test_who_is_insured_is_the_applicant_only_where_he_says_so(desk_of, matter):
    one, clerk = matter("yibao-canbao", seed=3), desk_of(CLERK)
    page = "/desk/new/yibao-canbao/"
    sent = whole(one, **{"form.insured_name": "", "form.insured_id": "", "do": "update"})
    himself = screen(clerk.post(page, sent | {"form.relation": "self"}))
    assert re.search(rf'name="form.insured_name"[^>]* value="{one.applicant.name}"', himself)
    child = screen(clerk.post(page, sent | {"form.relation": "child"}))
    assert re.search(r'name="form.insured_name"[^>]* value=""', child)


def test_the_conditions_of_acceptance_know_their_answer(world):
    assert leading.meeting(release_in_force("lincai", MONDAY.date())) == {
        "tenure_clear": "yes",
        "replanted": "yes",
        "protected": "no",
    }
    assert "local_household" not in leading.meeting(release_in_force("yibao-canbao", MONDAY.date()))


def test_a_paper_that_is_on_file_is_not_brought_twice(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    clerk.post(PAGE, whole(one, **{"file.household": SimpleUploadedFile("户口簿.pdf", PDF)}))
    first = Case.objects.get().number
    filled = screen(clerk.get(f"{PAGE}?draft={draft_in(asked(clerk, of=first))}"))
    assert re.search(r'name="reuse.household".*?户口簿.pdf.*?' + first, filled, re.DOTALL)
    again = whole(one, but=("household",), earlier=first, **{"reuse.household": "1"})
    assert clerk.post(PAGE, again).status_code == 302
    second = Case.objects.exclude(number=first).get().number
    assert [filed.name for filed in files_of(f"case:{second}")] == ["户口簿.pdf"]
    assert stands(second).materials["household"].note == f"沿用{first}"
    assert Look.objects.filter(subject=f"case:{first}", why="新件沿用材料").count() == 1


def test_a_stranger_learns_nothing_of_a_person(desk_of, matter):
    one, stranger = matter(), desk_of(STRANGER)
    number = one.submitted()
    assert number not in asked(stranger, q=one.applicant.id_number)
    assert stranger.post("/desk/who/", {"of": number}, headers=HTMX).status_code == 404
    forged = whole(one, earlier=number, **{"reuse.household": "1"})
    assert "reuse.household" not in unescape(stranger.post(PAGE, forged | {"do": "update"}).content.decode())
    assert desk_of(MANAGER).post("/desk/who/", {"q": "杨"}).status_code == 403
    assert stranger.get("/desk/who/").status_code == 405
    assert Draft.objects.count() <= 2


def test_without_scripts_too_the_person_who_was_taken_over_leads_on_to_the_item(desk_of, matter):
    one = matter()
    one.submitted()
    page = screen(desk_of(CLERK).post("/desk/who/", {"of": one.number}))
    assert [field for field in re.findall("<input[^>]*>", page) if "autofocus" in field and 'id="item-search"' in field]
    assert len(re.findall(r"\bautofocus\b", page)) == 1


def test_looking_for_the_item_by_a_page_of_its_own_does_not_lose_who_was_found(desk_of, matter):
    one = matter()
    one.submitted()
    clerk = desk_of(CLERK)
    draft = draft_in(asked(clerk, of=one.number))
    page = screen(clerk.get("/desk/new/", {"q": "低保", "key": draft}))
    assert one.applicant.name in page
    assert [field for field in re.findall("<input[^>]*>", page) if "autofocus" in field and 'id="item-search"' in field]
    assert f"/desk/new/dibao/?draft={draft}" in page
    assert one.applicant.name not in screen(desk_of(STRANGER).get("/desk/new/", {"q": "低保", "key": draft}))


def test_it_works_without_scripts(desk_of):
    page = screen(desk_of(CLERK).post("/desk/who/", {"q": "522601197803150024"}))
    assert "<html" in page
    assert f"?draft={draft_in(page)}" in page
