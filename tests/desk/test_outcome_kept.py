"""What is typed on the screen of the outcome is kept as the rest of the draft is."""

from tests.desk.conftest import CLERK
from tests.desk.test_drafts import kept
from tests.desk.test_new_matter import PAGE, whole
from tests.desk.test_outcome import carried, screen
from yizhan.cases.models import Case

HELPER = "t522601100-helper"
FIELD = "request-correction-reason.means"


def test_what_was_typed_on_the_screen_is_taken_up_with_the_draft(desk_of, matter):
    clerk = desk_of(CLERK)
    page = screen(clerk.post(PAGE, whole(matter(), but=("means",), do="check")))
    assert 'data-draft="/desk/drafts/"' in page
    typed = carried(page) | {FIELD: "工资单没有盖章"}
    assert kept(clerk, typed).status_code == 204
    left = screen(clerk.get(f"{PAGE}?draft={typed['key']}"))
    assert f'<input type="hidden" name="{FIELD}" value="工资单没有盖章">' in left
    again = screen(clerk.post(PAGE, typed | {"do": "check"}))
    assert f'name="{FIELD}" value="工资单没有盖章"' in again
    assert Case.objects.count() == 0


def test_a_village_helper_sees_what_he_has_not_finished(desk_of, matter):
    helper, typed = desk_of(HELPER), whole(matter())
    kept(helper, typed)
    assert f"{PAGE}?draft={typed['key']}" in screen(helper.get("/desk/filed/"))
