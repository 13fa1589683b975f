"""A sliding window over Django's cache: how often something may be asked.

Two counters per key, of the present and the previous window; the previous one counts by the share of it that the
sliding window still covers. With Django's local-memory cache (the default, one process per node) the limit is exact
for that process; several processes each keep their own count, so a prefecture that runs many sets `CACHES` to a
shared cache, and the limit holds for all of them together.
"""

import time

from django.core.cache import cache

from yizhan.kernel import hashing
from yizhan.kernel.refusals import Refused


class TooMany(Refused):
    """More requests than the limit allows; `wait` is the number of seconds until one more is taken."""

    status = 429

    def __init__(self, *, wait: int) -> None:
        super().__init__("too-many-requests", wait=wait)


def allow(scope: str, key: str, limit: int, per_seconds: int, *, now: float | None = None) -> bool:
    """Count one request of `key` in `scope`; False when more than `limit` fell into the last `per_seconds`.

    The key (an address, a number) goes into the cache only as a digest. A refused request is not counted.
    """
    moment = time.time() if now is None else now
    window, into = divmod(moment, per_seconds)
    digest = hashing.sm3(key.encode("utf-8", "surrogatepass")).hex()
    name = f"throttle:{scope}:{per_seconds}:{digest}"
    earlier = cache.get(f"{name}:{int(window) - 1}", 0) * (1 - into / per_seconds)
    present = f"{name}:{int(window)}"
    cache.add(present, 0, timeout=2 * per_seconds)
    try:
        counted = cache.incr(present)
    except ValueError:  # evicted between the two calls: the window starts again
        cache.set(present, 1, timeout=2 * per_seconds)
        counted = 1
    if earlier + counted <= limit:
        return True
    cache.decr(present)
    return False


def demand(scope: str, key: str, limit: int, per_seconds: int, *, now: float | None = None) -> None:
    """The same as a demand. Raises TooMany (429)."""
    if not allow(scope, key, limit, per_seconds, now=now):
        raise TooMany(wait=per_seconds)
