"""How a new matter can begin (受理的结果): each outcome tried on the case as it would stand, with what it brings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from yizhan.cases.access import Seen, once_accepted
from yizhan.cases.rules.materials import on_the_spot
from yizhan.desk.actions import Follow
from yizhan.desk.acts.table import DEEDS
from yizhan.desk.deeds import Offer, doing, offer
from yizhan.desk.forms.base import CaseForm
from yizhan.web.refusals import Text

AFTER_ACCEPTANCE = frozenset({"decide", "forward"})
"""Outcomes that accept the matter and go on with it at once."""
ORDER = ("decide", "forward", "accept", "request-correction", "pledge", "not-required", "not-competent")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the screen says of an outcome: its heading, its button, what will happen, the notices that it prints."""

    title: Text
    button: Text
    brings: tuple[Text, ...]
    notices: tuple[Text, ...]


RECEIPT = _("《收件凭证》")
RECEIVED = _("立件、取号，登记收到的材料。")
STARTS = _("受理，从今天起计算办理期限。")
WORDS: Mapping[str, Wording] = {
    "decide": Wording(
        title=_("当场办结"),
        button=_("受理并当场作出准予决定"),
        brings=(RECEIVED, STARTS, _("同时作出准予的决定；接着制作证件、文书。")),
        notices=(RECEIPT, _("《受理通知书》"), _("《准予决定书》")),
    ),
    "forward": Wording(
        title=_("受理并转报上级机关"),
        button=_("受理并转报，全部材料一次移交"),
        brings=(RECEIVED, STARTS, _("连同全部材料转报；本机关的办件以“转报办结”结束。")),
        notices=(RECEIPT, _("《受理通知书》"), _("《转报（材料移交）单》")),
    ),
    "accept": Wording(
        title=_("材料齐全，可以受理"),
        button=_("受理，出具受理通知书"),
        brings=(RECEIVED, STARTS),
        notices=(RECEIPT, _("《受理通知书》")),
    ),
    "request-correction": Wording(
        title=_("还缺材料：一次性告知补正"),
        button=_("收件并告知补正，出具告知书"),
        brings=(RECEIVED, _("一次性告知要补的全部材料；依法只能要求补正一次。补齐以后再受理，办理期限那时起算。")),
        notices=(RECEIPT, _("《补正告知书》")),
    ),
    "pledge": Wording(
        title=_("容缺受理"),
        button=_("容缺受理，出具通知书"),
        brings=(RECEIVED, _("先受理、先办理，从今天起计算办理期限；缺的材料在承诺的期限内补交。")),
        notices=(RECEIPT, _("《容缺受理通知书》，一式两份")),
    ),
    "not-required": Wording(
        title=_("不受理（不需要办理）"),
        button=_("作不受理，出具告知书"),
        brings=(RECEIVED, _("当场告知不受理，本件到此结束。")),
        notices=(RECEIPT, _("《不受理告知书》")),
    ),
    "not-competent": Wording(
        title=_("不予受理（不属本机关职权）"),
        button=_("决定不予受理，出具通知书"),
        brings=(RECEIVED, _("当场决定不予受理，并告知有权的机关，本件到此结束。")),
        notices=(RECEIPT, _("《不予受理通知书》")),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One outcome as the screen offers it: open with its form, or closed with the words of why not."""

    slug: str
    offer: Offer
    words: Wording
    form: CaseForm

    @property
    def is_open(self) -> bool:
        """Whether it can be done."""
        return self.offer.is_open

    @property
    def runs_clocks(self) -> bool:
        """Whether the clocks start with it."""
        return self.slug in {"accept", "pledge", *AFTER_ACCEPTANCE}

    def begin_with(self, typed: QueryDict) -> None:
        """Begin its form with what was typed on the screen before; what was not is proposed as ever."""
        for name, field in self.form.fields.items():
            place = self.form.add_prefix(name)
            if any(key == place or key.startswith(f"{place}_") for key in typed):
                self.form.initial[name] = field.widget.value_from_datadict(typed, MultiValueDict(), place)

    def follows(self) -> tuple[Follow, ...]:
        """The acts that follow the receipt of the papers."""
        before = (DEEDS["accept"],) if self.slug in AFTER_ACCEPTANCE else ()
        return tuple(doing(deed, self.form) for deed in (*before, self.offer.deed))


def outcomes(seen: Seen, typed: QueryDict | None = None) -> list[Outcome]:
    """Every outcome, the one to propose first; `typed` is what was sent for their forms, each under its own prefix."""
    found = list(tried(seen, typed))
    return sorted(found, key=lambda one: not one.is_open)


def tried(seen: Seen, typed: QueryDict | None) -> Iterator[Outcome]:
    """The outcomes in the order in which they are proposed; a decision only where the matter is one for the spot."""
    accepted = once_accepted(seen) if DEEDS["accept"].refusal(seen) is None else None
    for slug in ORDER:
        stands = accepted if slug in AFTER_ACCEPTANCE else seen
        if stands is None or (slug == "decide" and not on_the_spot(seen.release)):
            continue
        deed = DEEDS[slug]
        form = deed.form(typed, of=stands, prefix=slug) if typed is not None else deed.form(of=stands, prefix=slug)
        yield Outcome(slug=slug, offer=offer(deed, stands, {}), words=WORDS[slug], form=form)
