"""Paper originals of a case, its result on the shelf, and the end of its file (原件、成果架、结案)."""

from django.utils.translation import gettext_lazy as _

from yizhan.cases.actions import ending, originals
from yizhan.desk import trials
from yizhan.desk.acts.reading import said
from yizhan.desk.deeds import Deed
from yizhan.desk.forms import originals as o
from yizhan.desk.forms.base import CaseForm, PlainForm
from yizhan.kernel.acting import Act


def take(act: Act, number: str, form: CaseForm) -> str:
    """With a receipt."""
    assert isinstance(form, o.TakeOriginalsForm)
    return originals.take_originals(act=act, number=number, originals=form.papers(), owner=said(form, "owner"))


DEEDS: tuple[Deed, ...] = (
    Deed(
        slug="take-originals",
        may="hand-in",
        label=_("收存原件"),
        lead=_("能当场核对退还的，当场退还，不要收存。收存的逐件登记，给申请人《原件收存单》。"),
        done=_("已收存。请打印《原件收存单》交给申请人。"),
        group="originals",
        form=o.TakeOriginalsForm,
        run=take,
        trial=trials.take_originals,
    ),
    Deed(
        slug="return-originals",
        may="hand-in",
        label=_("退还原件"),
        lead=_("核对领回人的证件，逐件清点，由其在《原件退还单》上签字。"),
        done=_("已退还。请打印《原件退还单》由领回人签字。"),
        group="originals",
        form=o.ReturnOriginalsForm,
        run=lambda act, number, form: originals.return_originals(
            act=act,
            number=number,
            originals=said(form, "originals"),
            mode=said(form, "mode"),
            receiver=said(form, "receiver"),
            reason=said(form, "reason"),
        ),
        trial=trials.return_originals,
    ),
    Deed(
        slug="shelve",
        may="hand-out",
        label=_("结果上架"),
        lead=_("把做好的证件、文书放到成果架上最小的空号，并打印《领取通知单》。"),
        done=_("已上架。请把取件号写在封套上，并打印《领取通知单》。"),
        group="originals",
        form=PlainForm,
        run=lambda act, number, form: originals.shelve_result(act=act, number=number),
        trial=trials.shelve,
    ),
    Deed(
        slug="close",
        may="close",
        label=_("结案归档"),
        lead=_("办完了，申请人的原件都退还了或者登记了不退还的理由，案卷齐全。"),
        done=_("已结案归档。"),
        group="ending",
        form=PlainForm,
        run=lambda act, number, form: ending.close_case(act=act, number=number),
        trial=trials.close,
    ),
)
