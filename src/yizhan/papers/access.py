"""A notice or a file for somebody: the only way to get one.

Cases are a floor above and cannot be asked by name: `site` tells this room who else may see a notice (holders of its
case, supervisors with their reason).
"""

from collections.abc import Callable, Sequence

from yizhan.kernel.acting import Act, Actor
from yizhan.kernel.refusals import NotFound
from yizhan.papers.models import Notice, Upload

_also: list[Callable[[Actor, Notice], bool]] = []


def let_see_notices(allowed: Callable[[Actor, Notice], bool]) -> None:
    """Name who else may see a notice; called once by the composition root."""
    _also.append(allowed)


def notice_for(actor: Actor, number: str) -> Notice:
    """A notice for those who may see its case; one that belongs to no case for its centre's staff. Raises NotFound."""
    notice = Notice.objects.filter(number=number).first()
    if notice is None or not _may_see(actor, notice):
        raise NotFound
    return notice


def uploads_for(act: Act, digests: Sequence[str]) -> list[Upload]:
    """The newest upload of each content by the same account, not yet expired. Raises NotFound."""
    uploads = Upload.objects.filter(digest__in=digests, account=act.actor.account, expires_at__gt=act.now)
    newest = {upload.digest: upload for upload in uploads.order_by("created_at")}
    if newest.keys() != set(digests):
        raise NotFound
    return list(newest.values())


def _may_see(actor: Actor, notice: Notice) -> bool:
    at_the_centre = not notice.case_number and bool(actor.centre) and actor.centre == notice.centre
    return at_the_centre or any(allowed(actor, notice) for allowed in _also)
