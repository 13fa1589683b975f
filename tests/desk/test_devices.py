"""The devices of a window PC in the browser: each absent, refused, working; by keyboard alone."""

import socket
import threading

import pytest
from django.conf import settings as django_settings
from tools import bridge

from tests.desk.conftest import CLERK
from tests.support.browser import FLAGS, chromium, violations
from yizhan.desk import devices

pytestmark = [pytest.mark.browser]
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
CARD = "522601198503074511"
CODE = "0123456789abcdef"
FAKE = "--use-fake-device-for-media-stream"
LONGEST = 30_000


@pytest.fixture(autouse=True)
def _plain_static(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def with_camera(browser):
    """A browser of its own with a camera that shows a test picture."""
    opened = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, FAKE])
    yield opened
    opened.close()


@pytest.fixture
def window(browser, live_server, desk_of):
    """`window()`: the page of a clerk's window PC; `permissions` are those that the browser was given."""
    contexts, faults = [], []

    def opened(*, on=browser, permissions=(), locale="zh-CN"):
        context = on.new_context(
            base_url=live_server.url, viewport=SIZES["desk"], locale=locale, permissions=list(permissions)
        )
        contexts.append(context)
        cookie = desk_of(CLERK).cookies[django_settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(LONGEST)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def state(page, device):
    """What the page says of a device, as a person reads it."""
    return page.locator(f"[data-device={device}] [data-when]:not([hidden]) .notice-title").inner_text()


def says(page, device, words):
    """Wait until the page says it."""
    page.locator(f"[data-device={device}] [data-when]:not([hidden]) .notice-title", has_text=words).wait_for()


# -- the page ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_a_pc_without_devices_is_told_that_it_can_work(window, picture, size):
    page = window()
    page.set_viewport_size(SIZES[size])
    page.goto("/desk/devices/")
    says(page, "camera", "没有找到摄像头")
    assert [state(page, one) for one in ("connection", "browser")] == ["您在节点本机上", "浏览器够新"]
    assert state(page, "clock") == "这台电脑的时钟和节点不一致"
    assert state(page, "screen") == ("屏幕够大" if size == "desk" else "显示区域偏小")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, f"pictures/devices-{size}.png")


def test_every_state_says_what_to_do():
    for device in devices.DEVICES:
        keys = [found.key for found in device.states]
        assert len(keys) == len(set(keys))
        assert all(str(found.title) and str(found.what) and found.tone for found in device.states)


def test_the_page_may_speak_to_the_bridge_and_to_nobody_else(desk_of):
    policy = desk_of(CLERK).get("/desk/devices/")["Content-Security-Policy"]
    assert f"connect-src 'self' {devices.BRIDGE}" in policy
    assert "connect-src" not in desk_of(CLERK).get("/desk/")["Content-Security-Policy"]


# -- the reader that types ---------------------------------------------------------------------------------------------


def test_a_card_is_known_by_its_haste_wherever_the_cursor_stands(window):
    page = window()
    page.goto("/desk/devices/")
    page.locator("#pairing").fill("abc")
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    says(page, "wedge", "阅读器可用")
    assert (page.input_value("#wedge"), page.input_value("#pairing")) == (CARD, "abc")
    assert page.url.endswith("/desk/devices/")


SWALLOWED = """
() => {
  const at = document.activeElement;
  const press = (key, code) => at.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}));
  for (const digit of '11010519491231002') { press(digit, 'Digit' + digit); }
  press('Process', 'KeyX');
  press('Process', 'Enter');
}
"""


def test_a_card_with_an_x_is_known_though_an_input_method_swallows_the_letter(window):
    page = window()
    page.goto("/desk/devices/")
    page.locator("#wedge").focus()
    page.evaluate(SWALLOWED)
    says(page, "wedge", "阅读器可用")
    assert page.input_value("#wedge") == "11010519491231002X"


def test_a_person_who_types_is_not_taken_for_a_reader(window):
    page = window()
    page.goto("/desk/devices/")
    page.locator("#wedge").focus()
    page.keyboard.type(CARD, delay=70)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    says(page, "wedge", "这像是手工输入的")


