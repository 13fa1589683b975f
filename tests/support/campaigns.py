"""How long the random campaigns are: `YIZHAN_CAMPAIGN` is 1.0 for the whole, which is what the figures speak of."""

import os
import sys


def size() -> float:
    """The share of a campaign that this run plays; CI plays a tenth."""
    text = os.environ.get("YIZHAN_CAMPAIGN") or "0.1"
    try:
        share = float(text)
    except ValueError:
        sys.exit(f"YIZHAN_CAMPAIGN must be a number, not {text!r}")
    if not 0 < share <= 10:
        sys.exit(f"YIZHAN_CAMPAIGN must lie above 0 and at most at 10, not {text!r}")
    return share


def campaign(whole: int) -> int:
    """How many rounds of a campaign of `whole` rounds to play, at least one."""
    return max(1, round(whole * size()))
