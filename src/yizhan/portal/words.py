"""The words of the public pages: states, steps, organs' roles, code sets, days left out, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

STATES: Mapping[str, tuple[Text, str]] = {
    "opened": (_("已登记，等待提交材料"), "neutral"),
    "submitted": (_("已收到材料，正在核对"), "info"),
    "correction-requested": (_("材料不齐，等您补正"), "warn"),
    "accepted": (_("已受理"), "info"),
    "under-review": (_("正在办理"), "info"),
    "decided": (_("已作出决定"), "good"),
    "certified": (_("结果已制作"), "good"),
    "delivered": (_("已办结并送达"), "good"),
    "not-required": (_("不需要办理这一事项"), "neutral"),
    "not-competent": (_("不归本机关办理"), "warn"),
    "withdrawn": (_("已撤回"), "neutral"),
    "terminated": (_("已终止"), "neutral"),
    "abandoned": (_("逾期没有补正，视为放弃"), "warn"),
    "returned": (_("逾期没有补齐，已退件"), "warn"),
}
"""A case's state as the citizen is told it, with its tone."""

OUTCOMES: Mapping[str, Text] = {
    "": _("正在这里办理"),
    "0": _("已办结"),
    "1": _("已办结"),
    "2": _("已作废"),
    "3": _("已作废"),
    "4": pgettext_lazy("stage", "转报办结"),
    "5": _("没有补正，已结束"),
    "6": _("已结束"),
}
CLOCKS: Mapping[str, Text] = {
    "intake": _("受理期限"),
    "statutory": _("法定期限"),
    "promised": _("承诺期限"),
    "service": _("送达期限"),
    "completion": _("补齐手续期限"),
    "hearing-request": _("要求听证的期限"),
    "hearing": _("举行听证的期限"),
}
WANTED: Mapping[str, Text] = {
    "correction": _("请补正下列材料"),
    "pledge": _("请按承诺补齐下列材料"),
    "completion": _("已先行办理，请补齐下列材料"),
}
LEVELS: Mapping[str, Text] = {
    "country": _("国家"),
    "province": _("省"),
    "prefecture": _("州"),
    "county": _("县"),
    "township": _("乡镇"),
    "village": _("村（社区）"),
}
ROLES: Mapping[str, Text] = {"clerk": _("承办人员"), "reviewer": _("审核人员"), "approver": _("批准人员")}
ITEM_TYPES: Mapping[str, Text] = {
    "licence": _("行政许可"),
    "penalty": _("行政处罚"),
    "coercion": _("行政强制"),
    "levy": _("行政征收"),
    "payment": _("行政给付"),
    "inspection": _("行政检查"),
    "confirmation": _("行政确认"),
    "reward": _("行政奖励"),
    "ruling": _("行政裁决"),
    "other_power": _("其他行政权力"),
    "filing": _("行政备案"),
    "public_service": _("公共服务"),
}
CASE_TYPES: Mapping[str, Text] = {"immediate": _("即办件"), "promised": _("承诺件"), "other": _("其他办件")}
SERVICE_OBJECTS: Mapping[str, Text] = {
    "person": _("个人"),
    "company": _("企业"),
    "institution": _("事业单位"),
    "social_organisation": _("社会组织"),
    "agency": _("行政机关"),
    "other": _("其他组织"),
}
HANDLING_FORMS: Mapping[str, Text] = {
    "window": _("窗口办理"),
    "computer": _("电脑端办理"),
    "mobile": _("移动端办理"),
    "courier": _("快递申请"),
    "other": _("其他方式"),
}
RESULT_KINDS: Mapping[str, Text] = {
    "certificate": _("证照"),
    "decision": _("批文"),
    "payment": _("给付决定"),
    "registration": pgettext_lazy("result", "登记"),
    "filing": _("备案"),
}
NEEDS: Mapping[str, tuple[Text, str]] = {
    "required": (_("必须"), "info"),
    "condition": (_("您的情况需要"), "info"),
    "unanswered": (_("视情况"), "warn"),
    "optional": (_("可不交"), "neutral"),
}
"""Why a material stands on the list, with the tone of its badge."""

LAPSES: Mapping[tuple[str, str], Text] = {
    ("received", "accepted"): _("收到材料后逾期不告知补正的，自收到之日起视为受理"),
    ("accepted", "accepted"): _("收到材料后逾期不告知补正的，自收到之日起视为受理"),
    ("correction_requested", "abandoned"): _("逾期不补正的，视为放弃申请"),
    ("correction_requested", "returned"): _("逾期不补正的，退件"),
    ("pledged", "abandoned"): _("逾期不补齐承诺材料的，视为放弃申请"),
    ("pledged", "returned"): _("逾期不补齐承诺材料的，退件"),
    ("permit_expiry", "renewed"): _("有效期届满前没有作出决定的，视为准予延续"),
    ("accepted", "granted"): _("逾期没有作出决定的，视为准予"),
}
"""What the law deems when a period has run, as far as the citizen is concerned (逾期视为)."""

LEFT_OUT: Mapping[str, Text] = {
    "周末": _("周末"),
    "停止计时": _("停止计时"),
    "元旦": _("元旦"),
    "春节": _("春节"),
    "清明节": _("清明节"),
    "劳动节": _("劳动节"),
    "端午节": _("端午节"),
    "中秋节": _("中秋节"),
    "国庆节": _("国庆节"),
    "自治州成立纪念日": _("自治州成立纪念日"),
}
"""Reasons of days left out that the program knows; a local calendar may bring others, in its own words."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of the guide: its name, its values, and the paper that sets it. No value: nothing sets it (未作规定)."""

    name: Text
    values: tuple[Text, ...] = ()
    basis: str = ""
    note: Text = ""
    ours: bool = False  # the values are the program's own words, not the item's


def known(words: Mapping[str, Text], code: str) -> Text:
    """The words of a code, itself where there are none."""
    return words.get(code, code)
