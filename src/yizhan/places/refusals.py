"""The words of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach

WHOLE = _("整份文件都没有导入。请改正列出的各处后重新导入。")
FORMAT = _("请对照文档中的格式核对后重新导入。")
CORRECT = _("请改正后重新提交。")

WORDS = (
    ("encoding", _("文件编码无法识别"), _("文件不是 UTF-8，也不是 GB18030 编码。"), _("请另存为 UTF-8 后重新导入。")),
    ("csv", _("文件不是完整的CSV"), _("读到：%(detail)s。"), FORMAT),
    ("yaml", _("文件不是可读的YAML"), _("读到：%(detail)s。"), FORMAT),
    ("columns", _("列不对"), _("第一行应为 %(expected)s，每行各有这些列。"), FORMAT),
    ("divisions-faulty", _("行政区划表有误"), _("有的行不对，各处按“行号.列名”列出。"), WHOLE),
    ("calendar-faulty", _("日历文件有误"), _("有的内容不对，各处按字段列出。"), WHOLE),
    ("calendar-exists", _("已有日历"), _("本机已经载入过日历。"), _("请用导入命令更新。")),
    ("duplicate", _("重复"), _("前面已经有了。"), CORRECT),
    ("unknown-level", _("级别不认识"), _("级别应为文档所列的几种。"), CORRECT),
    ("wrong-level", _("级别与代码不符"), _("代码的位数不属于这个级别。"), CORRECT),
    ("wrong-parent", _("上级与代码不符"), _("上级代码应是本级代码的前几位。"), CORRECT),
    ("unknown-parent", _("上级不存在"), _("表里和系统里都没有这个上级。"), CORRECT),
    ("not-a-mapping", _("格式不对"), _("文件最外层应是“名称：内容”。"), FORMAT),
    ("not-a-list", _("格式不对"), _("这里应是不超过400项的列表。"), FORMAT),
    ("unknown-key", _("不认识的字段"), _("格式里没有这个字段，可能是拼写有误。"), FORMAT),
    ("bad-year", _("年份不对"), _("年份应在2000到2100之间。"), CORRECT),
    ("bad-date", _("日期不对"), _("应为存在的日期，写作 2027-01-01。"), CORRECT),
    ("other-year", _("不是这一年的日期"), _("日期应在文件所写的年份内。"), CORRECT),
    ("not-a-weekend", _("不是周末"), _("调休上班的日子应在周六或者周日。"), CORRECT),
    ("name-missing", _("没有写名称"), _("每个放假日都要写节日名称或者理由。"), CORRECT),
    ("yes-or-no", _("应写是或否"), _("办理期限是否跳过地方放假日，要明确写 true 或者 false。"), CORRECT),
    ("bad-function", _("职能代码不对"), _("应为小写字母开头的英文代码。"), CORRECT),
    ("bad-code", _("代码不对"), _("代码应由区划代码和职能代码组成。"), CORRECT),
    ("unknown-kind", _("类别不认识"), _("类别应为文档所列的几种。"), CORRECT),
    ("bad-window-number", _("窗口号不对"), _("应为1到4位数字，前面可加一个大写字母。"), CORRECT),
)


def teach_words() -> None:
    """Every code of this room."""
    for code, title, detail, advice in WORDS:
        teach(code, title, detail, advice)
