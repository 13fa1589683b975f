"""A notice, a file or a paper original for somebody: the only way to get one.

Cases are a floor above and cannot be asked by name: `site` tells this room who else may see a notice (holders of its
case, supervisors with their reason).
"""

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from yizhan.accounts import queries as accounts
from yizhan.accounts import rules as authority
from yizhan.kernel.acting import Act, Actor
from yizhan.kernel.identifiers import level_of
from yizhan.kernel.refusals import Forbidden, NotFound
from yizhan.papers.events import Hand
from yizhan.papers.models import Notice, PaperOriginal, Upload

OVERSEERS = frozenset({"centre_manager", "county_officer", "prefecture_officer", "supervisor"})
DIGITS = {"country": 0, "province": 2, "prefecture": 4, "county": 6, "township": 9, "village": 12}

_also: list[Callable[[Actor, Notice], bool]] = []


def let_see_notices(allowed: Callable[[Actor, Notice], bool]) -> None:
    """Name who else may see a notice; called once by the composition root."""
    _also.append(allowed)


def notice_for(actor: Actor, number: str) -> Notice:
    """A notice for those who may see its case; one that belongs to no case for its centre's staff, a slip of originals
    for those who may know of them. Raises NotFound."""
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
    if any(allowed(actor, notice) for allowed in _also):
        return True
    if notice.case_number:
        return False
    at_the_centre = bool(actor.centre) and actor.centre == notice.centre
    return at_the_centre or originals_for_actor(actor).filter(slip=notice.number).exists()


def originals_for_actor(actor: Actor) -> QuerySet[PaperOriginal]:
    """The paper originals that are an actor's to know: in his or his centre's hands, taken in there, on their way
    there, and those that he oversees. Never all of them."""
    if not any(held.role != "helper" for held in actor.roles):
        return PaperOriginal.objects.none()
    visible = Q(account=actor.account) | Q(to_account=actor.account)
    if actor.centre:
        visible |= Q(centre=actor.centre) | Q(home=actor.centre) | Q(to_centre=actor.centre)
    for held in actor.roles:
        if held.role in OVERSEERS:
            below = held.scope[: DIGITS[level_of(held.scope)]]
            visible |= Q(home__startswith=below) | Q(centre__startswith=below)
    return PaperOriginal.objects.filter(visible)


def original_for(actor: Actor, number: str) -> PaperOriginal:
    """One paper original for somebody. Raises NotFound."""
    row = originals_for_actor(actor).filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def demand_keeper(act: Act) -> None:
    """Whether the actor may have paper originals in his hands at his centre. Raises Forbidden."""
    insist_keeper(act.actor, act.today)


def insist_keeper(actor: Actor, today: date) -> None:
    """The same for anybody: one who works at a window, in review or in decision, or leads a centre."""
    division = authority.division_of(actor.centre)
    if not division:
        raise Forbidden("no-authority", act="keep-originals")
    authority.insist(authority.may(actor=actor, act="keep-originals", today=today, division=division))


def keeper(account: str, *, today: date) -> Hand:
    """A named person as one who may have originals. Raises NotFound, Forbidden."""
    person = accounts.actor(account, today=today)
    insist_keeper(person, today)
    return Hand(account=person.account, organ=person.organ, centre=person.centre)


def demand_leader(act: Act) -> None:
    """Whether the actor leads his centre. Raises Forbidden."""
    if not act.actor.has("centre_manager"):
        raise Forbidden("no-authority", act="keep-originals")
    demand_keeper(act)


def demand_concerned(act: Act, number: str) -> None:
    """Whose word counts that an original is missing: on either side of it, or above. Raises NotFound, Forbidden."""
    row = original_for(act.actor, number)
    watches = any(held.role in OVERSEERS for held in act.actor.roles)
    if act.actor.account not in {row.account, row.to_account} and not watches:
        raise Forbidden("not-concerned", original=number)
