"""The words of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach

ASK = _("请转给有权限的同事；确需您办理的，请中心负责人授权。")
FORWARD = _("请转报有权机关办理，或者请本单位负责人授权。")
CORRECT = _("请改正后重新提交。")

WORDS = (
    ("no-authority", _("您没有办理这一步的权限"), _("您的岗位不办理这一步，系统没有改动任何内容。"), ASK),
    ("out-of-scope", _("不在您的管辖范围"), _("您的权限不包括这个地方。"), ASK),
    (
        "no-authorisation",
        _("没有申请人的委托"),
        _("代办要有申请人的委托，系统里没有登记委托书。"),
        _("请先登记委托书，再代办。"),
    ),
    ("own-case", _("应当回避"), _("这是您本人的申请，您不能办理。"), _("请转给同事办理。")),
    ("no-delegation", _("没有委托"), _("%(grantor)s 没有把这项权力委托给本单位，不能在这里作出。"), FORWARD),
    ("no-mandate", _("没有授权"), _("本单位没有授权您对此事项行使这项权力。"), FORWARD),
    (
        "must-hear-again",
        _("委托或者授权需要再次确认"),
        _("%(grantor)s 的委托或者授权（%(grant)s）超过约定时间没有确认，现在不能据此作出决定。"),
        _("请联系其确认；来不及的，转报办理。"),
    ),
    ("account-stopped", _("账号已停用"), _("这个账号已经停用，不能登录和办理。"), _("请与系统管理员联系。")),
    ("accounts-exist", _("已有账号"), _("本机已经建立过账号，不能再次初始化。"), _("请用原有的管理员账号登录。")),
    ("username-taken", _("账号名已被使用"), _("账号 %(username)s 已经存在。"), _("请换一个账号名。")),
    ("unknown-role", _("没有这种角色"), _("系统里没有角色“%(role)s”。"), _("请从列表中选择。")),
    (
        "administrators-kept-apart",
        _("管理员角色不能兼任"),
        _("系统、安全、审计管理员不能由一人兼任，也不能兼任业务岗位（GB/T 22239）。"),
        _("请用另外的账号。"),
    ),
    (
        "own-account",
        _("不能改动自己的账号"),
        _("给自己授权、停用自己的账号，都要由另一位管理员办理。"),
        _("请另一位管理员办理。"),
    ),
    ("role-held", _("已有这个角色"), _("该账号在这个范围已经有角色“%(role)s”。"), _("需要调整期间的，请先收回。")),
    ("role-not-held", _("没有这个角色"), _("该账号没有角色“%(role)s”。"), _("请刷新页面核对。")),
    (
        "bad-username",
        _("账号名不合要求"),
        _("应以小写字母开头，只含小写字母、数字、点、横线和下划线，2到64位。"),
        CORRECT,
    ),
    ("ends-before-it-starts", _("结束早于开始"), _("结束日期不能早于开始日期。"), CORRECT),
    (
        "bad-idempotency-key",
        _("请求键的写法不对"),
        _("请求头 Idempotency-Key 最长64个可见字符。"),
        _("请换一个较短的键，例如 UUID。"),
    ),
    (
        "signature-wrong",
        _("签字不成立"),
        _("账号 %(username)s 的密码不对，或者它不是在用的管理员账号。"),
        _("请由系统、安全、审计管理员中的两人各用自己的账号和密码签字。"),
    ),
    ("wrong-password", _("原密码不对"), _("填写的原密码与现在的密码不符。"), CORRECT),
    (
        "password-wrong",
        _("密码不对"),
        _("填写的密码不是您登录用的密码，系统没有改动任何内容。"),
        _("请重新填写；忘记密码的，请系统管理员重设。"),
    ),
    ("same-password", _("新密码与原密码相同"), _("请换一个新密码。"), CORRECT),
    ("reason-missing", _("没有填写理由"), _("这一步要写明理由。"), _("请填写理由后再提交。")),
)


def teach_words() -> None:
    """Every code of this room."""
    for code, title, detail, advice in WORDS:
        teach(code, title, detail, advice)
