"""What the program ships: sample items, sample decisions, the items authored whole, the abolished proofs."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from yizhan.catalogue.importing import Reading, read_decisions, read_items
from yizhan.catalogue.quality import AbolishedProof, read_abolished
from yizhan.catalogue.release import Release

AUTHORED = ("dibao", "linshi-jiuzhu", "lincai", "zhaijidi", "yibao-canbao")


def _data() -> Traversable:
    return files("yizhan.catalogue") / "data"


@cache
def abolished_proofs() -> tuple[AbolishedProof, ...]:
    """The proofs that may no longer be asked for."""
    return read_abolished(yaml.load((_data() / "abolished_proofs.yaml").read_bytes(), Loader=yaml.CSafeLoader))


def sample_items() -> bytes:
    """The item file that the program ships as its sample."""
    return (_data() / "items.yaml").read_bytes()


def sample_reading() -> Reading:
    """The sample items, read with the sample decisions."""
    return read_items(sample_items(), read_decisions((_data() / "decisions.yaml").read_bytes()))


@cache
def authored() -> tuple[Release, ...]:
    """The items authored whole."""
    readings = [read_items((_data() / "items" / f"{code}.yaml").read_bytes()) for code in AUTHORED]
    return tuple(release for reading in readings for release in reading.releases)


@cache
def sample_releases() -> tuple[Release, ...]:
    """The sample catalogue: every shipped item, those authored whole in their authored form."""
    whole = {release.code: release for release in authored()}
    return tuple(whole.get(release.code, release) for release in sample_reading().releases)
