"""People and posts as rows."""

from collections.abc import Iterator

from django.db.models import Model

from yizhan.journal.queries import lookup_hash
from yizhan.kernel.masking import mask_phone
from yizhan.people import models
from yizhan.people.state import Person, Posts


def person_rows(stream: str, state: Person) -> Iterator[Model]:
    """The one row of a person; blank where the stream's key is gone."""
    if (hired := state.hired) is None:
        return
    now = state.assigned or hired
    yield models.Staff(
        account=state.account,
        name=hired.name,
        organ=now.organ,
        home_organ=hired.home_organ,
        centre=now.centre,
        post=now.post,
        office=now.office,
        phone_mask=mask_phone(hired.phone),
        phone_lookup=lookup_hash(hired.phone),
        starts=now.starts,
        until=state.assigned.until if state.assigned else None,
        left=state.left.on if state.left else None,
    )


def post_rows(stream: str, state: Posts) -> Iterator[Model]:
    """The posts of a centre."""
    for post in state.posts.values():
        yield models.Post(
            key=f"{state.centre}#{post.code}",
            centre=state.centre,
            code=post.code,
            name=post.name,
            a=post.a,
            b=post.b,
        )
