"""An item as its stream gives it: folded here and nowhere else."""

from dataclasses import dataclass, replace

from yizhan.catalogue.events import ReleasePublished


@dataclass(frozen=True, kw_only=True)
class ItemHistory:
    """Every release of an item, in the order of publication."""

    code: str
    releases: tuple[ReleasePublished, ...] = ()


def initial(stream: str) -> ItemHistory:
    """The item before its first release."""
    return ItemHistory(code=stream.partition(":")[2])


def evolve(history: ItemHistory, event: object) -> ItemHistory:
    """The item after one more event."""
    match event:
        case ReleasePublished():
            return replace(history, releases=(*history.releases, event))
    return history
