"""When a notice (文书) that was issued may be declared void (作废): pure.

Its number is never used again, and whoever verifies it is told. A print that went out is voided when it came back, or
where it is known why it did not.
"""

from datetime import date

from yizhan.kernel.refusals import Invalid, Refused

UNPRINTED, RETURNED, OUT = "unprinted", "returned", "out"
SLIPS = (RETURNED, OUT)
"""What became of a printed slip: it came back and is kept in the file, or it is still out."""
LONGEST_REASON = 500


def void(*, number: str, voided_on: date | None, printed: bool, slip: str, reason: str, why_out: str) -> str:
    """A notice is void from now on; what became of its slip. `why_out`: why a printed one did not come back.

    Raises Refused: already-voided, reason-missing, slip-reason-missing; Invalid: slip-not-told.
    """
    if voided_on is not None:
        raise Refused("already-voided", number=number, on=voided_on)
    if not reason:
        raise Refused("reason-missing")
    if not printed:
        return UNPRINTED
    if slip not in SLIPS:
        raise Invalid("slip-not-told", errors={"slip": ["slip-not-told"]}, number=number)
    if slip == OUT and not why_out:
        raise Refused("slip-reason-missing", number=number)
    return slip
