"""The words of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach

CORRECT = _("请改正后重新提交。")

WORDS = (
    ("already-hired", _("已经在岗"), _("%(account)s 已登记在岗，没有登记离岗。"), _("需要调整的，请办理调整。")),
    ("not-on-the-staff", _("不在岗"), _("%(account)s 不在这里的在岗人员之中。"), _("请先登记到岗。")),
    (
        "work-in-hand",
        _("手里还有件"),
        _("%(account)s 手里还有 %(count)s 件没有交接，不能离岗。"),
        _("请由同单位的同事或者中心负责人在“经手人”页面一次接手，再办理离岗。"),
    ),
    ("same-person-twice", _("AB岗不能是同一人"), _("A岗和B岗都写了 %(account)s。"), _("请为B岗另选一人。")),
    ("unknown-office", _("职务类别不认识"), _("应为机关负责人、人民政府负责人、分管领导，或者不填。"), CORRECT),
    ("bad-post-code", _("岗位代码不对"), _("应为小写字母、数字和横线，不超过32位。"), CORRECT),
)


def teach_words() -> None:
    """Every code of this room."""
    for code, title, detail, advice in WORDS:
        teach(code, title, detail, advice)
