"""The words of the refusals of starting and operating a node."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach

WORDS = (
    (
        "guard-missing",
        _("数据库的防篡改保护不完整"),
        _("记录表上缺少应有的触发器。"),
        _("请先停止使用，运行 yizhan verify 查看结果，并联系系统管理员。"),
    ),
    (
        "clock-doubtful",
        _("本机时钟可能不对"),
        _("本机时间早于最后一条记录的时间。"),
        _("请先校正本机的日期和时间；确认无误的，用 --clock-is-right 启动。"),
    ),
    (
        "bad-head",
        _("链头的写法不对"),
        _("链头应写成“位置:摘要”。"),
        _("请照日结单上印的链头重新填写。"),
    ),
    (
        "not-a-demo",
        _("这里已有一个正式节点"),
        _("数据目录里的节点不是演示样例，演示不会改动它。"),
        _("请把环境变量 YIZHAN_HOME 指向一个空目录，再运行 yizhan demo。"),
    ),
    (
        "demo-needs-sqlite",
        _("演示只用自带的数据库"),
        _("环境变量 YIZHAN_DATABASE_URL 指向别的数据库。"),
        _("请取消这个环境变量，再运行 yizhan demo。"),
    ),
    (
        "unauthenticated",
        _("没有有效的访问令牌"),
        _("请求没有带令牌，或者令牌已失效。"),
        _("请在请求头 Authorization 中带上 Bearer 令牌；令牌由本人账号申请。"),
    ),
)


def teach_words() -> None:
    """Teach every code its words."""
    for code, title, detail, advice in WORDS:
        teach(code, title, detail, advice)
