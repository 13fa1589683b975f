"""What is shown of a person to those who need not see it whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.masking import (
    mask_address,
    mask_bank_account,
    mask_id_number,
    mask_id_number_publicly,
    mask_name,
    mask_phone,
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张*"),
        ("欧阳娜娜", "欧阳*"),
        ("欧阳", "欧*"),
        ("司马光", "司马*"),
        ("阿布都·热合曼", "阿*·*"),
        ("John Smith", "J*"),
        ("\U00020bb7野", "\U00020bb7*"),
        ("龙", "*"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("number", "at_the_window", "publicly"),
    [
        ("36042619910101007X", "360426********007X", "3****************X"),
        ("E12345678", "E1*****78", "E*******8"),
        ("1234", "****", "1**4"),
        ("12", "**", "**"),
        ("", "", ""),
    ],
)
def test_an_id_number_keeps_its_ends(number, at_the_window, publicly):
    assert mask_id_number(number) == at_the_window
    assert mask_id_number_publicly(number) == publicly


@pytest.mark.parametrize(
    ("number", "shown"), [("13985512345", "139****2345"), ("0855-8221234", "085****1234"), ("12345", "*****"), ("", "")]
)
def test_a_phone_keeps_three_and_four(number, shown):
    assert mask_phone(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("贵州省黔东南苗族侗族自治州凯里市三棵树镇南花村3组15号", "贵州省黔东南苗族侗族自治州凯里市三棵树镇南花村***"),
        ("凯里市三棵树镇南花村", "凯里市三棵树镇南花村"),
        ("凯里市三棵树镇南花村民委员会旁", "凯里市三棵树镇南花村民委员会***"),
        ("镇远县舞阳镇西门街12号", "镇远县舞阳镇***"),
        ("黔东南州镇远县羊坪镇龙塘村二组", "黔东南州镇远县羊坪镇龙塘村***"),
        ("凯里市大十字街道韶山社区北京东路5号2单元", "凯里市大十字街道韶山社区***"),
        ("凯里市大十字街道北京东路5号2单元", "凯里市大十字街道***"),
        ("凯里市永乐路永和小区3栋", "凯里市***"),
        ("榕江县三江水族乡某村8组", "榕江县三江水族乡某村***"),
        ("南花村3组", "南花村***"),
        ("5栋2单元", "***"),
        ("", ""),
    ],
)
def test_an_address_ends_with_the_village(address, shown):
    assert mask_address(address) == shown


@pytest.mark.parametrize(("number", "shown"), [("6217000012345678", "****5678"), ("1234567", "*******"), ("", "")])
def test_a_bank_account_keeps_four(number, shown):
    assert mask_bank_account(number) == shown


@given(st.text(min_size=1, max_size=40))
def test_no_mask_shows_everything(value):
    for mask in (mask_id_number, mask_id_number_publicly, mask_phone, mask_bank_account):
        assert mask(value) != value or set(value) == {"*"}
    assert len(mask_name(value)) <= 4
