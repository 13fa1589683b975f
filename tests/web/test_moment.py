"""The clock is read in one place, and a plain double takes its place."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from yizhan.web import moment

AT = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)


def test_without_a_double_the_machine_tells_the_time():
    assert abs(moment.now() - timezone.now()) < timedelta(seconds=5)


def test_a_standing_clock_tells_its_own_time_and_moves_forward_only():
    with moment.told_by(moment.StandingClock(AT)) as clock:
        assert moment.now() == AT
        assert moment.today() == date(2026, 3, 3)
        clock.move(days=7)
        clock.move(hours=-1)
        assert moment.now() == AT + timedelta(days=7, hours=1)
    assert moment.now() != AT


def test_the_machine_takes_over_again_also_after_a_fault():
    try:
        with moment.told_by(moment.StandingClock(AT)):
            raise ValueError
    except ValueError:
        pass
    assert moment.now().year == timezone.now().year
