"""The words of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach

ADMINISTRATOR = _("请告诉系统管理员，不要自行改动数据目录。")
AGAIN = _("请打开最新内容核对后再办理。")

WORDS = (
    (
        "no-node",
        _("本机还没有建立节点"),
        _("数据目录里没有节点的身份和密钥。"),
        _("请先运行 yizhan init，或者恢复备份。"),
    ),
    (
        "node-exists",
        _("节点已经建立"),
        _("这个数据目录里已有一个节点，不能再建。"),
        _("需要新节点的，请换一个数据目录。"),
    ),
    ("key-exists", _("密钥已经存在"), _("名为“%(name)s”的密钥已有，没有覆盖。"), ADMINISTRATOR),
    (
        "key-gone",
        _("内容已经销毁"),
        _("这件事的密钥已按规定销毁，个人信息不能再写入或者读出。"),
        _("需要继续办理的，请重新立件。"),
    ),
    (
        "stream-unreadable",
        _("本机读不懂这件事的记录"),
        _("记录里有本机程序不认识的内容，只能查看和转送，不能改动。"),
        _("请管理员升级程序后再办理。"),
    ),
    (
        "read-only",
        _("这件事暂时只能查看"),
        _("恢复备份以后，还没有确认别处有没有更新的记录。"),
        _("请等相关节点答复，或者由两人签字确认后再办理。"),
    ),
    ("head-moved", _("内容刚刚被他人更新"), _("在您提交的同时，有别的操作先写入了。系统没有保存您的提交。"), AGAIN),
    ("stream-exists", _("已经建立过"), _("同一编号的记录已经存在。"), AGAIN),
    ("not-folded", _("这类记录不能这样读"), _("%(stream)s 不是一类有办理过程的记录。"), ADMINISTRATOR),
    (
        "two-persons-needed",
        _("须由两人签字"),
        _("这一步要由两名不同的人员共同确认。"),
        _("请另一名有权限的人员一同签字。"),
    ),
)


def teach_words() -> None:
    """Give every code of the journal its words."""
    for code, title, detail, advice in WORDS:
        teach(code, title, detail, advice)
