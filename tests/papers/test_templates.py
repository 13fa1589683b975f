"""The registry of notices: each has what the law and the working forms want on it."""

from datetime import date
from decimal import Decimal

import pytest

from tests.papers.samples import SAMPLES, TO_ORGANS, WITHOUT_A_CASE
from yizhan.kernel.refusals import Invalid
from yizhan.papers import rules
from yizhan.papers.fields import EVERYWHERE, FIELDS, REMEDIES, WITHOUT_CASE, Kind
from yizhan.papers.rendering import FORMS
from yizhan.papers.templates import TEMPLATES
from yizhan.papers.wording import CODES

ALL = sorted(TEMPLATES)


def test_every_template_has_a_form_and_a_sample():
    forms = {path.stem for path in FORMS.glob("*.typ")} - {"frame"}
    assert forms == set(TEMPLATES) == set(SAMPLES)


@pytest.mark.parametrize("code", ALL)
def test_a_template_names_known_fields_once_and_carries_the_common_ones(code: str):
    fields = TEMPLATES[code].fields
    assert len(set(fields)) == len(fields)
    assert set(fields) <= set(FIELDS)
    assert set(WITHOUT_CASE if code in WITHOUT_A_CASE else EVERYWHERE) <= set(TEMPLATES[code].needed)


@pytest.mark.parametrize("code", ALL)
def test_the_sample_is_complete(code: str):
    rules.check(code, SAMPLES[code])


@pytest.mark.parametrize("code", ALL)
def test_each_needed_field_is_missed_when_it_is_not_there(code: str):
    for name in (*TEMPLATES[code].needed, *TEMPLATES[code].stated):
        data = {key: value for key, value in SAMPLES[code].items() if key != name}
        assert name in rules.missing(code, data)


def test_an_empty_value_does_not_count_where_one_is_needed():
    assert "reason" in rules.missing("return", {**SAMPLES["return"], "reason": ""})


def test_a_stated_field_may_be_empty_but_not_forgotten():
    data = {**SAMPLES["acceptance"], "statutory_limit": None}
    assert rules.missing("acceptance", data) == ()


@pytest.mark.parametrize("code", sorted(rules.NAMES_REMEDIES))
def test_a_notice_against_the_applicant_tells_the_remedies(code: str):
    assert set(REMEDIES) <= set(TEMPLATES[code].needed)


def test_a_case_ended_by_the_organ_tells_the_remedies_and_one_withdrawn_by_the_applicant_need_not():
    bare = {key: value for key, value in SAMPLES["withdrawal"].items() if key not in REMEDIES}
    assert rules.missing("withdrawal", bare) == REMEDIES
    assert rules.missing("withdrawal", {**bare, "ending": "withdrawn"}) == ()


def test_only_notices_to_the_citizen_carry_the_query_code():
    with_code = {code for code, template in TEMPLATES.items() if "query_code" in template.needed}
    assert set(TEMPLATES) - with_code == set(TO_ORGANS)


def test_unknown_fields_and_codes_are_refused():
    with pytest.raises(Invalid) as refused:
        rules.check("special_procedure", {**SAMPLES["special_procedure"], "procedure": "publicity", "colour": "red"})
    assert refused.value.errors == {"procedure": ["unreadable"], "colour": ["unknown"]}


def test_an_unknown_template_is_refused():
    with pytest.raises(Invalid, match="unknown-template"):
        rules.template_of("diploma")


def test_titles_follow_the_type_of_the_item():
    title = TEMPLATES["grant"].title_of
    assert title({"item_type": "01"})[0] == "准予行政许可决定书"
    assert title({"item_type": "07"})[0] == "行政确认通知书"
    assert title({"item_type": "10"})[0] == "准予决定书"


def test_no_person_stands_in_the_public_part():
    public, personal = rules.split(SAMPLES["authorisation"])
    assert "杨秀兰" not in str(public)
    assert personal["principal_identity"] == "522601195603070028"
    assert public["case_number"] == SAMPLES["authorisation"]["case_number"]


def test_typed_text_is_never_public():
    typed = {"reason", "facts", "content", "remarks", "matter", "opinion", "body", "subject", "consequence"}
    assert not any(FIELDS[name].public for name in typed)
    assert not any(field.public for field in FIELDS.values() if field.kind is Kind.ROWS)


def test_every_code_has_words():
    for name, field in FIELDS.items():
        assert set(field.codes) <= set(CODES.get(name, {}))


def test_values_become_plain_json():
    given = {"due": date(2026, 12, 1), "total": Decimal("90.00"), "rows": ({"n": 1},), "none": None}
    assert rules.plain(given) == {"due": "2026-12-01", "total": "90.00", "rows": [{"n": 1}], "none": None}
