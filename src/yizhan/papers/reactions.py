"""What this room does when the journal has destroyed a stream's key."""

from typing import Protocol

from yizhan.papers.actions import forget_files


class Numbered(Protocol):
    """An entry at its place in the node's chain, as the journal hands it to a reaction."""

    @property
    def stream(self) -> str:
        """The stream that the entry stands in."""


def erased(entry: Numbered) -> None:
    """The files that nothing opens any more leave the store (`Erased`). Safe to run twice."""
    forget_files(entry.stream)