def test_a_wrong_check_digit_stays_where_it_was_typed(window):
    page = window()
    page.goto("/desk/devices/")
    page.locator("#pairing").fill("")
    page.keyboard.type(CARD[:-1] + "2")
    page.keyboard.press("Enter")
    assert page.input_value("#pairing") == CARD[:-1] + "2"
    assert page.input_value("#wedge") == ""


# -- the bridge --------------------------------------------------------------------------------------------------------


@pytest.fixture
def bridged(monkeypatch, live_server):
    """`bridged()`: a bridge on this PC that the page will find; `reader` and `origin` as the test wants."""
    servers = []

    def start(*, reader=bridge.simulated, origin=live_server.url):
        server = bridge.Bridge(0, origins=[origin], token=CODE, reader=reader)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        monkeypatch.setattr(devices, "BRIDGE", f"http://127.0.0.1:{server.server_port}")

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def asked(page, *, code=CODE):
    """The button is pressed by keyboard."""
    page.goto("/desk/devices/")
    page.locator("#pairing").fill(code)
    page.locator("[data-read-card]").press("Enter")


def test_a_card_is_read_through_the_bridge(window, bridged, picture):
    bridged()
    page = window()
    asked(page)
    says(page, "bridge", "读卡程序可用")
    assert page.locator("[data-shows=name]").inner_text() == "杨光"
    assert "2036-05-20" in page.locator("[data-shows=valid]").inner_text()
    page.locator("[data-device=bridge]").scroll_into_view_if_needed()
    picture(page, "pictures/devices-bridge.png")


