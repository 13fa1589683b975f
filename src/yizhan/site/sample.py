"""Whether this node is a sample prefecture: the list of accounts that `yizhan demo` leaves in the home tells."""

from pathlib import Path

from django.conf import settings

ACCOUNTS = "demo-accounts.json"


def is_sample() -> bool:
    """Whether `yizhan demo` made this node, so that its people are invented."""
    return (Path(settings.YIZHAN_HOME) / ACCOUNTS).exists()
