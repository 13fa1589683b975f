"""Forms of the registers of places, and of the calendar."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.calendars import LocalDay
from yizhan.places.models import Agency, Division
from yizhan.web.forms import ActForm

KINDS = [
    ("general", _("综合窗口")),
    ("special", _("专窗")),
    ("helping", _("帮办代办")),
    ("unsolved", _("“办不成事”反映")),
    ("cross_region", _("跨省（省内）通办")),
    ("bundle", _("一件事")),
    ("company", _("惠企")),
    ("disclosure", _("政务公开")),
]
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:至|~|～|到)\s*(\d{4}-\d\d-\d\d))?\s*(.*)")
WHOLE_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*")
YEARLY_DATE = re.compile(r"每年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*")
EVERY_YEAR = re.compile(r"(\d\d-\d\d)\s*(.*)")
LONGEST_RUN = 31


class HallForm(ActForm):
    """What people need to know of a centre."""

    name = forms.CharField(label=_("名称"), max_length=120)
    agency = forms.ChoiceField(label=_("由哪个单位管理"))
    phone = forms.CharField(label=_("咨询电话"), max_length=40, required=False)
    supervision_phone = forms.CharField(label=_("监督电话"), max_length=40, required=False)
    address = forms.CharField(label=_("地址"), max_length=240, required=False)
    hours = forms.CharField(
        label=_("办公时间"), max_length=240, required=False, help_text=_("如：工作日 9:00-12:00、13:30-17:00。")
    )

    def __init__(self, *args: object, agencies: Iterable[Agency], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", [(row.code, row.name) for row in agencies])


class WindowForm(ActForm):
    """A window: a known number renames it."""

    number = forms.CharField(label=_("窗口号"), max_length=8, help_text=_("写已有的窗口号即为改名。"))
    name = forms.CharField(label=_("窗口名称"), max_length=120)
    kind = forms.ChoiceField(label=_("类别"), choices=KINDS)


class StationForm(ActForm):
    """A village's or community's station."""

    village = forms.ChoiceField(label=_("村、社区"))
    name = forms.CharField(label=_("名称"), max_length=120)
    address = forms.CharField(label=_("地址"), max_length=240, required=False)

    def __init__(self, *args: object, villages: Iterable[Division], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.offer("village", [(row.code, row.name) for row in villages])


class YearForm(ActForm):
    """A year of the State Council's notice, as it is read out: runs of days with their name, and make-up days."""

    year = forms.IntegerField(label=_("年份"), min_value=2000, max_value=2100)
    paper = forms.CharField(label=_("通知的名称和文号"), max_length=240)
    days_off = forms.CharField(
        label=_("放假的日子"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("每行一段，如：2027-02-05 至 2027-02-11 春节"),
    )
    make_up_days = forms.CharField(
        label=_("调休上班的日子"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("每行一天，如：2027-01-31"),
    )

    def clean_days_off(self) -> list[dict[str, object]]:
        """Every day with its name."""
        return [{"date": day, "name": name} for day, name in runs(self.cleaned_data["days_off"])]

    def clean_make_up_days(self) -> list[date]:
        """The days."""
        return [day for day, _name in runs(self.cleaned_data["make_up_days"])]


class LocalForm(ActForm):
    """The local days off of a division, in place of those before."""

    paper = forms.CharField(label=_("依据的文件"), max_length=240)
    days = forms.CharField(
        label=_("地方放假日"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("每行一段；年年放假的只写月日。如：每年7月23日 自治州成立纪念日，或者 2027年4月9日 三月三"),
    )
    limits_skip_them = forms.TypedChoiceField(
        label=_("办理期限是否跳过这些日子"),
        choices=[("yes", _("跳过")), ("no", _("不跳过"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )

    def clean_days(self) -> list[dict[str, object]]:
        """Every day with its reason."""
        return [local_day for line in lines(self.cleaned_data["days"]) for local_day in local_days(line)]


def lines(text: str) -> list[str]:
    """The lines that say something, with their dates as digits and hyphens however they were written."""
    return [plain_dates(line.strip()) for line in text.splitlines() if line.strip()]


def plain_dates(line: str) -> str:
    """`2026年12月11日` as `2026-12-11`, `每年7月23日` as `07-23`."""
    line = WHOLE_DATE.sub(lambda found: f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d} ", line)
    return YEARLY_DATE.sub(lambda found: f"{int(found[1]):02d}-{int(found[2]):02d} ", line).strip()


def told(local: Iterable[LocalDay]) -> str:
    """Local days as the form takes them, a line each."""
    return "\n".join(f"{one.month_day or one.on} {one.reason}".strip() for one in local)


def runs(text: str) -> list[tuple[date, str]]:
    """Every day of every line, each with the line's name."""
    return [(day, name) for line in lines(text) for day, name in run(line)]


def run(line: str) -> Iterator[tuple[date, str]]:
    """The days of one line: one day, or the first and the last of a run. Raises ValidationError, naming the line."""
    found = DAYS.fullmatch(line)
    try:
        first = date.fromisoformat(found[1]) if found else None
        last = date.fromisoformat(found[2]) if found and found[2] else first
    except ValueError:
        first = last = None
    if not (found and first and last and first <= last < first + timedelta(days=LONGEST_RUN)):
        raise forms.ValidationError(
            gettext("“%(line)s”读不出日期。请写明是哪一年：如 2027年4月9日；年年如此的写：每年7月23日。")
            % {"line": line}
        )
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number), found[3]


def local_days(line: str) -> list[dict[str, object]]:
    """One line as local days: of every year, or of one."""
    if found := EVERY_YEAR.fullmatch(line):
        return [{"month_day": found[1], "reason": found[2], "every_year": True}]
    return [{"date": day, "reason": reason} for day, reason in run(line)]
