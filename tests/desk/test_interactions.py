"""How many interactions a matter takes at the window: everything at hand, by keyboard, from the chosen item on."""

import re
from decimal import Decimal

import pytest

from tests.desk.conftest import CLERK
from tests.desk.test_acts import stands
from tests.desk.test_keyboard import MOST, Keys
from tests.support.environment import ROOT
from yizhan.cases.models import Case
from yizhan.desk.forms.intake import answer_text

pytestmark = [pytest.mark.browser]
ITEMS = ("dibao", "linshi-jiuzhu", "lincai", "zhaijidi", "yibao-canbao")
USUAL = {
    "dibao": {},
    "linshi-jiuzhu": {"event": "illness", "urgent": False, "amount": Decimal(2000)},
    "lincai": {"land": "own_hill", "volume": Decimal(20)},
    "zhaijidi": {"purpose": "rebuild", "has_home": True, "land": "construction", "neighbours": False},
    "yibao-canbao": {"category": "adult", "local_household": True},
}
"""What most people of the sample come with; the rest as the sample invents it."""
SEED = {"zhaijidi": 4, "yibao-canbao": 3}
UNANSWERED = """() => {
  const open = [...document.querySelectorAll('.question')].filter(box =>
    !box.querySelector('input:checked') && ![...box.querySelectorAll('input[type=text]')].some(one => one.value));
  return open.length ? open[0].id.slice(2) : '';
}"""


def documented():
    """The table in docs/items.md."""
    found = re.findall(r"^\| `([\w-]+)` \| (\d+) \|", (ROOT / "docs" / "items.md").read_text("utf-8"), re.MULTILINE)
    return {item: int(count) for item, count in found}


def begun(clerk, one):
    """The person by his card, taken over from his earlier case, and the item: nothing of this counts."""
    clerk.goto("/desk/new/")
    keys = Keys(clerk)
    clerk.keyboard.type(one.applicant.id_number)
    clerk.keyboard.press("Enter")
    keys.to("#who .earlier button")
    clerk.keyboard.press("Enter")
    clerk.get_by_text("已沿用").wait_for()
    clerk.keyboard.type(one.item)
    clerk.locator(f'#items a[href*="/{one.item}/"][href*="draft="]').first.wait_for()
    keys.to(f'#items a[href*="/{one.item}/"]')
    clerk.keyboard.press("Enter")
    clerk.wait_for_url(f"**/desk/new/{one.item}/?draft=*")


def answer(clerk, keys, one):
    """Every question that the page does not know by itself."""
    if clerk.locator("[data-meet-all]").is_visible():
        keys.press("Enter", on="[data-meet-all]")
    for _ in range(20):
        clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
        code = clerk.evaluate(UNANSWERED)
        if not code or code not in one.answers:
            return
        question = next(each for each in one.release.questions if each.code == code)
        value = one.answers[code]
        if question.kind == "number":
            keys.type(f'[name="q.{code}"]', str(value))
            clerk.keyboard.press("Enter")
        else:
            listed = [each.code for each in question.choices] or [True, False]
            keys.choose(f"q.{code}", listed.index(value))
    pytest.fail("the questions have no end")


def fields(value, name="form"):
    """Name and value of every field of a form that somebody knows."""
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in fields(inner, f"{name}.{key}")]
    if isinstance(value, list):
        return [pair for place, inner in enumerate(value) for pair in fields(inner, f"{name}.{place}")]
    return [(name, value)]


def fill(clerk, keys, one):
    """Every field of the form that is known to the citizen and not to the page."""
    known = dict(fields(one.form))
    for name in clerk.evaluate("[...document.querySelectorAll('#application [name^=form]')].map(one => one.name)"):
        box = clerk.locator(f'[name="{name}"]')
        if name not in known or box.input_value():
            continue
        if box.evaluate("one => one.tagName") == "SELECT":
            values = box.evaluate("one => [...one.options].map(each => each.value)")
            keys.to(f'[name="{name}"]')
            for _ in range(values.index(str(known[name]))):
                clerk.keyboard.press("ArrowDown")
            keys.count += 1
        elif box.get_attribute("type") == "date":  # its order of year, month and day is the browser's
            keys.to(f'[name="{name}"]')
            box.fill(known[name])
            keys.count += 1
        else:
            keys.type(f'[name="{name}"]', str(known[name]))


@pytest.mark.parametrize("item", ITEMS)
def test_the_interactions_of_every_authored_item(offices, matter, item):
    one = matter(item, seed=SEED.get(item, 1))
    one.answers |= USUAL[item]
    one.form |= {code: str(value) for code, value in USUAL[item].items() if code in one.form and code != "amount"}
    if item == "linshi-jiuzhu":
        one.form["amount"] = 2000
    if item == "dibao":
        one.form["members"], one.answers["household_size"] = one.form["members"][:1], Decimal(1)
    earlier = matter("dibao", seed=1)
    earlier.applicant = one.applicant
    household = one.form.get("members", earlier.form["members"][:1])
    earlier.form["members"] = [{"monthly_income": 300, **person} for person in household]
    earlier.form["members"][0] |= {"name": one.applicant.name, "id_number": one.applicant.id_number}
    earlier.submitted()
    clerk = offices(CLERK)
    begun(clerk, one)
    keys = Keys(clerk)
    answer(clerk, keys, one)
    keys.press("Enter", on="[data-tick-all]")
    fill(clerk, keys, one)
    keys.press("Control+Enter")
    clerk.locator("#outcome, .error-summary").first.wait_for()
    assert clerk.locator(".error-summary").all_inner_texts() == []
    keys.press("Control+Enter")
    clerk.wait_for_url(re.compile("done="))
    case = stands(Case.objects.exclude(number=earlier.number).get().number)
    assert case.accepted is not None
    assert case.applicant == one.applicant
    known = {code: answer_text(value) for code, value in case.answers.items()}
    assert {code: answer_text(value) for code, value in one.answers.items() if code in known} == known
    with clerk.context.expect_page():
        keys.press("Enter", on='a[href^="/notices/"]')
    print(f"{item}: {keys.count} interactions")
    assert item != "dibao" or keys.count <= MOST
    assert documented().get(item) == keys.count
