"""Reads of the staff."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q

from yizhan.accounts import queries as accounts
from yizhan.kernel.refusals import NotFound
from yizhan.people.models import Post, Staff

LONGEST = 500


def person(account: str) -> Staff:
    """A person on the staff. Raises NotFound."""
    row = Staff.objects.filter(account=account).first()
    if row is None:
        raise NotFound
    return row


def there(on: date) -> Q:
    """Who is on the staff on a day."""
    return Q(starts__lte=on) & (Q(left=None) | Q(left__gte=on)) & (Q(until=None) | Q(until__gte=on))


def staff_of(centre: str, *, on: date) -> list[Staff]:
    """Who is at a centre on a day, by account."""
    return list(Staff.objects.filter(there(on), centre=centre).order_by("account")[:LONGEST])


def counted(centres: Collection[str], *, on: date) -> dict[str, int]:
    """How many people are at each centre on a day; a centre without any is not among them."""
    rows = Staff.objects.filter(there(on), centre__in=centres).values_list("centre").annotate(people=Count("pk"))
    return dict(rows.order_by("centre"))


def staff_of_organ(organ: str, *, on: date) -> list[Staff]:
    """Who acts for an organ on a day, by account."""
    return list(Staff.objects.filter(there(on), organ=organ).order_by("account")[:LONGEST])


def names(usernames: Collection[str]) -> dict[str, str]:
    """The names of people by account."""
    return dict(Staff.objects.filter(account__in=usernames).values_list("account", "name"))


def present(usernames: Collection[str], *, on: date) -> set[str]:
    """Those of these who are on the staff on a day."""
    return set(Staff.objects.filter(there(on), account__in=usernames).values_list("account", flat=True))


def yet_to_come(centre: str, *, on: date) -> dict[str, str]:
    """The names of the people who act at a centre and are on nobody's staff on a day, by account."""
    acting = accounts.working_at(centre)
    there_already = present(acting, on=on)
    return {account: name for account, name in acting.items() if account not in there_already}


def posts_of(centre: str) -> list[Post]:
    """The posts of a centre, by code."""
    return list(Post.objects.filter(centre=centre).order_by("code")[:LONGEST])


def post_of(centre: str, code: str) -> Post | None:
    """A post of a centre, if there is one of that code."""
    return Post.objects.filter(centre=centre, code=code).first()


def substitute_of(account: str, *, centre: str) -> list[str]:
    """The accounts that stand in (B岗) for a person at a centre."""
    return list(Post.objects.filter(centre=centre, a=account).order_by("code").values_list("b", flat=True))
