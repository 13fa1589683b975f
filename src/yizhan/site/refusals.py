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
        "plain-http-abroad",
        _("不加密的网页只给本机用"),
        _("地址 %(address)s 别的电脑也能连上，而密码和个人信息不能不加密就在网上传。"),
        _("给窗口电脑用的，请用 yizhan serve --lan 本机地址；前面另有加密代理的，先设 YIZHAN_HTTPS=yes。"),
    ),
    (
        "port-taken",
        _("这个端口用不了"),
        _("%(address)s 的 %(port)s 端口已被别的程序占用（也可能是还开着的另一个一站），或者不允许使用。"),
        _("请先关掉占用它的程序，或者用 --port 换一个没人用的端口，例如 --port 8010。"),
    ),
    (
        "https-needed",
        _("这一步要经过加密连接"),
        _("您是从别的电脑用不加密的网址打开的，系统没有办理。"),
        _("请打开本节点的安装页 /install/，照上面的步骤装好根证书，再从那里进入。"),
    ),
    (
        "names-not-covered",
        _("根证书管不到这个地址"),
        _("各窗口电脑上的根证书只认内网地址和当初登记的名称，不认 %(names)s。"),
        _("请换用内网地址；必须用它的，删去 keys 里的 authority.crt 和 authority.key 后重启，各窗口电脑重装根证书。"),
    ),
    (
        "authority-ended",
        _("根证书到期了"),
        _("根证书到 %(ends)s 为止。"),
        _("请删去 keys 目录里的 authority.crt 和 authority.key 后重新启动，各窗口电脑重装根证书。"),
    ),
    (
        "authority-incomplete",
        _("根证书和它的密钥不成对"),
        _("目录 %(folder)s 里缺少 authority.crt 或者 authority.key，或者其中一个坏了。"),
        _("请从备份放回缺的文件；放不回的，把另一个也删去后重新启动，各窗口电脑重装根证书。"),
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
