"""A person on the staff, and the posts of a centre, as their streams give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from yizhan.people.events import Assigned, Hired, Left, PostSet


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who came, where he was assigned last, whether he left."""

    account: str
    hired: Hired | None = None
    assigned: Assigned | None = None
    left: Left | None = None


def evolve_person(person: Person, event: object) -> Person:
    """The person after one more event; who comes again begins anew."""
    match event:
        case Hired():
            return Person(account=person.account, hired=event)
        case Assigned():
            return replace(person, assigned=event)
        case Left():
            return replace(person, left=event)
    return person


@dataclass(frozen=True, kw_only=True)
class Posts:
    """The posts of one centre, by code."""

    centre: str
    posts: Mapping[str, PostSet] = field(default_factory=dict)


def evolve_posts(posts: Posts, event: object) -> Posts:
    """The same code replaces."""
    match event:
        case PostSet():
            return replace(posts, posts={**posts.posts, event.code: event})
    return posts
