"""The words of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach


def teach_words() -> None:
    """Give every code of the catalogue its words."""
    teach(
        "catalogue-refused",
        _("事项文件没有导入"),
        _("有 %(count)s 处错误，一项也没有导入。"),
        _("按列出的事项和字段逐一改正后重新导入。"),
    )
    teach(
        "effective-before-last",
        _("生效日早于上一版本"),
        _("事项 %(item)s 的上一版本自 %(last)s 起生效，新版本不能更早。"),
        _("请改用当天或以后的生效日。"),
    )
    teach(
        "wrong-item",
        _("事项不一致"),
        _("内容属于事项 %(item)s，与所选事项不同。"),
        _("请核对事项代码。"),
    )
    teach(
        "bad-decisions",
        _("时限单位的决定不能读"),
        _("每一条决定应写成 事项.字段=working_day 或 calendar_day。"),
        _("请改正后重试。"),
    )
    teach(
        "bad-answers",
        _("引导问题的回答不能读"),
        _("有的回答不在可选范围内，或者不是数字。"),
        _("请重新回答标出的问题。"),
    )
