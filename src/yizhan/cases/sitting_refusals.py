"""The words of what is refused at a leader's sitting, and where somebody came again."""

from django.utils.translation import gettext_lazy as _

SITTING = (
    (
        "not-alike",
        _("找不到可能相同的件"),
        _("按现在填写的申请人，%(number)s 不像是同一件，系统没有登记。"),
        _("请核对申请人的姓名和证件号码，再看一次可能相同的件。"),
    ),
    (
        "nothing-waits",
        _("没有等您签批的件"),
        _("本单位现在没有可以由您作出决定的件。"),
        _("有件等待签批时，再打开签批台。"),
    ),
    ("nothing-ticked", _("没有选中任何件"), _("没有勾选要签批的件，系统没有签批。"), _("请逐件打开、勾选后再签批。")),
    (
        "paper-not-opened",
        _("有的件还没有打开看过"),
        _("还没有打开：%(number)s。没有看过的件不能签批。"),
        _("请先打开看材料和意见，再勾选。"),
    ),
    ("sitting-closed", _("这一摞已经签批"), _("这次签批已经开始，不能再改。"), _("请打开签批台，看结果或者签下一摞。")),
    ("not-authenticated", _("还没有验证身份"), _("签批要先填写密码。"), _("请回到这一摞，填写密码后签批。")),
    (
        "authenticate-again",
        _("验证身份已经过时"),
        _("填写密码以后超过30分钟，没有签完的件没有签批。"),
        _("请打开签批台，重新验证后签批剩下的件。"),
    ),
)
