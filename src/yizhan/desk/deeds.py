"""An act on a case as the desk offers it: words, form, action, and the rule that says beforehand why not.

One table instead of thirty pages. A deed is *open* when the actor has the authority and the pure rule, tried with a
stand-in for what is still to be typed, refuses nothing: one rule, asked twice, by the page and by the action.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html

from yizhan.accounts import rules as authority
from yizhan.cases.access import Seen
from yizhan.desk.forms.base import CaseForm
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import Refused
from yizhan.web.refusals import Text
from yizhan.web.telling import told

BESIDE_THE_POINT = frozenset(
    {
        "not-stopped",
        "hearing-not-told",
        "hearing-not-set",
        "hearing-already-held",
        "wish-answered",
        "not-consulted",
        "no-correction-open",
        "no-pledge-open",
        "no-fee",
        "not-publicity",
        "no-original-in-hand",
        "not-finished",
        "nothing-to-void",
        "nothing-untold",
    }
)
UNDOABLE = frozenset({"on-the-spot", "correct", "advance", "name-interested", "number", "contact"})
"""Acts that no notice tells and that come from no recorded fact."""
UNDOABLE_UNTOLD = frozenset({"accept", "pledge", "request-correction", "decide", "refuse"})
"""Acts of which nobody has heard before their notice is printed."""
Run = Callable[[Act, str, CaseForm], str]
Trial = Callable[[Seen], object]


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One act: `slug` in the address, `may` for the authority, words, form and action.

    `group` is where the case page shows it; `beside` acts are facts and wishes, which whoever does not hold the case
    may write.
    """

    slug: str
    may: str
    label: Text
    lead: Text
    done: Text
    group: str
    form: type[CaseForm]
    run: Run
    trial: Trial
    button: Text = ""

    @property
    def is_undoable(self) -> bool:
        """Whether whoever did it can take it back while nothing followed."""
        return self.slug in UNDOABLE

    @property
    def is_undoable_untold(self) -> bool:
        """Whether that holds only until its notice is opened for printing."""
        return self.slug in UNDOABLE_UNTOLD

    def refusal(self, seen: Seen) -> Refused | None:
        """Why the reader may not do it now; None where he may."""
        try:
            authority.insist(seen.may(self.may))
            self.trial(seen)
        except Refused as refused:
            return refused
        return None


def doing(deed: Deed, form: CaseForm) -> Callable[[Act, str], str]:
    """A deed with the form that was typed for it."""
    return lambda act, number: deed.run(act, number, form)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A deed as the case page shows it: open, or with the words of why not."""

    deed: Deed
    why_not: Text = ""
    code: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it can be done."""
        return not self.code

    @property
    def is_beside_the_point(self) -> bool:
        """Whether the case holds nothing that the act could be about: then its absence needs no reason."""
        return self.code in BESIDE_THE_POINT


def offered(deeds: Iterable[Deed], seen: Seen, organs: Mapping[str, str]) -> list[Offer]:
    """Every deed with whether the reader may do it, and if not why; `organs` are the names that the page knows."""
    return [offer(deed, seen, organs) for deed in deeds]


def offer(deed: Deed, seen: Seen, organs: Mapping[str, str]) -> Offer:
    """One deed, open or closed."""
    refused = deed.refusal(seen)
    if refused is None:
        return Offer(deed=deed)
    refused.facts = {name: organs.get(str(value), value) for name, value in refused.facts.items()}
    words = told(refused)
    return Offer(deed=deed, why_not=format_html("{}: {}", words.title, words.detail), code=refused.code)
