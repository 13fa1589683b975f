"""What other organs ask of the reader's organ (征求意见)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.cases import queries
from yizhan.desk.faces import case_link
from yizhan.desk.overseeing import demand_handler
from yizhan.web import wording
from yizhan.web.faces import Cell, Column, Table


@require_safe
@never_cache
@staff_only
def consults(request: StaffRequest) -> HttpResponse:
    """The questions that wait for an answer, the oldest first, and those answered last."""
    demand_handler(request.actor)
    open_ = queries.consults_for(request.actor)
    answered = queries.consults_for(request.actor, answered=True, size=20)
    asked = queries.asked_in([one.stream for one in open_])
    context = {
        "open": [(one, asked.get(one.stream, "")) for one in open_],
        "answered": Table(
            caption=_("已经答复"),
            columns=[
                Column(label=_("编号")),
                Column(label=_("来函日期")),
                Column(label=_("答复日期")),
                Column(label=_("答复")),
            ],
            rows=[
                [
                    Cell(text=one.case, href=case_link(one.case)),
                    Cell(text=wording.full_date(one.asked_on)),
                    Cell(text=wording.full_date(one.answered_on) if one.answered_on else ""),
                    Cell(text=_("同意") if one.agrees else _("不同意"), tone="good" if one.agrees else "bad"),
                ]
                for one in answered
            ],
            empty_title=_("还没有答复过"),
        ),
    }
    return render(request, "desk/consults.html", context)
