"""Notices declared void and issued anew (文书作废、重新出具)."""

from django.utils.translation import gettext_lazy as _

from yizhan.cases.actions import voiding
from yizhan.desk import trials
from yizhan.desk.acts.reading import said
from yizhan.desk.deeds import Deed
from yizhan.desk.forms import notices as n

DEEDS: tuple[Deed, ...] = (
    Deed(
        slug="void-notice",
        may="void-notice",
        label=_("作废文书"),
        lead=_(
            "文书作废以后编号不再使用，谁来核验都会看到已经作废。作废的只是文书：告知的那一步仍然有效的，要重新出具。"
        ),
        done=_("文书已经作废。告知的那一步仍然有效的，请重新出具文书。"),
        group="notices",
        form=n.VoidForm,
        run=lambda act, number, form: voiding.void_notice(
            act=act,
            number=number,
            notice=said(form, "notice"),
            reason=said(form, "reason"),
            slip=said(form, "slip"),
            why_out=said(form, "why_out"),
        ),
        trial=trials.void_notice,
    ),
    Deed(
        slug="reissue-notice",
        may="void-notice",
        label=_("重新出具文书"),
        lead=_("作废的文书告知的那一步仍然有效：用新的编号重新出具，写明替代哪一份。"),
        done=_("已重新出具文书。请打印交给申请人。"),
        group="notices",
        form=n.ReissueForm,
        run=lambda act, number, form: voiding.reissue_notice(act=act, number=number, notice=said(form, "notice")),
        trial=trials.reissue_notice,
    ),
)
