"""A picture in the page: turned and enlarged by keyboard; axe finds nothing beside it."""

import io

import pytest
import segno

from tests.desk.conftest import CLERK
from tests.support.browser import violations
from yizhan.cases.actions import intake
from yizhan.cases.events import Given
from yizhan.papers.actions import receive_upload

pytestmark = [pytest.mark.browser]


def picture():
    """A PNG file."""
    content = io.BytesIO()
    segno.make("一站").save(content, kind="png", scale=12)
    return content.getvalue()


def test_a_picture_is_turned_and_enlarged_by_keyboard(offices, matter):
    one = matter()
    act = one.by(CLERK)
    digest = receive_upload([picture()], "收入证明.png", act).digest
    number = intake.open_case(act=act, item="dibao", applicant=one.applicant, answers=one.answers, form=one.form)
    intake.submit_case(act=one.by(CLERK), number=number, materials=[Given(code="means", originals=1, file=digest)])
    page = offices(CLERK)
    page.goto(f"/desk/cases/{number}/files/{digest}/view/")
    page.wait_for_function("() => document.querySelector('.stage img').naturalWidth > 0")
    wide = page.evaluate("document.querySelector('.stage img').getBoundingClientRect().width")
    for key in ("r", "+", "+"):
        page.keyboard.press(key)
    stage = page.locator(".stage")
    assert stage.get_attribute("data-turned") == "90"
    assert page.evaluate("document.querySelector('.stage img').getBoundingClientRect().width") > wide * 1.4
    page.keyboard.press("0")
    assert (stage.get_attribute("data-turned"), stage.get_attribute("data-zoomed")) == ("0", "1.00")
    page.get_by_role("button", name="左转").click()
    assert stage.get_attribute("data-turned") == "270"
    assert violations(page) == []
