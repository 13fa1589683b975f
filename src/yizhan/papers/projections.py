"""Paper originals as rows: what an act writes, what `rebuild` makes again."""

from collections.abc import Iterator

from django.db.models import Model

from yizhan.papers import models
from yizhan.papers.state import Original


def original_rows(stream: str, original: Original) -> Iterator[Model]:
    """The one row of an original."""
    taken, hand, to = original.taken, original.hand, original.to
    if taken is None or hand is None or original.since is None:
        return
    yield models.PaperOriginal(
        number=original.number,
        stream=stream,
        case=taken.case,
        kind=taken.kind,
        description="" if original.erased else taken.description,
        owner="" if original.erased else taken.owner,
        pages=taken.pages,
        taken_on=taken.on,
        home=taken.hand.centre,
        status=original.status,
        account=hand.account,
        organ=hand.organ,
        centre=hand.centre,
        to_account=to.account if to else "",
        to_organ=to.organ if to else "",
        to_centre=to.centre if to else "",
        slip=original.slip,
        place=original.place,
        shelf=original.shelf,
        since=original.since,
        ended=original.ended,
    )