def test_without_a_bridge_the_page_says_so(window, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(devices, "BRIDGE", f"http://127.0.0.1:{free.getsockname()[1]}")
        page = window()
        asked(page)
        says(page, "bridge", "没有找到读卡程序")


def test_a_wrong_code_a_strange_page_and_an_empty_reader_are_told_apart(window, bridged):
    page = window()
    bridged()
    asked(page, code="wrong")
    says(page, "bridge", "配对码不对")
    bridged(origin="https://192.168.1.10:8443")
    asked(page)
    says(page, "bridge", "读卡程序不认本节点的网址")

    def empty():
        raise bridge.Refused(404, "no-card")

    bridged(reader=empty)
    asked(page)
    says(page, "bridge", "没有读到卡")


NAME, ADDRESS = bridge.SIMULATED["name"], bridge.SIMULATED["address"]


def paired(page, address):
    """A page of the acceptance on a PC that knows the pairing code."""
    page.goto(address)
    page.evaluate(f"localStorage.setItem('yizhan.bridge', '{CODE}')")


def test_who_applies_is_read_from_the_card_and_goes_on_to_the_matter(window, bridged):
    bridged()
    page = window()
    paired(page, "/desk/new/")
    page.locator("[data-read-card]").press("Enter")
    page.get_by_text("已记下，请选事项").wait_for()
    assert page.locator("#who").get_by_text(NAME).is_visible()
    page.locator('#items a[href*="/dibao/"][href*="draft="]').first.press("Enter")
    page.wait_for_url("**/desk/new/dibao/?draft=*")
    for field, value in (("name", NAME), ("id_number", CARD), ("address", ADDRESS)):
        assert page.input_value(f"#id_a-{field}") == value


def test_an_earlier_cards_name_does_not_go_with_another_number(window, bridged):
    bridged()
    page = window()
    paired(page, "/desk/new/")
    page.locator("[data-read-card]").press("Enter")
    page.get_by_text("已记下，请选事项").wait_for()
    page.locator("#who-search").fill("")
    page.locator("#who-search").focus()
    page.keyboard.type("522601197803150024")
    page.keyboard.press("Enter")
    page.locator("#who").get_by_text("47 岁").wait_for()
    assert NAME not in page.locator("#who").inner_text()


def test_the_applicant_is_read_from_the_card_on_the_matters_own_page(window, bridged):
    bridged()
    page = window()
    paired(page, "/desk/new/dibao/")
    page.locator("[data-read-card]").press("Enter")
    page.get_by_text("校验位正确").wait_for()
    assert (page.input_value("#id_a-name"), page.input_value("#form-address")) == (NAME, ADDRESS)
    assert page.evaluate("document.activeElement.id") == "id_a-id_number"


@pytest.mark.parametrize(("address", "field"), [("/desk/new/", "who-search"), ("/desk/new/dibao/", "id_a-id_number")])
def test_without_a_bridge_the_page_says_so_and_typing_goes_on(window, monkeypatch, address, field):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(devices, "BRIDGE", f"http://127.0.0.1:{free.getsockname()[1]}")
        page = window()
        page.goto(address)
        page.locator("[data-read-card]").press("Enter")
        page.locator("[data-bridge-says=absent]").wait_for()
        page.keyboard.type(CARD)
        assert page.input_value(f"#{field}") == CARD
        for size in SIZES.values():
            page.set_viewport_size(size)
            assert violations(page) == []


# -- the camera --------------------------------------------------------------------------------------------------------


def test_a_paper_is_photographed_by_keyboard_alone(window, with_camera, picture):
    page = window(on=with_camera, permissions=["camera"])
    page.goto("/desk/devices/")
    says(page, "camera", "找到了摄像头")
    page.locator(".camera-open").press("Enter")
    page.locator("dialog.camera[data-mode=live]").wait_for()
    assert page.evaluate("document.activeElement.dataset.part") == "shoot"
    page.keyboard.press("Enter")
    page.locator("dialog.camera[data-mode=still]").wait_for()
    picture(page, "pictures/camera-still.png")
    assert violations(page) == []

    page.locator("[data-part=whole]").press("Enter")
    before = page.locator("[data-part=size]").inner_text()
    page.locator("[data-corner='0']").focus()
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowDown")
    assert page.locator("[data-part=size]").inner_text() != ""
    page.locator("[data-part=right]").press("Enter")
    width, height = before.split(" × ")
    assert page.locator("[data-part=size]").inner_text().split(" × ")[0] < max(width, height, key=int)
    page.locator("[data-part=use]").press("Enter")
    says(page, "camera", "拍照正常")
    taken = page.evaluate("(f => [f.name, f.type, f.size])(document.getElementById('sample').files[0])")
    assert (taken[0].startswith("sample-"), taken[1], taken[2] > 1000) == (True, "image/jpeg", True)
    page.locator("[data-sample]").wait_for()
    assert page.evaluate("document.activeElement.id") == "sample"
    assert page.locator("dialog.camera").count() == 0
    picture(page, "pictures/devices-camera.png")


def test_a_camera_that_refuses_says_how_to_allow_it(window, with_camera, picture):
    page = window(on=with_camera)
    page.goto("/desk/devices/")
    page.locator(".camera-open").press("Enter")
    page.locator("dialog.camera[data-mode=failed]").wait_for()
    assert "浏览器不允许用摄像头" in page.locator("[data-say=refused]").inner_text()
    picture(page, "pictures/camera-refused.png")
    page.keyboard.press("Escape")
    says(page, "camera", "浏览器不允许用摄像头")
    assert page.evaluate("document.activeElement.id") == "sample"


def test_the_camera_is_let_go_when_the_dialog_closes(window, with_camera):
    page = window(on=with_camera, permissions=["camera"])
    page.goto("/desk/devices/")
    page.evaluate(
        "() => { window.held = []; const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        "navigator.mediaDevices.getUserMedia = wanted => get(wanted).then(s => { window.held.push(s); return s; }); }"
    )
    page.locator(".camera-open").press("Enter")
    page.locator("dialog.camera[data-mode=live]").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog.camera").wait_for(state="detached")
    assert page.evaluate("window.held.map(s => s.getTracks().map(t => t.readyState))") == [["ended"]]


