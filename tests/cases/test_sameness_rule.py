"""Whether two applications may be the same person's: the signs, and what is no sign."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from yizhan.cases.rules.sameness import Person, likeness, mistyped
from yizhan.kernel.identifiers import check_id_number

NUMBER = "522601199001011234"[:17]
ASKED = Person(name="王建国", number="h1", phone="p1", address="三棵树镇朗利村二组12号")


def number_of(body):
    from stdnum.cn import ric

    return body + ric.calc_check_digit(body + "0")


def test_the_same_number_is_the_same_person_whatever_the_name():
    assert likeness(ASKED, Person(name="李四", number="h1")) == ("same-number",)


def test_a_slip_in_the_number_is_seen_by_its_hash():
    assert likeness(ASKED, Person(name="李四", number="h9"), near={"h9"}) == ("near-number",)


def test_a_phone_in_common_is_a_sign():
    assert likeness(ASKED, Person(name="李四", phone="p1")) == ("same-phone",)


@pytest.mark.parametrize("name", ["王建国", "王健国", "王建囯"])
def test_a_name_that_sounds_the_same_is_a_sign_by_itself(name):
    assert likeness(ASKED, Person(name=name)) == ("near-name",)


@pytest.mark.parametrize("name", ["王建军", "王建", "汪建国", "李建国", "王海燕"])
def test_another_name_is_no_sign_by_itself(name):
    assert likeness(ASKED, Person(name=name)) == ()


def test_one_character_that_differs_counts_beside_another_sign():
    assert likeness(ASKED, Person(name="王建军", phone="p1")) == ("same-phone", "near-name")


def test_two_of_one_surname_with_short_names_are_not_alike():
    assert likeness(Person(name="吴桂"), Person(name="吴涛")) == ()


def test_a_double_surname_is_one():
    assert likeness(Person(name="欧阳锋", phone="p"), Person(name="欧阳凤", phone="p")) == ("same-phone", "near-name")
    assert likeness(Person(name="欧文", phone="p"), Person(name="欧阳", phone="p")) == ("same-phone",)


def test_one_house_is_a_household_and_a_village_is_not():
    assert likeness(ASKED, Person(name="李四", address=ASKED.address)) == ("household",)
    village = "三棵树镇朗利村二组"
    assert likeness(Person(name="王", address=village), Person(name="李四", address=village)) == ()


def test_nothing_known_is_like_nothing():
    assert likeness(Person(name="王五"), Person(name="赵六")) == ()


@for_all(place=st.integers(1, 16), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_leads_back(place, digit):
    wrong = number_of(NUMBER[:place] + digit + NUMBER[place + 1 :])
    assert wrong == number_of(NUMBER) or number_of(NUMBER) in mistyped(wrong)


@for_all(place=st.integers(0, 15))
def test_two_that_changed_places_lead_back(place):
    body = NUMBER[:place] + NUMBER[place + 1] + NUMBER[place] + NUMBER[place + 2 :]
    assert number_of(body) == number_of(NUMBER) or body[0] == "0" or number_of(NUMBER) in mistyped(number_of(body))


def test_a_wrong_check_character_leads_back():
    whole = number_of(NUMBER)
    wrong = whole[:17] + ("1" if whole[17] != "1" else "2")
    assert whole in mistyped(wrong)


def test_what_is_looked_up_is_bounded_and_passes_its_check():
    found = mistyped(number_of(NUMBER))
    assert 0 < len(found) <= 17 * 9 + 16
    assert number_of(NUMBER) not in found
    assert check_id_number(number_of(NUMBER)).number == number_of(NUMBER)
    assert {each[17] for each in found} <= set("0123456789X")


@pytest.mark.parametrize("other", ["", "E12345678", "91522601MA6DXXXXX3", "52260119900101123"])
def test_other_papers_have_no_such_slip(other):
    assert mistyped(other) == frozenset()
