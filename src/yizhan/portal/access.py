"""How often the public may ask for the progress of a case: per address, and per case from anywhere."""

from django.http import HttpRequest

from yizhan.kernel.identifiers import plain_number
from yizhan.web import throttle

A_MINUTE, A_QUARTER = 60, 15 * 60
PER_ADDRESS, PER_NUMBER = 30, 20


def demand_patience(request: HttpRequest, number: str) -> None:
    """Count one question, whether the number exists or not. Raises TooMany (429)."""
    throttle.demand("progress-address", request.META.get("REMOTE_ADDR", ""), PER_ADDRESS, A_MINUTE)
    throttle.demand("progress-number", plain_number(number), PER_NUMBER, A_QUARTER)
