"""The legal clock, by example."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from yizhan.kernel.calendars import Calendar, LocalDay, national_seed
from yizhan.kernel.periods import Due, LeftOut, Limit, Stop, Unit, due_document, elapsed, months_later, reckon
from yizhan.kernel.refusals import Invalid

NATIONAL = Calendar(national=national_seed(), version="seed")
QIANDONGNAN = Calendar(
    national=national_seed(),
    local=tuple(
        LocalDay(month_day=day, reason="自治州成立纪念日", limits_skip_them=True) for day in ("07-23", "07-24")
    ),
    version="seed+5226",
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def stop(text: str) -> Stop:
    start, end = text.split("..")
    return Stop(day(start), day(end))


def due(start, limit, *stops, calendar=NATIONAL, minimum=False):
    found = reckon(start, Limit.parse(limit), calendar, stops=[stop(each) for each in stops], minimum=minimum)
    return found.due.isoformat()


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-01-24", 20, "2025-02-27"),
        ("2025-04-03", 5, "2025-04-11"),
        ("2025-04-30", 5, "2025-05-12"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2025-09-30", 20, "2025-11-04"),
        ("2025-10-11", 5, "2025-10-17"),
        ("2025-06-09", 20, "2025-07-07"),
        ("2025-06-09", 45, "2025-08-11"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 20, "2026-03-19"),
    ],
)
def test_working_days_of_the_national_calendar(start, count, last):
    assert due(day(start), f"{count}wd") == last
    assert elapsed(day(start), day(last), Unit.WORKING_DAY, NATIONAL) == count


def test_the_two_founding_days_of_qiandongnan_move_a_limit():
    found = reckon(day("2025-06-09"), Limit.parse("45wd"), QIANDONGNAN)
    assert found.due == day("2025-08-13")
    assert LeftOut(day("2025-07-23"), "自治州成立纪念日") in found.left_out


def test_the_first_day_is_not_counted_and_the_days_left_out_are_named():
    found = reckon(day("2025-09-30"), Limit.parse("1wd"), NATIONAL)
    assert found == Due(
        start=day("2025-09-30"),
        limit=Limit(1, Unit.WORKING_DAY),
        due=day("2025-10-09"),
        left_out=tuple(
            LeftOut(date(2025, 10, number), "中秋节" if number == 6 else "国庆节") for number in range(1, 9)
        ),
    )


def test_calendar_days_run_through_holidays_and_give_way_at_the_end():
    found = reckon(day("2025-09-28"), Limit.parse("5d"), NATIONAL)
    assert found.due == day("2025-10-09")
    assert [left.date.day for left in found.left_out] == [3, 4, 5, 6, 7, 8]


def test_a_period_in_days_may_end_on_a_make_up_day():
    assert due(day("2025-10-01"), "10d") == "2025-10-11"


def test_a_period_in_days_gives_way_to_a_local_day():
    assert due(day("2025-07-20"), "3d", calendar=QIANDONGNAN) == "2025-07-25"


@pytest.mark.parametrize(
    ("start", "limit", "last"),
    [
        ("2025-01-31", "1mo", "2025-02-28"),
        ("2024-01-31", "1mo", "2024-02-29"),
        ("2025-03-17", "3mo", "2025-06-17"),
        ("2025-12-31", "2mo", "2026-02-28"),
        ("2025-09-01", "1mo", "2025-10-09"),
        ("2024-02-29", "12mo", "2025-02-28"),
    ],
)
def test_a_month_ends_on_the_same_day_else_on_its_last(start, limit, last):
    assert due(day(start), limit) == last


@pytest.mark.parametrize("limit", ["0wd", "0d", "0mo"])
@pytest.mark.parametrize(("start", "last"), [("2025-06-09", "2025-06-09"), ("2025-06-07", "2025-06-09")])
def test_a_period_of_nothing_ends_on_its_own_day_or_the_next_open_one(limit, start, last):
    assert due(day(start), limit) == last


class TestStops:
    def test_stopped_working_days_do_not_count(self):
        found = reckon(day("2025-06-09"), Limit.parse("5wd"), NATIONAL, stops=[stop("2025-06-11..2025-06-12")])
        assert found.due == day("2025-06-18")
        assert [str(left.date) for left in found.left_out if left.reason == "停止计时"] == ["2025-06-11", "2025-06-12"]

    def test_a_stop_over_a_weekend_moves_nothing(self):
        assert due(day("2025-06-09"), "5wd", "2025-06-14..2025-06-15") == due(day("2025-06-09"), "5wd")

    def test_a_stop_before_the_start_or_after_the_end_moves_nothing(self):
        assert due(day("2025-06-09"), "5wd", "2025-05-01..2025-06-09", "2025-06-17..2025-07-01") == "2025-06-16"

    def test_overlapping_stops_count_once(self):
        stops = "2025-06-10..2025-06-12", "2025-06-11..2025-06-13", "2025-06-11..2025-06-11"
        assert due(day("2025-06-09"), "1wd", *stops) == due(day("2025-06-09"), "1wd", "2025-06-10..2025-06-13")

    def test_a_prolonged_period_of_days_meets_the_next_stop(self):
        assert due(day("2025-06-09"), "3d", "2025-06-11..2025-06-12", "2025-06-14..2025-06-17") == "2025-06-18"

    def test_stopped_days_prolong_a_month(self):
        assert due(day("2025-06-09"), "1mo", "2025-06-16..2025-06-17") == "2025-07-11"

    def test_a_last_day_gives_way_past_a_stop(self):
        assert due(day("2025-06-09"), "5d", "2025-06-16..2025-06-17") == "2025-06-18"

    def test_a_stop_ends_after_it_begins(self):
        with pytest.raises(Invalid, match="bad-stop"):
            stop("2025-06-12..2025-06-11")


class TestHours:
    def test_hours_run_through_nights_and_holidays(self):
        assert due(moment("2025-09-30T17:30+08:00"), "24h") == "2025-10-01T17:30:00+08:00"

    def test_minutes_run_from_the_moment(self):
        assert due(moment("2025-06-09T23:50:30+08:00"), "30min") == "2025-06-10T00:20:30+08:00"

    def test_a_date_means_its_midnight_and_a_bare_time_is_chinas(self):
        assert due(day("2025-06-09"), "8h") == "2025-06-09T08:00:00+08:00"
        assert due(moment("2025-06-09T09:00"), "8h") == "2025-06-09T17:00:00+08:00"
        assert due(moment("2025-06-09T01:00+00:00"), "8h") == "2025-06-09T17:00:00+08:00"

    def test_stopped_days_do_not_count(self):
        found = reckon(
            moment("2025-06-09T16:00+08:00"), Limit.parse("10h"), NATIONAL, stops=[stop("2025-06-10..2025-06-11")]
        )
        assert found.due == moment("2025-06-12T02:00+08:00")
        assert [left.date.day for left in found.left_out] == [10, 11]

    def test_hours_that_begin_while_the_clock_stands_begin_after_it(self):
        found = reckon(
            moment("2025-06-09T16:00+08:00"), Limit.parse("1h"), NATIONAL, stops=[stop("2025-06-01..2025-06-10")]
        )
        assert found.due == moment("2025-06-11T01:00+08:00")
        assert [left.date.day for left in found.left_out] == [9, 10]

    def test_hours_that_end_as_a_stop_begins_have_ended(self):
        assert due(moment("2025-06-09T16:00+08:00"), "8h", "2025-06-10..2025-06-11") == "2025-06-10T00:00:00+08:00"

    def test_touching_stops_are_one(self):
        stops = "2025-06-11..2025-06-12", "2025-06-10..2025-06-10", "2025-06-10..2025-06-11"
        assert due(moment("2025-06-09T23:00+08:00"), "2h", *stops) == "2025-06-13T01:00:00+08:00"

    def test_summer_time_of_1988_is_elapsed_time(self):
        assert due(moment("1988-04-16T12:00"), "24h") == "1988-04-17T13:00:00+09:00"


class TestDaysFromAnInstant:
    def test_the_legal_day_of_the_instant_counts(self):
        late_in_utc = datetime(2025, 6, 9, 16, 30, tzinfo=UTC)  # already 10 June in China
        assert due(late_in_utc, "1d") == due(day("2025-06-10"), "1d")

    def test_a_bare_time_is_chinas(self):
        assert due(moment("2025-06-09T23:59"), "1wd") == "2025-06-10"


class TestMinimum:
    def test_the_act_is_allowed_on_the_day_after(self):
        assert due(day("2025-06-09"), "7d", minimum=True) == "2025-06-17"

    def test_the_last_day_gives_way_first(self):
        assert due(day("2025-06-09"), "5d", minimum=True) == "2025-06-17"

    def test_working_days(self):
        assert due(day("2025-06-09"), "4wd", minimum=True) == "2025-06-14"

    def test_hours_allow_at_the_instant(self):
        assert due(moment("2025-06-09T09:00"), "8h", minimum=True) == "2025-06-09T17:00:00+08:00"


class TestProvisional:
    def provisional(self, start, limit, *stops):
        return reckon(day(start), Limit.parse(limit), NATIONAL, stops=[stop(each) for each in stops]).provisional

    def test_a_count_into_an_unpublished_year(self):
        assert self.provisional("2026-12-30", "2wd")
        assert not self.provisional("2026-12-30", "1wd")

    def test_a_last_day_in_an_unpublished_year(self):
        assert self.provisional("2026-12-01", "60d")
        assert self.provisional("2026-12-01", "2mo")
        assert not self.provisional("2026-12-01", "30d")

    def test_days_that_only_pass_through_an_unpublished_year(self):
        assert not self.provisional("2003-12-01", "60d")
        assert self.provisional("2003-12-01", "30wd")

    def test_a_stopped_day_needs_no_notice(self):
        assert not self.provisional("2003-12-01", "5wd", "2003-12-02..2003-12-31")

    def test_hours_need_no_notice(self):
        assert not self.provisional("2030-01-01", "8h")

    def test_only_weekends_are_left_out(self):
        found = reckon(day("2026-12-31"), Limit.parse("3wd"), QIANDONGNAN)
        assert found.due == day("2027-01-05")
        assert {left.reason for left in found.left_out} == {"周末"}


class TestLimit:
    @pytest.mark.parametrize("text", ["20wd", "30d", "8h", "30min", "3mo", "0d", "99999wd"])
    def test_is_written_as_it_is_read(self, text):
        assert str(Limit.parse(text)) == text

    @pytest.mark.parametrize(
        "text", ["", "20", "wd", "-1d", "+1d", "1.5h", "100000d", " 1d", "1d\n", "1 d", "1D", "１d", "1y", "1\ud800d"]
    )
    def test_nothing_else_is_one(self, text):
        with pytest.raises(Invalid, match="bad-limit"):
            Limit.parse(text)

    @pytest.mark.parametrize("value", [-1, 100_000])
    def test_is_neither_negative_nor_endless(self, value):
        with pytest.raises(Invalid, match="bad-limit"):
            Limit(value, Unit.DAY)


@pytest.mark.parametrize("limit", ["5wd", "5d", "1mo", "99999mo", "99999h", "99999d", "99999wd"])
@pytest.mark.parametrize("start", [date.max, datetime(9999, 12, 31, 23, 59, tzinfo=UTC), moment("9999-12-31T23:00")])
def test_a_period_past_the_last_year_is_refused(start, limit):
    with pytest.raises(Invalid, match="date-out-of-range"):
        reckon(start, Limit.parse(limit), NATIONAL)


def test_a_moment_before_the_first_year_is_refused():
    with pytest.raises(Invalid, match="date-out-of-range"):
        reckon(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), Limit.parse("1h"), NATIONAL)


@pytest.mark.parametrize("limit", ["1h", "1d", "1wd", "1mo"])
def test_a_stop_up_to_the_last_day_is_refused(limit):
    with pytest.raises(Invalid, match="date-out-of-range"):
        reckon(date(9990, 1, 1), Limit.parse(limit), NATIONAL, stops=[Stop(date(9990, 1, 1), date.max)])


class TestElapsed:
    def test_counts_after_the_start_up_to_the_day(self):
        assert elapsed(day("2025-06-09"), day("2025-06-16"), Unit.WORKING_DAY, NATIONAL) == 5
        assert elapsed(day("2025-06-09"), day("2025-06-16"), Unit.DAY, NATIONAL) == 7

    def test_nothing_has_passed_before_or_on_the_first_day(self):
        for unit in Unit:
            assert elapsed(day("2025-06-09"), day("2025-06-09"), unit, NATIONAL) == 0
            assert elapsed(day("2025-06-09"), day("2025-06-01"), unit, NATIONAL) == 0

    def test_leaves_stopped_days_out(self):
        stops = [stop("2025-06-10..2025-06-11"), stop("2025-06-11..2025-06-12")]
        assert elapsed(day("2025-06-09"), day("2025-06-16"), Unit.WORKING_DAY, NATIONAL, stops=stops) == 2
        assert elapsed(day("2025-06-09"), day("2025-06-16"), Unit.DAY, NATIONAL, stops=stops) == 4
        assert elapsed(day("2025-06-09"), day("2025-06-16"), Unit.HOUR, NATIONAL, stops=stops) == 4 * 24

    def test_counts_whole_months(self):
        assert elapsed(day("2025-01-31"), day("2025-02-27"), Unit.MONTH, NATIONAL) == 0
        assert elapsed(day("2025-01-31"), day("2025-02-28"), Unit.MONTH, NATIONAL) == 1
        assert elapsed(day("2025-01-31"), day("2026-01-31"), Unit.MONTH, NATIONAL) == 12

    def test_counts_hours_and_minutes_between_moments(self):
        begin, end = moment("2025-06-09T09:00"), moment("2025-06-09T10:59")
        assert elapsed(begin, end, Unit.HOUR, NATIONAL) == 1
        assert elapsed(begin, end, Unit.MINUTE, NATIONAL) == 119


class TestDocument:
    def test_is_what_the_command_prints(self):
        found = reckon(
            day("2025-06-12"), Limit.parse("2wd"), NATIONAL, stops=[stop("2025-06-13..2025-06-13")], minimum=True
        )
        assert due_document(found) == {
            "from": "2025-06-12",
            "limit": "2wd",
            "minimum": True,
            "due": "2025-06-18",
            "provisional": False,
            "left_out": [
                {"date": "2025-06-13", "reason": "停止计时"},
                {"date": "2025-06-14", "reason": "周末"},
                {"date": "2025-06-15", "reason": "周末"},
            ],
        }

    def test_gives_an_instant_for_hours(self):
        document = due_document(reckon(moment("2025-06-09T09:00"), Limit.parse("8h"), NATIONAL))
        assert (document["from"], document["due"]) == ("2025-06-09T09:00:00+08:00", "2025-06-09T17:00:00+08:00")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 3, 2), 12, date(2027, 3, 2)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_a_day_some_months_later_is_the_same_day_or_the_months_last(day, months, later):
    assert months_later(day, months) == later


def test_months_beyond_the_last_year_are_refused():
    with pytest.raises(Invalid, match="date-out-of-range"):
        months_later(date(9999, 12, 1), 1)
