"""How the legs of a case follow each other when it is reported up and sent back: a part of the fold in `state`."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from yizhan.cases import events as e
from yizhan.cases.state_parts import OTHER, Case, Leg


def with_leg(case: Case, **changes: Any) -> tuple[Leg, ...]:
    """The legs with the one in hand changed."""
    current = case.leg
    return tuple(replace(leg, **changes) if leg is current else leg for leg in case.legs)


def forwarded(case: Case, event: e.Forwarded) -> Case:
    """Reported up: this leg closes, the next one opens, or goes on where it stood."""
    closed = with_leg(case, closed=event.on, outcome=event.outcome)
    again = next((leg for leg in closed if leg.organ == event.organ and leg.index == event.leg), None)
    if again is None:
        opened = Leg(index=event.leg, organ=event.organ, number=event.number, received=event.on, accepted=event.on)
        return replace(case, state="under-review", legs=(*closed, opened))
    back_again = reopened(again, event.on)
    return replace(case, state="under-review", legs=tuple(back_again if leg is again else leg for leg in closed))


def reopened(leg: Leg, on: date) -> Leg:
    """A leg that gets the case back: its clock goes on where it stood."""
    away = leg.away
    if leg.closed is not None and leg.closed < on:
        away = (*away, (leg.closed + timedelta(days=1), on))
    return replace(leg, received=on, opened=None, closed=None, outcome="", away=away)


def returned(case: Case, event: e.ReturnedDown) -> Case:
    """Sent back: the earlier leg goes on, and its steps are taken again."""
    if case.holder != case.leg.organ:  # it was only passed on within the leg
        return replace(case, legs=with_leg(case, opened=None))
    closed = with_leg(case, closed=event.on, outcome=OTHER)
    back = next(leg for leg in reversed(closed) if leg.organ == event.organ and leg.index < case.leg.index)
    back_again = reopened(back, event.on)
    ended = dict(case.publicity_ended)
    if case.publicity is not None:
        ended[len(case.publicities) - 1] = event.on
    # The steps from that leg on are taken again; what was done before stays in the history.
    return replace(
        case,
        legs=tuple(back_again if leg is back else leg for leg in closed),
        taken=tuple(step for step in case.taken if step.leg < back.index),
        publicity=None,
        publicity_ended=ended,
    )
