"""A grant as one sentence, in the language of the page."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.accounts.rules import GrantFacts
from yizhan.mandates.rules import ALL_ITEMS, DELEGATION
from yizhan.web.wording import listed, plain_date

POWER_WORDS = {
    "accept": lambda: pgettext("power", "受理"),
    "review": lambda: _("审查"),
    "decide": lambda: _("决定"),
    "seal": lambda: _("用印"),
}


def powers_in_words(powers: tuple[str, ...]) -> str:
    """`受理、审查`, `acceptance, review`."""
    return listed([POWER_WORDS[power]() for power in powers])


def sentence(grant: GrantFacts, *, document: str, names: Mapping[str, str]) -> str:
    """Who lets whom do what about which items, in whose name, from when until when, by which paper.

    `names`: names of organs, persons and items by code; a code without a name stands for itself.
    """
    items = _("全部事项") if ALL_ITEMS in grant.items else listed([names.get(item, item) for item in grant.items])
    facts = {
        "grantor": names.get(grant.grantor, grant.grantor),
        "grantee": names.get(grant.grantee, grant.grantee),
        "items": items,
        "powers": powers_in_words(grant.powers),
        "starts": plain_date(grant.starts),
        "ends": plain_date(grant.ends) if grant.ends else _("另行通知之日"),
        "document": document,
    }
    if grant.kind == DELEGATION:
        words = _(
            "%(grantor)s委托%(grantee)s，以%(grantor)s的名义对“%(items)s”行使%(powers)s权，"
            "自%(starts)s起至%(ends)s止（%(document)s）。"
        )
    else:
        words = _(
            "%(grantor)s授权本单位人员%(grantee)s对“%(items)s”行使%(powers)s权，自%(starts)s起至%(ends)s止（%(document)s）。"
        )
    return words % facts + again(grant)


def again(grant: GrantFacts) -> str:
    """Until when it must be heard again, if it must."""
    if grant.hear_by is None:
        return ""
    return _("最迟于%(day)s前再次确认，逾期不得据此作出决定，改为转报办理。") % {"day": plain_date(grant.hear_by)}
