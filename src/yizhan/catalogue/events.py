"""What happens to an item (事项): its releases are published, each in force from a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ReleasePublished:
    """A version of the item was published (发布). `content` is the release as JSON text, without version and day."""

    version: int
    content: str
    effective_from: date
