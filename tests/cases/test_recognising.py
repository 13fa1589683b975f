"""What another system gave back, read from free text: what is there is found, nothing else is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.campaigns import campaign
from yizhan.cases.rules.recognising import recognise

TODAY = date(2026, 3, 2)
EXAMPLES = (
    ("核对报告编号：HD2026030200117\n核对日期：2026年3月2日\n核对结果：符合条件", "HD2026030200117", TODAY, True),
    ("业务流水号 ＹＢ－２０２６－０００８７１ 办理成功 2026-02-27 15:21:08", "YB-2026-000871", date(2026, 2, 27), True),
    ("三府地批〔2026〕第17号，2026.2.28批准用地，同意", "三府地批〔2026〕第17号", date(2026, 2, 28), True),
    ("审批结果：不予批准；单号=XK88123；办结日期：20260301", "XK88123", date(2026, 3, 1), False),
    ("经核对，该家庭收入不符合规定。报告号：A-2026-77 出具于2026/3/1", "A-2026-77", date(2026, 3, 1), False),
    ("姓名 杨光 身份证号码：522601198503074511 出生 1985-03-07 电话 13985512345", None, None, None),
    ("有效期至2026-02-28，状态：正在处理", None, None, None),
    ("办理日期：2026-02-11 打印日期：2026-03-01 编号：HD77120", "HD77120", date(2026, 2, 11), None),
    ("办结日期 2027-01-01 编号 HD77120 通过", "HD77120", None, True),
    ("户主同意核对；另一成员不同意", None, None, None),
    ("", None, None, None),
)


@pytest.mark.parametrize(("text", "number", "on", "agrees"), EXAMPLES)
def test_number_day_and_result_are_read(text, number, on, agrees):
    found = recognise(text, today=TODAY)
    assert (found.number, found.on, found.agrees) == (number, on, agrees)
    assert found.lacking == tuple(
        name for name, value in (("number", number), ("on", on), ("agrees", agrees)) if value is None
    )


def test_our_own_number_is_not_the_other_systems():
    ours = "52260110000026SK000001P"
    assert recognise(f"来源编号：{ours} 回执编号：HD2026001", today=TODAY, known={ours}).number == "HD2026001"
    assert recognise(f"来源编号：{ours}", today=TODAY, known={ours}).number is None


NUMBERS = st.from_regex(r"\A[A-Z]{2}-?[0-9]{6,14}\Z")
DAYS = st.integers(0, 300).map(lambda back: TODAY - timedelta(days=back))
WRITTEN = st.sampled_from(("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d 09:30:00"))
RESULTS = st.sampled_from(
    (("通过", True), ("符合条件", True), ("未通过", False), ("不予批准", False), ("不符合规定", False), ("驳回", False))
)


@settings(max_examples=campaign(2000), deadline=None)
@given(
    number=NUMBERS,
    on=DAYS,
    written=WRITTEN,
    result=RESULTS,
    order=st.permutations(range(3)),
    between=st.sampled_from(("\n", "；", "，", "  ", "\r\n", "\t")),
    sign=st.sampled_from((":", "：", "： ", " ")),
    wide=st.booleans(),
    noise=st.sampled_from(
        ("", "姓名：杨光", "身份证号：522601198503074511", "联系电话：13985512345", "出生日期：2001-02-03")
    ),
)
def test_in_any_order_and_writing_the_same_is_read(number, on, written, result, order, between, sign, wide, noise):
    said, agrees = result
    told = "：" if sign == " " else sign
    parts = [f"业务编号{sign}{number}", f"办理日期{sign}{on.strftime(written)}", f"办理结果{told}{said}"]
    text = between.join([noise, *(parts[place] for place in order)])
    if wide:
        text = "".join(chr(ord(one) + 0xFEE0) if one.isdecimal() else one for one in text)
    found = recognise(text, today=TODAY)
    assert (found.number, found.on, found.agrees) == (number, on, agrees)


@settings(max_examples=campaign(2000), deadline=None)
@given(
    st.text(alphabet=st.sampled_from("编号日期结果：: 2026年3月1日-/.HDAX0189通过不予符合〔〕第号\n；，"), max_size=120)
)
def test_nothing_is_read_that_is_not_there(text):
    found = recognise(text, today=TODAY)
    assert found.number is None or found.number in "".join(text.split())
    assert found.on is None or (found.on <= TODAY and str(found.on.day) in text)
    assert found.agrees is None or any(one in text for one in ("通过", "不予", "符合"))


@settings(max_examples=campaign(500), deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    recognise(text, today=TODAY)
