"""Notices as PDF: data and form through Typst. Data never become source: they enter as JSON."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn as fonts
import segno
import typst

from yizhan.papers import glyphs, rules, wording
from yizhan.papers.fields import FIELDS
from yizhan.papers.templates import NoticeTemplate

FORMS = Path(__file__).parent / "typst"
Standard = Literal["a-2a"]
STANDARD: Standard = "a-2a"


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What makes a print of a notice one that can be verified: number, record hash, the centre's signature.

    `voided`: since when it is void, which its print says across the page.
    """

    number: str
    record_hash: str
    signature: str
    issued_at: datetime
    replaces: str = ""
    seal: str = "ink"
    voided: date | None = None

    @property
    def code(self) -> str:
        """What the QR code says: a PDF cannot hold its own digest, so the hash is that of the record."""
        return f"{self.number}|{self.record_hash}|{self.signature}"


def render(template: str, data: Mapping[str, object], *, language: str = "zh", proof: Proof | None = None) -> bytes:
    """The notice as PDF/A (ISO 19005-2). Without proof it is marked as a specimen (样张).

    `data` are the fields of the template (`papers.fields`), `language` zh or en (bilingual titles and labels).
    Raises Invalid: unknown-template, incomplete-notice.
    """
    form, given = rules.template_of(template), rules.plain_data(template, data)
    rules.check(template, given)
    content = payload(form, given, language=language, proof=proof)
    return typeset(template, {"notice": content}, at=proof.issued_at if proof else None)


def typeset(
    form: str, inputs: Mapping[str, object], *, at: datetime | None = None, standards: Sequence[Standard] = (STANDARD,)
) -> bytes:
    """A form of `typst/` with its inputs as PDF."""
    pdf = typst.compile(
        str(FORMS / f"{form}.typ"),
        root=str(FORMS),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()},
        pdf_standards=list(standards),
        timestamp=None if at is None else int(at.timestamp()),
    )
    return bytes(pdf)


def payload(
    form: NoticeTemplate, data: Mapping[str, object], *, language: str, proof: Proof | None
) -> dict[str, object]:
    """What the form reads: titles, labels, words and proof; every character of it can be printed."""
    title, title_en = form.title_of(data)
    content = {
        "language": language,
        "title": title,
        "title_en": title_en,
        "copies": list(form.halves) or [""],
        "item_type": data.get("item_type", ""),
        "codes": {name: data[name] for name in form.fields if name in data and FIELDS[name].codes},
        "flags": {"late_means_accepted": bool(data.get("late_means_accepted"))},
        "data": wording.in_words(data, names=form.fields, language="zh"),
        "words": wording.in_words(data, names=form.fields, language="en") if language == "en" else {},
    }
    shown = {name: printable(value) for name, value in content.items()}
    shown["labels"] = {name: [FIELDS[name].zh, FIELDS[name].en] for name in form.fields}
    shown["columns"] = {
        name: [[column.name, column.zh, column.en, column.kind.value] for column in FIELDS[name].columns]
        for name in form.fields
        if FIELDS[name].columns
    }
    shown["proof"] = None if proof is None else _proof(proof)
    return shown


def _proof(proof: Proof) -> dict[str, object]:
    return {
        "number": proof.number,
        "hash": proof.record_hash,
        "replaces": proof.replaces,
        "seal": proof.seal,
        "voided": [wording.day_in_words(proof.voided, language=name) for name in ("zh", "en")] if proof.voided else [],
        "qr": qr_code(proof.code),
    }


def qr_code(content: str) -> str:
    """A QR code (GB/T 18284) as SVG."""
    image = io.BytesIO()
    segno.make(content, error="m").save(image, kind="svg", border=0, xmldecl=False)
    return image.getvalue().decode()


def printable(value: object) -> object:
    """A value with every character that the font lacks written so that it can be printed."""
    match value:
        case dict():
            return {key: printable(inner) for key, inner in value.items()}
        case list():
            return [printable(inner) for inner in value]
        case str():
            return glyphs.printable(value, _covered())
        case _:
            return value


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.serif_path().parent)]
    )


@cache
def _covered() -> frozenset[int]:
    """What the font of the text can print."""
    return frozenset(glyphs.coverage(fonts.serif_path().read_bytes()))
