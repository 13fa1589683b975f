"""The devices of this window PC, tried one by one, and the printer's test page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.desk import devices as known
from yizhan.web import moment


@require_safe
@never_cache
@staff_only
@known.speaks_to_devices
def devices(request: StaffRequest) -> HttpResponse:
    """Every device with each of its states; the browser finds out which one shows."""
    context = {
        "devices": known.DEVICES,
        "bridge": known.BRIDGE,
        "oldest": known.OLDEST_BROWSER,
        "tolerance": known.CLOCK_TOLERANCE,
        "now": int(moment.now().timestamp() * 1000),
        "printed": request.GET.get("printed", ""),
    }
    return render(request, "desk/devices.html", context)


@require_safe
@never_cache
@staff_only
def printing(request: StaffRequest) -> HttpResponse:
    """A sheet of A4 with rulers at its edges; asks whether it came out."""
    return render(request, "desk/devices_print.html", {"now": moment.now(), "marks": range(17)})
