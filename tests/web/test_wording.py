"""Dates and limits in the reader's language."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from yizhan.kernel.periods import Limit
from yizhan.web import wording

DAY = date(2026, 12, 4)
LATE_EVENING_UTC = datetime(2026, 12, 3, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "value", "chinese", "english"),
    [
        (wording.legal_date, DAY, "12月4日 星期五", "Friday 4 December"),
        (wording.plain_date, DAY, "2026年12月4日", "4 December 2026"),
        (wording.full_date, DAY, "2026年12月4日 星期五", "Friday 4 December 2026"),
        (wording.legal_date, LATE_EVENING_UTC, "12月4日 星期五", "Friday 4 December"),
        (wording.legal_datetime, LATE_EVENING_UTC, "12月4日 星期五 01:05", "Friday 4 December, 01:05"),
        (wording.full_datetime, LATE_EVENING_UTC, "2026年12月4日 星期五 01:05", "Friday 4 December 2026, 01:05"),
        (wording.limit_words, "20wd", "20个工作日", "20 working days"),
        (wording.limit_words, "1wd", "1个工作日", "1 working day"),
        (wording.limit_words, "0wd", "即时办结", "at once"),
        (wording.limit_words, Limit.parse("30d"), "30日", "30 days"),
        (wording.limit_words, "8h", "8小时", "8 hours"),
        (wording.limit_words, "30min", "30分钟", "30 minutes"),
        (wording.limit_words, "3mo", "3个月", "3 months"),
        (wording.limit_words, "当日", "当日", "当日"),
        (wording.listed, ["a", "b"], "a、b", "a, b"),
    ],
)
def test_words(words: Callable[[object], str], value: object, chinese: str, english: str) -> None:
    with translation.override("zh-hans"):
        assert words(value) == chinese
    with translation.override("en"):
        assert words(value) == english


def test_filters_show_a_dash_for_nothing() -> None:
    filters = ["legal_date", "full_date", "legal_datetime", "full_datetime", "limit_words"]
    shown = "".join(f"{{{{ n|{name} }}}}" for name in filters)
    assert Template("{% load kit %}" + shown).render(Context({"n": None})) == "—————"


def test_filters_are_the_same_words() -> None:
    with translation.override("en"):
        shown = Template("{% load kit %}{{ d|legal_date }} {{ t|moment_or_day }} {{ l|limit_words }}")
        context = Context({"d": DAY, "t": LATE_EVENING_UTC, "l": "20wd"})
        assert shown.render(context) == "Friday 4 December Friday 4 December 2026, 01:05 20 working days"
