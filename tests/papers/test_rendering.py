"""Notices as PDF: every value is on the paper, and none of it is ever taken for markup."""

import io

import pytest
from pypdf import PdfReader

from tests.papers.samples import MATERIALS, PROOF, SAMPLES, WITHOUT_A_CASE
from yizhan.kernel.refusals import Invalid
from yizhan.papers.fields import FIELDS, Kind
from yizhan.papers.rendering import qr_code, render
from yizhan.papers.templates import TEMPLATES


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("code", sorted(TEMPLATES))
def test_every_value_stands_on_the_paper(code: str):
    text = squeezed(text_of(render(code, SAMPLES[code], proof=PROOF)))
    for name, value in SAMPLES[code].items():
        if isinstance(value, str) and FIELDS[name].kind is Kind.TEXT:
            assert squeezed(value) in text, name
    assert PROOF.number in text
    assert PROOF.record_hash in text
    assert squeezed(TEMPLATES[code].title_of(SAMPLES[code])[0]) in text


@pytest.mark.parametrize("code", sorted(TEMPLATES))
def test_the_english_print_carries_both_titles(code: str):
    text = text_of(render(code, SAMPLES[code], proof=PROOF, language="en"))
    assert squeezed(TEMPLATES[code].title_of(SAMPLES[code])[1]) in text
    assert ("Sender" if code in WITHOUT_A_CASE else "Casenumber") in text


@pytest.mark.parametrize("code", sorted(TEMPLATES))
def test_a_notice_with_only_what_it_must_have_prints(code: str):
    template = TEMPLATES[code]
    data = {name: SAMPLES[code][name] for name in template.needed}
    data |= {name: [] if FIELDS[name].kind is Kind.ROWS else None for name in template.stated}
    if code == "withdrawal":
        data["ending"] = "withdrawn"
    assert render(code, data, proof=PROOF).startswith(b"%PDF")


def test_values_are_never_markup():
    nasty = '#import "x" *粗* _斜_ $x^2$ <标> @引 = 题 `r` \\ // [a] #panic()'
    text = text_of(render("return", {**SAMPLES["return"], "applicant": nasty, "reason": nasty}, proof=PROOF))
    assert text.count(squeezed(nasty)) >= 2


def test_a_rare_character_is_printed_with_its_code():
    text = text_of(render("receipt", {**SAMPLES["receipt"], "applicant": "王\U0002a6b4"}, proof=PROOF))
    assert "王〔U+2A6B4〕" in text


def test_a_very_long_name_and_many_materials_only_take_more_pages():
    many = [{**MATERIALS[0], "name": f"第{number}项材料"} for number in range(1, 31)]
    pdf = render("receipt", {**SAMPLES["receipt"], "applicant": "名" * 10_000, "received": many}, proof=PROOF)
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 5
    assert "第30项材料" in text_of(pdf)


def test_an_incomplete_notice_is_not_printed():
    with pytest.raises(Invalid) as refused:
        render("refusal", {**SAMPLES["refusal"], "court": ""})
    assert refused.value.errors == {"court": ["missing"]}


def test_a_print_without_proof_says_that_it_is_a_specimen():
    assert "样" in text_of(render("grant", SAMPLES["grant"]))
    assert "未编号" in text_of(render("grant", SAMPLES["grant"]))


def test_a_corrected_notice_names_the_one_that_it_replaces():
    from dataclasses import replace

    text = text_of(render("grant", SAMPLES["grant"], proof=replace(PROOF, replaces="OLD-1")))
    assert "替代第OLD-1号文书" in text


def test_a_provisional_date_says_so():
    assert "暂定" in text_of(render("pledge", SAMPLES["pledge"], proof=PROOF))


def test_a_limit_that_nobody_set_says_so():
    assert "未作规定" in text_of(render("acceptance", SAMPLES["acceptance"], proof=PROOF))


def test_the_remedies_name_sixty_days_and_six_months():
    text = text_of(render("refusal", SAMPLES["refusal"], proof=PROOF))
    assert "六十日内" in text
    assert "六个月内" in text
    assert "凯里市人民法院" in text


@pytest.mark.parametrize(
    ("seal", "words"), [("ink", "加盖专用章处"), ("none", "不加盖印章"), ("provincial", "省统一电子印章签章处")]
)
def test_the_seal_is_a_place_and_never_a_picture(seal: str, words: str):
    from dataclasses import replace

    pdf = render("refusal", SAMPLES["refusal"], proof=replace(PROOF, seal=seal))
    assert words in text_of(pdf)
    assert not any(page.images for page in PdfReader(io.BytesIO(pdf)).pages)


def test_both_halves_are_printed():
    text = text_of(render("liaison", SAMPLES["liaison"], proof=PROOF))
    assert "存根联" in text
    assert "回执联" in text
    assert len(PdfReader(io.BytesIO(render("pledge", SAMPLES["pledge"], proof=PROOF))).pages) == 4


def test_the_same_notice_gives_the_same_bytes():
    assert render("grant", SAMPLES["grant"], proof=PROOF) == render("grant", SAMPLES["grant"], proof=PROOF)


def test_the_code_says_number_hash_and_signature():
    assert PROOF.code == f"{PROOF.number}|{PROOF.record_hash}|{PROOF.signature}"
    assert qr_code(PROOF.code).startswith("<svg")
