"""The words of the codes that belong to no room above: general ones and the kernel's."""

from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import teach

CHECK = _("请对照证件或者文件逐位核对后重新填写。")
SHORTEN = _("请改短后再提交。")
ADMINISTRATOR = _("请告诉系统管理员，由其核对本机的密钥和组件。")
RETYPE = _("请删去看不见的字符或者符号，重新填写。")

KERNEL = (
    ("id-number-format", _("身份证号码格式不对"), _("应为18位，最后一位是数字或者X。"), CHECK),
    ("id-number-old", _("这是15位的旧身份证号码"), _("旧号码已经停用，应填18位号码。"), _("请按现在的身份证填写。")),
    ("id-number-date", _("身份证号码里的出生日期不存在"), _("第7到14位不是有效的日期。"), CHECK),
    ("id-number-check", _("身份证号码有误"), _("末位校验不符，至少有一位填错。"), CHECK),
    ("uscc-format", _("统一社会信用代码格式不对"), _("应为18位数字和大写字母。"), CHECK),
    ("uscc-check", _("统一社会信用代码有误"), _("末位校验不符，至少有一位填错。"), CHECK),
    ("phone-format", _("电话号码格式不对"), _("应为11位手机号，或者带区号的固定电话。"), _("例如 0855-8221234。")),
    ("name-empty", _("没有填写姓名"), _("姓名不能是空的。"), _("请按证件填写。")),
    ("name-too-long", _("姓名太长"), _("姓名最多 %(limit)s 个字。"), SHORTEN),
    ("name-characters", _("姓名里有不能识别的字符"), _("有的字符不能显示或者保存。"), RETYPE),
    ("text-too-long", _("文字太长"), _("最多 %(limit)s 个字。"), SHORTEN),
    ("text-characters", _("文字里有不能识别的字符"), _("有的字符不能显示或者保存。"), RETYPE),
    ("case-number-format", _("编号格式不对"), _("这不是一个办件编号。"), CHECK),
    ("case-number-check", _("编号有误"), _("末位校验不符，至少有一位填错。"), CHECK),
    ("division-format", _("行政区划代码格式不对"), _("应为2、4、6、9或者12位数字。"), CHECK),
    (
        "bad-limit",
        _("期限写法不对"),
        _("期限“%(given)s”无法识别。"),
        _("请写数字加单位，例如 20wd（20个工作日）、30d（30日）、8h（8小时）、3mo（3个月）。"),
    ),
    (
        "bad-stop",
        _("停止计时的日期不对"),
        _("从 %(start)s 到 %(end)s 不是一段可用的时间。"),
        _("请核对起止日期：结束不能早于开始。"),
    ),
    ("bad-local-day", _("地方放假日写法不对"), _("要么写每年的月日，要么写一个日期。"), _("请对照放假通知核对。")),
    ("date-out-of-range", _("日期超出范围"), _("算出的日期超出了日历的范围。"), _("请核对起算日期和期限。")),
    ("bad-signature", _("签名无法识别"), _("签名的写法不完整，或者被改动过。"), _("请向出具单位重新索取。")),
    ("bad-key", _("密钥不可用"), _("密钥的长度不对。"), ADMINISTRATOR),
    ("seal-broken", _("加密内容打不开"), _("内容被改动过，或者密钥不对。"), ADMINISTRATOR),
    ("suite-missing", _("缺少密码组件"), _("本机没有安装密码套件 %(suite)s。"), ADMINISTRATOR),
)


def teach_general_words() -> None:
    """The codes that belong to no room."""
    teach(
        "not-found",
        _("没有找到"),
        _("您要找的内容不存在，或者不归您查看。"),
        _("请核对编号或网址；需要查看别的中心的内容，请与该中心联系。"),
    )
    teach(
        "forbidden",
        _("您没有办理这一步的权限"),
        _("这一步要由有权限的人员办理，系统没有改动任何内容。"),
        _("请转给有权限的同事；确需您办理的，请中心负责人授权。"),
    )
    teach(
        "stale",
        _("内容已被他人更新"),
        _("您依据的是第 %(seen)s 版，现在已是第 %(version)s 版。为避免覆盖别人的办理，系统没有保存您的提交。"),
        _("请打开最新内容核对；您填写的内容列在下面，可以照抄。"),
    )
    teach(
        "not-holder",
        _("此件不在您的单位"),
        _("此件现由 %(holder)s 办理，只有办理单位可以改动。"),
        _("需要催办、撤回的，请提出请求；办理单位会看到并答复。"),
    )
    teach(
        "invalid",
        _("填写内容有误"),
        _("有的内容缺少或者不符合要求，系统没有保存。"),
        _("请按下面的提示改正后重新提交。"),
    )
    teach(
        "bad-request",
        _("请求无法识别"),
        _("系统读不懂这次请求，没有改动任何内容。"),
        _("请返回上一页，重新填写后再提交。"),
    )
    teach(
        "bad-cursor",
        _("页码无法识别"),
        _("翻页的标记不完整或者已经失效。"),
        _("请回到列表第一页重新查找。"),
    )
    teach(
        "too-many-requests",
        _("操作太频繁"),
        _("短时间内的请求太多，系统暂停受理。"),
        _("请等 %(wait)s 秒后再试。"),
    )
    teach(
        "too-large",
        _("提交的内容太大"),
        _("一次提交的内容超过了系统允许的大小，没有保存。"),
        _("请分几次提交，或者缩小文件后再试。"),
    )
    teach(
        "key-reused",
        _("这张表单已经提交过别的内容"),
        _("同一张表单用过一次，不能再用来提交不同的内容。"),
        _("请重新打开页面再填写；上一次提交的结果没有改变。"),
    )
    teach(
        "csrf",
        _("页面已经过期"),
        _("登录状态已改变，或者页面打开太久，系统没有保存这次提交。"),
        _("请返回表单，刷新页面后再提交。"),
    )
    teach(
        "wrong-method",
        _("不能这样打开"),
        _("这个网址只用来提交内容，不能直接打开。"),
        _("请从页面上的按钮办理。"),
    )
    teach(
        "unavailable",
        _("系统暂时不能办理"),
        _("所需的服务现在没有响应，您的提交没有保存。"),
        _("请稍后再试；一直不行的，请告诉管理员。"),
    )
    teach(
        "broken",
        _("系统出了故障"),
        _("这次操作没有完成，也没有保存。故障编号：%(incident)s。"),
        _("请稍后再试；再次出现的，把故障编号告诉管理员。"),
    )


def teach_kernel_words() -> None:
    """The codes of the kernel, which knows no language."""
    for code, title, detail, advice in KERNEL:
        teach(code, title, detail, advice)
