"""Grants and seals as rows."""

from collections.abc import Iterator

from django.db.models import Model

from yizhan.mandates import models
from yizhan.mandates.state import Grant, Seal


def grant_rows(stream: str, state: Grant) -> Iterator[Model]:
    """The one row of a grant."""
    if (given := state.granted) is not None:
        yield models.Grant(
            id=state.id,
            kind=given.kind,
            grantor=given.grantor,
            grantee=given.grantee,
            items=" ".join(given.items),
            powers=" ".join(given.powers),
            starts=given.starts,
            ends=given.ends,
            document=given.document,
            hear_within_days=given.hear_within_days,
            confirmed=state.confirmed,
            revoked=state.revoked,
        )


def seal_rows(stream: str, state: Seal) -> Iterator[Model]:
    """The one row of a seal."""
    if (issued := state.issued) is not None:
        yield models.Seal(
            id=state.id,
            name=issued.name,
            organ=issued.organ,
            kind=issued.kind,
            document=issued.document,
            regular_keeper=state.regular.keeper if state.regular else "",
            keeper=state.keeper.keeper if state.keeper else "",
            kept_since=state.keeper.on if state.keeper else None,
            kept_until=state.keeper.until if state.keeper else None,
            stopped=state.stopped.on if state.stopped else None,
            notice=state.stopped.notice if state.stopped else "",
        )
