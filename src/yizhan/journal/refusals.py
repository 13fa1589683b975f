"""The words of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach

ADMINISTRATOR = _("请告诉系统管理员，不要自行改动数据目录。")
AGAIN = _("请打开最新内容核对后再办理。")

WORDS = (
    (
        "stream-broken",
        _("收到的记录不完整或被改动"),
        _("记录流“%(stream)s”的链条对不上，一条也没有收下。"),
        _("请让发送方重新导出后再接收。"),
    ),
    (
        "stream-forked",
        _("同一位置有两条不同的记录"),
        _("记录流“%(stream)s”与本节点已有的记录不一致，可能有磁盘被复制。"),
        ADMINISTRATOR,
    ),
    (
        "stream-held-here",
        _("这件事由本节点办理"),
        _("记录流“%(stream)s”由本节点持有，别处不能续写。"),
        ADMINISTRATOR,
    ),
    (
        "no-recovery-key",
        _("本节点没有恢复密钥"),
        _("备份要用恢复密钥的公开部分加密，数据目录里没有它。"),
        ADMINISTRATOR,
    ),
    (
        "wrong-recovery-key",
        _("恢复密钥的写法不对"),
        _("恢复密钥以 AGE-SECRET-KEY- 开头，建立节点时只显示过一次。"),
        _("请照当时抄写的恢复密钥重新输入。"),
    ),
    (
        "backup-unreadable",
        _("备份打不开或不完整"),
        _("可能是密钥不对、文件被改动或截断，或者磁盘已满。数据没有任何改变。"),
        _("请核对恢复密钥，换用另一份备份，检查磁盘空间后再试。"),
    ),
    (
        "backup-newer",
        _("备份来自更新的程序"),
        _("写这份备份的程序比本机的新，本机读不全。"),
        _("请先升级本机的程序再恢复。"),
    ),
    (
        "erasures-altered",
        _("销毁清单被改动"),
        _("备份旁边的销毁清单签名不符，按它恢复可能使已销毁的信息重新出现。"),
        ADMINISTRATOR,
    ),
    ("bad-answer", _("答复不对"), _("对时钟疑问的答复应为“正确”或“已校正”。"), AGAIN),
    ("clock-still-wrong", _("时钟仍然不对"), _("校正后的时间仍早于最后一条记录。"), _("请再次核对本机的日期和时间。")),
    ("bad-text", _("文字里有不能保存的字符"), _("记录只保存可以传输的文字。"), _("请删去看不见的特殊字符后重试。")),
    ("bad-number", _("数字超出范围"), _("记录不能保存这样的数字。"), _("请核对后重新填写。")),
    ("bad-request-key", _("请求键的写法不对"), _("请求键最长80个可见字符。"), AGAIN),
    ("series-exhausted", _("编号序列已用尽"), _("本节点恢复的次数已用尽全部两位字母序列。"), ADMINISTRATOR),
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
