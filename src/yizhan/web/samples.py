"""One sample of every component in every state, for the page that shows the kit."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yizhan.web.faces import (
    Badge,
    Cell,
    ClockFace,
    ClockLine,
    Column,
    Confirmation,
    Lane,
    Moment,
    PersonFace,
    Step,
    Table,
)
from yizhan.web.forms import ActForm, DayInput

DUE = date(2026, 12, 4)
AT = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


def badges() -> list[Badge]:
    """Every tone."""
    return [
        Badge(text=_("草稿"), tone="neutral"),
        Badge(text=_("审查中"), tone="info"),
        Badge(text=_("已办结"), tone="good"),
        Badge(text=_("等待补正"), tone="warn"),
        Badge(text=_("已超期"), tone="bad"),
    ]


def icons() -> list[str]:
    """Every icon of the sprite."""
    sprite = (Path(__file__).parent / "static" / "web" / "icons.svg").read_text(encoding="utf-8")
    return re.findall(r'<symbol id="([a-z0-9-]+)"', sprite)


def clocks() -> list[ClockFace]:
    """Every state of a clock."""
    holiday = [(date(2026, 11, 28), _("休息日")), (date(2026, 11, 29), _("休息日"))]
    return [
        ClockFace(title=_("法定期限"), value=7, due=DUE, reason=_("11月24日起算，20个工作日"), left_out=holiday),
        ClockFace(title=_("承诺期限"), value=2, due=DUE),
        ClockFace(title=_("受理期限"), value=0, due=DUE),
        ClockFace(title=_("审查期限"), value=-3, late=True, due=DUE),
        ClockFace(title=_("公示期间"), value=5, unit="d", stopped=True, due=DUE, reason=_("公示满7日后继续计时")),
        ClockFace(title=_("答复期限"), value=6, unit="h", due=AT),
        ClockFace(title=_("送达期限"), value=10, due=DUE, provisional=True),
        ClockFace(title=_("受理期限"), value=0, ended=True, due=DUE),
        ClockFace(title=_("承诺期限"), value=None),
    ]


def clock_line() -> ClockLine:
    """Two clocks, a minimum, days that do not count, and a stop."""
    start = date(2026, 11, 9)
    off = [start + timedelta(days=7 * week + rest) for week in range(4) for rest in (5, 6)]
    today = date(2026, 11, 24)
    return ClockLine(
        title=_("各个期限"),
        lanes=[
            Lane(label=_("法定期限"), start=start, due=DUE, until=today, provisional=True),
            Lane(label=_("承诺期限"), start=start, due=date(2026, 11, 20), until=today, tone="bad"),
            Lane(label=_("公示期间"), start=date(2026, 11, 18), due=date(2026, 11, 25), until=today, minimum=True),
        ],
        today=today,
        off=[(day, _("休息日")) for day in off],
        stops=[date(2026, 11, 12), date(2026, 11, 13)],
        words=[_("还剩7个工作日，到12月4日（星期五）止。")],
    )


def steps() -> list[Step]:
    """A rail halfway."""
    return [
        Step(label=_("受理"), state="done", who=_("综合窗口")),
        Step(label=_("审查"), state="now", who=_("审查岗"), note=_("5个工作日内")),
        Step(label=_("公示"), state="stopped", note=_("7日")),
        Step(label=_("现场核查"), state="skipped"),
        Step(label=_("决定"), state="next"),
        Step(label=_("送达"), state="next"),
    ]


def moments() -> list[Moment]:
    """A history."""
    return [
        Moment(at=AT, title=_("受理"), who=_("窗口人员"), tone="good", effective=date(2026, 11, 23)),
        Moment(at=AT, title=_("要求补正"), who=_("窗口人员"), text=_("缺少户口簿复印件。"), tone="warn"),
        Moment(at=AT, title=_("收到申请"), who=_("窗口人员")),
    ]


def person() -> PersonFace:
    """An invented person."""
    return PersonFace(
        name=_("杨某某"),
        role=_("申请人"),
        number="522601********0018",
        phone="139****0000",
        address=_("某某镇某某村"),
        lines=[(_("代办人"), _("村级代办员"))],
        look="/kit/",
    )


def table() -> Table:
    """Three rows."""
    return Table(
        caption=_("待办列表"),
        columns=[
            Column(label=_("编号")),
            Column(label=_("事项")),
            Column(label=_("状态")),
            Column(label=_("剩余"), number=True),
        ],
        rows=[
            [
                Cell(text="52260126AA000017", href="/kit/"),
                Cell(text=_("事项甲")),
                Cell(text=_("审查中"), tone="info"),
                Cell(text="7"),
            ],
            [
                Cell(text="52260126AA000025", href="/kit/"),
                Cell(text=_("事项乙"), note=_("第二次来")),
                Cell(text=_("等待补正"), tone="warn"),
                Cell(text="2"),
            ],
            [
                Cell(text="52260126AA000033", href="/kit/"),
                Cell(text=_("事项丙")),
                Cell(text=_("已超期"), tone="bad"),
                Cell(text="-3"),
            ],
        ],
        empty_title="",
    )


def empty_table() -> Table:
    """No row: said and helped."""
    return Table(
        caption=_("待办列表"),
        columns=[Column(label=_("编号"))],
        rows=[],
        empty_title=_("没有待办"),
        empty_text=_("所有的件都办完了。"),
        empty_action=(_("受理新的申请"), "/kit/"),
    )


def confirmation() -> Confirmation:
    """An act that cannot be undone."""
    return Confirmation(
        title=_("确认受理"),
        consequences=[_("从今天起计算期限。"), _("打印受理通知书一式两联。")],
        action=_("确认受理"),
        back="/kit/",
    )


class SampleForm(ActForm):
    """Every kind of field."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=20, help_text=gettext_lazy("与证件一致"))
    number = forms.CharField(label=gettext_lazy("证件号码"), max_length=18)
    day = forms.DateField(label=gettext_lazy("收到日期"), widget=DayInput)
    amount = forms.IntegerField(label=gettext_lazy("家庭人数"), min_value=1)
    kind = forms.ChoiceField(
        label=gettext_lazy("办理方式"), choices=[("a", gettext_lazy("本人办理")), ("b", gettext_lazy("委托办理"))]
    )
    road = forms.ChoiceField(
        label=gettext_lazy("送达方式"),
        widget=forms.RadioSelect,
        choices=[("a", gettext_lazy("窗口领取")), ("b", gettext_lazy("邮寄")), ("c", gettext_lazy("村级代办"))],
    )
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("已交材料"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", gettext_lazy("身份证")), ("b", gettext_lazy("户口簿")), ("c", gettext_lazy("申请书"))],
    )
    remark = forms.CharField(label=gettext_lazy("备注"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    scan = forms.FileField(label=gettext_lazy("扫描件"), required=False)
    password = forms.CharField(label=gettext_lazy("密码"), widget=forms.PasswordInput)
    sure = forms.BooleanField(label=gettext_lazy("已当面核对原件"))


def wrong_form() -> SampleForm:
    """The form with faults in it."""
    return SampleForm(
        {"name": "", "number": "52260119", "day": "2026-02-30", "amount": "0", "kind": "a", "road": "x"}, auto_id="w_%s"
    )


def public_clocks() -> list[ClockFace]:
    """What a citizen sees."""
    return clocks()[:2]


def pairs() -> list[tuple[str, str]]:
    """A definition list."""
    return [(_("交出"), _("综合窗口")), (_("接收"), _("审查岗")), (_("备注"), "")]
