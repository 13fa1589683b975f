"""What a list reads from the rows moves with the case."""

from yizhan.cases.models import Case


def test_the_due_dates_of_a_row_follow_its_acts(matter):
    row = Case.objects.get(number=matter().accepted())
    assert row.due_on is not None
    assert row.promised_on is not None
    assert row.due_on <= row.promised_on
