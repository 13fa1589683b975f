"""The items that a centre opens most often, for the first screen of its window."""

from datetime import timedelta

from tests.support.matters import APPLICANT, CLERK
from tests.support.worlds import MONDAY, OTHER, TOWNSHIP, by, world  # noqa: F401
from yizhan.cases import queries
from yizhan.cases.actions import intake
from yizhan.kernel.acting import legal_day


def test_what_a_centre_opened_most_in_sixty_days_comes_first_and_is_reckoned_once_a_day(
    world, django_assert_num_queries
):
    centre, today = f"{TOWNSHIP}-centre", legal_day(MONDAY)
    assert queries.frequent(centre, today=today) == []
    for item in ("lincai", "dibao", "dibao"):
        intake.open_case(act=by(CLERK), item=item, applicant=APPLICANT)
    assert queries.frequent(centre, today=today) == ["dibao", "lincai"]
    with django_assert_num_queries(0):
        assert queries.frequent(centre, today=today, size=1) == ["dibao"]
    intake.open_case(act=by(CLERK), item="zhaijidi", applicant=APPLICANT)
    assert "zhaijidi" not in queries.frequent(centre, today=today)
    assert "zhaijidi" in queries.frequent(centre, today=today + timedelta(days=1))
    assert queries.frequent(centre, today=today + timedelta(days=61)) == []
    assert queries.frequent(f"{OTHER}-centre", today=today) == []