def test_a_photographed_material_is_handed_in_like_a_chosen_file(window, with_camera, picture):
    page = window(on=with_camera, permissions=["camera"])
    page.goto("/desk/new/dibao/")
    cell = page.locator("#cell-identity")
    cell.locator(".camera-open").press("Enter")
    page.locator("dialog.camera[data-mode=live]").wait_for()
    page.keyboard.press("Enter")
    page.locator("dialog.camera[data-mode=still]").wait_for()
    page.locator("[data-part=use]").press("Enter")
    cell.locator("[name='kept.identity']").wait_for(state="attached")
    assert cell.locator(".kept").inner_text().startswith("identity-")
    page.locator("#has-identity:checked").wait_for(state="attached")
    assert cell.locator(".camera-open").count() == 1
    cell.scroll_into_view_if_needed()
    picture(page, "pictures/camera-material.png")


def test_a_card_finds_the_person_at_the_window(window):
    page = window()
    page.goto("/desk/new/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    page.locator("#who").get_by_text("1985").first.wait_for()
    assert page.input_value("#who-search") == CARD


PAPER = """
(blur) => {
  const P = window.YizhanPicture, table = P.canvas(1600, 1200), on = table.getContext('2d');
  on.fillStyle = '#333'; on.fillRect(0, 0, 1600, 1200);
  on.translate(800, 600); on.rotate(0.1); on.translate(-500, -400);
  on.filter = blur ? 'blur(6px)' : 'none';
  on.fillStyle = '#fff'; on.fillRect(0, 0, 1000, 800);
  on.fillStyle = '#000'; on.font = '24px sans-serif';
  const words = '一个窗口受理 一站式办结 0123456789 abcdefghijklmnopqrstuvwxyz';
  for (let line = 1; line < 24; line += 1) { on.fillText(words, 40, 32 * line); }
  const corners = P.corners(table), straight = P.straightened(table, corners);
  const edge = straight.getContext('2d').getImageData(4, 4, 1, 1).data[0];
  return {corners, edge, size: [straight.width, straight.height], judged: P.judged(table, corners)};
}
"""


def test_the_corners_of_a_crooked_paper_are_found_and_it_is_straightened(window):
    page = window()
    page.goto("/desk/devices/")
    found = page.evaluate(PAPER, False)
    assert found["corners"][0]["x"] == pytest.approx(0.217, abs=0.02)
    assert found["corners"][0]["y"] == pytest.approx(0.127, abs=0.03)
    assert found["size"] == [pytest.approx(1000, abs=25), pytest.approx(800, abs=25)]
    assert found["edge"] > 200
    assert found["judged"]["blurred"] is False


def test_a_blurred_paper_is_told_from_a_sharp_one_and_few_pixels_from_many(window):
    page = window()
    page.goto("/desk/devices/")
    sharp, blurred = page.evaluate(PAPER, False)["judged"], page.evaluate(PAPER, True)["judged"]
    assert blurred["blurred"] is True
    assert sharp["sharpness"] > 5 * blurred["sharpness"]
    assert sharp["coarse"] is True
    fine = page.evaluate("YizhanPicture.judged(YizhanPicture.canvas(1600, 1200), YizhanPicture.whole())")
    assert fine["coarse"] is False


# -- the printer -------------------------------------------------------------------------------------------------------


def test_a_dead_printer_has_a_way_out_and_the_page_remembers(window, picture):
    page = window()
    page.goto("/desk/devices/print/")
    page.locator("[data-print-dead]").press("Enter")
    assert "另存为 PDF" in page.locator("[data-print-help]").inner_text()
    assert violations(page) == []
    picture(page, "pictures/printer-dead.png")
    page.get_by_text("记下没有打出来").press("Enter")
    page.wait_for_url("**/desk/devices/?printed=no*")
    says(page, "printer", "没有打出来")
    page.goto("/desk/devices/?printed=yes")
    says(page, "printer", "打印机可用")


def test_the_test_page_is_one_sheet_without_the_questions(window):
    page = window()
    page.goto("/desk/devices/print/")
    page.emulate_media(media="print")
    assert not page.locator("[data-print-ask]").is_visible()
    assert page.locator(".ruler-across").is_visible()
