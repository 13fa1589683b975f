"""The words of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach

CORRECT = _("请改正后重新提交。")

WORDS = (
    (
        "not-the-grantor",
        _("只能以本单位名义委托或授权"),
        _("委托或者授权要由 %(grantor)s 的人员作出。"),
        _("请其办理。"),
    ),
    ("self-grant", _("不能委托给自己"), _("委托机关和受委托机关是同一个单位。"), CORRECT),
    (
        "not-administrative",
        _("不是行政机关"),
        _("委托只能在行政机关之间进行，%(organ)s 不是行政机关（行政许可法第二十四条）。"),
        _("中心是事业单位的，请委托给乡镇人民政府。"),
    ),
    (
        "delegation-passed-on",
        _("不得转委托"),
        _("本单位行使的是别的机关委托的权力（%(grant)s），不能再委托给他人（行政许可法第二十四条）。"),
        _("请由原机关直接委托。"),
    ),
    (
        "delegated-further",
        _("会形成转委托"),
        _("对方已经把同一权力委托出去（%(grant)s）。"),
        _("请先请对方撤销那项委托。"),
    ),
    ("not-its-person", _("不是本单位的人员"), _("%(grantee)s 不属于这个单位。"), _("请在本单位人员中选择。")),
    ("own-mandate", _("不能给自己授权"), _("给自己授权的，只能是单位负责人。"), _("请单位负责人办理。")),
    (
        "grant-overlaps",
        _("已有同样的委托或者授权"),
        _("%(grant)s 已包含其中的事项、权力和时间。"),
        _("请先撤销或者另定期间。"),
    ),
    ("already-revoked", _("已经撤销"), _("%(grant)s 已经撤销。"), _("需要恢复的，请重新作出。")),
    ("grant-ended", _("已经到期"), _("%(grant)s 的期间已满。"), _("需要继续的，请重新作出。")),
    ("seal-stopped", _("印章已停用"), _("印章 %(seal)s 已经停用。"), _("请使用在用的印章。")),
    (
        "no-regular-keeper",
        _("还没有固定保管人"),
        _("临时移交之前，印章 %(seal)s 要先有固定保管人。"),
        _("请先登记固定保管人。"),
    ),
    ("unknown-power", _("权力种类不对"), _("应为受理、审查、决定、用印中的一种或者几种。"), CORRECT),
    ("items-unnamed", _("没有写明事项"), _("委托的内容应当公告，要逐项写明，不能写全部。"), CORRECT),
    ("out-of-range", _("超出范围"), _("应在1到366天之间。"), CORRECT),
)


def teach_words() -> None:
    """Every code of this room."""
    for code, title, detail, advice in WORDS:
        teach(code, title, detail, advice)
