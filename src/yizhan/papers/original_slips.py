"""What the slips of paper originals say (原件收存单、交接单、退还单): their rows and the fields of the hand-over."""

from collections.abc import Iterable
from typing import Any

from yizhan.accounts.queries import names
from yizhan.kernel.acting import Act
from yizhan.papers.events import Hand
from yizhan.papers.state import Original
from yizhan.places.queries import place_of

NOT_REGISTERED = "未登记"
KIND_WORDS = {
    "household-book": "户口簿",
    "identity-card": "居民身份证",
    "land-certificate": "土地承包经营权证（土地证）",
    "property-deed": "不动产权证书（房产证）",
    "marriage-certificate": "结婚证（离婚证）",
    "licence": "营业执照、许可证",
    "disability-card": "残疾人证",
    "medical-record": "病历、诊断证明",
    "contract": "合同、协议",
    "other": "其他原件",
    "result": "办理结果",
}
"""The kinds in words, as the slips name them."""


def lines(originals: Iterable[Original], *, described: bool) -> list[dict[str, Any]]:
    """Originals as rows of a slip; the description only where the slip is the owner's."""
    return [
        {
            "original": one.number,
            "name": KIND_WORDS.get(one.taken.kind, one.taken.kind),
            "pages": one.taken.pages,
            **({"note": one.taken.description} if described else {"case": one.taken.case}),
        }
        for one in originals
        if one.taken is not None
    ]


def handover(originals: Iterable[Original], *, to: Hand, act: Act) -> dict[str, Any]:
    """The fields of a hand-over slip: from whom to whom, which; nothing about the owners."""
    mine, theirs = place_of(act.actor.centre, act.actor.organ), place_of(to.centre, to.organ)
    return {
        "hall": mine.centre_name,
        "organ": mine.agency_name,
        "date": act.today,
        "clerk": act.actor.name,
        "window_phone": mine.phone or NOT_REGISTERED,
        "supervision_phone": mine.supervision_phone or NOT_REGISTERED,
        "sender": mine.agency_name,
        "addressee": theirs.agency_name,
        "taker": f"{names([to.account]).get(to.account, '')}（{to.account}）",
        "time": act.now,
        "originals": lines(originals, described=False),
    }
