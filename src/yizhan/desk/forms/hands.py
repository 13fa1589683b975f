"""The form by which everything on somebody's desk is taken over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.accounts import queries as accounts
from yizhan.desk import words
from yizhan.desk.forms.base import reason_field
from yizhan.kernel.acting import Actor
from yizhan.web.forms import ActForm
from yizhan.web.widgets import DataSelect


class TakeOverForm(ActForm):
    """Whose desk, to whom, why."""

    taker = forms.ChoiceField(label=_("接手谁手里的件"), widget=DataSelect)
    to = forms.ChoiceField(label=_("交给谁"), widget=DataSelect)
    reason = reason_field()

    def __init__(self, *args: Any, actor: Actor, manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(account, words.data(name)) for account, name in accounts.colleagues(actor.organ)]
        mine = [(actor.account, words.data(actor.name))]
        self.offer("taker", [one for one in people if manages or one[0] != actor.account])
        self.offer("to", people if manages else mine)
        self.initial.setdefault("to", actor.account)
