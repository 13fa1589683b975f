"""The devices of a window PC: what each may be found to be, in words, with what to do. Every one may be absent.

The browser finds out (`desk/devices.js`); here stand the words, and the one address beyond the node that a page of the
desk may speak to: the bridge of the card reader on the same PC (docs/devices.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from yizhan.web.middleware import content_policy
from yizhan.web.refusals import Text

BRIDGE = "http://127.0.0.1:18522"
OLDEST_BROWSER = 86
CLOCK_TOLERANCE = 60
"""Seconds by which a PC's clock may differ from the node's before it is said."""


@dataclass(frozen=True)
class Found:
    """One state of a device: its name in the script, its tone, what is so, what to do."""

    key: str
    tone: str
    title: Text
    what: Text


@dataclass(frozen=True)
class Device:
    """A device, or a property of the PC, with its states; the first shows until the browser knows."""

    key: str
    title: Text
    states: tuple[Found, ...]


def speaks_to_devices(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that may ask the bridge on the same PC: its content policy names that origin and no other."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = content_policy(reaching=[BRIDGE])
        return response

    return answered


WAITING = Found("unknown", "info", _("还没有检测"), _("按“检测”。没有按钮的，说明浏览器没有运行脚本。"))

CAMERA = (
    WAITING,
    Found("asking", "info", _("正在打开摄像头"), _("浏览器问是否允许使用摄像头的，请点“允许”。")),
    Found("ready", "info", _("找到了摄像头"), _("按“拍照”看看图像清不清楚。")),
    Found("working", "good", _("摄像头可用"), _("受理时，材料旁边有“拍照”按钮。")),
    Found("taken", "good", _("拍照正常"), _("受理时，材料旁边有“拍照”按钮。")),
    Found(
        "refused",
        "bad",
        _("浏览器不允许用摄像头"),
        _("点地址栏左边的图标，把摄像头改为“允许”，再重新打开本页；也可以改用“选择文件”。"),
    ),
    Found("absent", "warn", _("没有找到摄像头"), _("请接好高拍仪或者摄像头再检测；没有的，用“选择文件”照样能办。")),
    Found("busy", "bad", _("摄像头被别的程序占用"), _("请关闭高拍仪自带的软件和其他用摄像头的窗口，再试一次。")),
    Found(
        "insecure",
        "bad",
        _("这个网址不加密，浏览器不给用摄像头"),
        _("请先照安装页装好根证书，再用 https 开头的网址进入。"),
    ),
    Found("unsupported", "bad", _("浏览器太旧，不能用摄像头"), _("请换用新版浏览器；现在可以用“选择文件”。")),
    Found("gone", "bad", _("摄像头断开了"), _("请检查连线，重新插上后再试。")),
    Found("other", "bad", _("摄像头打不开"), _("请拔下重插；还不行的，重启电脑，或者改用“选择文件”。")),
)

DEVICES = (
    Device(
        "connection",
        _("连接"),
        (
            WAITING,
            Found("working", "good", _("连接是加密的"), _("摄像头可以用，密码和个人信息不会明着传。")),
            Found("node", "good", _("您在节点本机上"), _("不经过网络，可以用摄像头。")),
            Found(
                "insecure",
                "bad",
                _("连接不加密"),
                _("请照安装页装好根证书，再用 https 开头的网址进入，否则摄像头不能用。"),
            ),
        ),
    ),
    Device(
        "browser",
        _("浏览器"),
        (
            WAITING,
            Found("working", "good", _("浏览器够新"), _("不用改动。")),
            Found(
                "old", "warn", _("浏览器太旧"), _("有的功能可能不能用。请装新版浏览器；双核浏览器请切换到极速模式。")
            ),
        ),
    ),
    Device(
        "screen",
        _("屏幕"),
        (
            WAITING,
            Found("working", "good", _("屏幕够大"), _("不用改动。")),
            Found(
                "small", "warn", _("显示区域偏小"), _("能用，但要多滚动。请把窗口最大化，或者按 Ctrl 和 0 恢复缩放。")
            ),
        ),
    ),
    Device(
        "clock",
        _("时钟"),
        (
            WAITING,
            Found("working", "good", _("时钟和节点一致"), _("期限以节点的时间为准。")),
            Found(
                "differs",
                "warn",
                _("这台电脑的时钟和节点不一致"),
                _("期限不受影响，但请校正这台电脑的日期和时间，否则加密网址可能打不开。"),
            ),
        ),
    ),
    Device(
        "wedge",
        _("身份证阅读器（键盘方式）"),
        (
            Found("unknown", "info", _("请刷一次身份证"), _("光标放在哪里都可以；号码会自己填进下面的框。")),
            Found("working", "good", _("阅读器可用"), _("受理时直接刷卡，号码会填进查找申请人的框。")),
            Found(
                "typed",
                "warn",
                _("这像是手工输入的"),
                _("没有阅读器的，手工输入就可以；有的，请检查它是否设成键盘方式、带回车。"),
            ),
        ),
    ),
    Device(
        "bridge",
        _("身份证阅读器（读卡程序）"),
        (
            WAITING,
            Found("asking", "info", _("正在读卡"), _("请把身份证平放在阅读器上。")),
            Found("working", "good", _("读卡程序可用"), _("受理时按“读卡”，姓名、号码、住址一次填好。")),
            Found(
                "absent",
                "warn",
                _("没有找到读卡程序"),
                _(
                    "没有装的，用键盘方式或者手工输入就可以；装了的，请先启动它。浏览器问是否允许访问本机设备的，请点“允许”。"
                ),
            ),
            Found("bad-token", "bad", _("配对码不对"), _("请把读卡程序窗口里显示的配对码填进下面的框，再检测。")),
            Found(
                "strange-origin",
                "bad",
                _("读卡程序不认本节点的网址"),
                _("请用参数 --origin 加上本页的网址后重新启动它。"),
            ),
            Found("no-card", "warn", _("没有读到卡"), _("请把身份证平放在阅读器上，不要叠放，再试一次。")),
            Found("no-reader", "bad", _("读卡程序找不到阅读器"), _("请检查阅读器的连线和驱动程序，再试一次。")),
            Found("broken", "bad", _("读卡程序的回答看不懂"), _("请换用与文档一致的版本，或者改用键盘方式。")),
        ),
    ),
    Device("camera", _("高拍仪或者摄像头"), CAMERA),
    Device(
        "printer",
        _("打印机"),
        (
            Found("unknown", "info", _("还没有打印测试页"), _("按“打印测试页”，看边距对不对、字清不清楚。")),
            Found("working", "good", _("打印机可用"), _("通知书和回执可以直接打印。")),
            Found(
                "dead",
                "bad",
                _("没有打出来"),
                _("请看电源、纸和连线，在系统里清掉卡住的任务后重打；急的，另存为 PDF，到别的电脑上打。"),
            ),
        ),
    ),
)
