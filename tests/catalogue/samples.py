"""Releases and item files for tests, made from the shipped ones."""

import copy
from typing import Any

import yaml

from yizhan.catalogue import shipped
from yizhan.catalogue.release import Release

RELEASES = {release.code: release for release in shipped.sample_releases()}
DIBAO, URGENT, TIMBER = RELEASES["dibao"], RELEASES["linshi-jiuzhu"], RELEASES["lincai"]


def item(**changes: Any) -> dict[str, Any]:
    """A small item as plain data, with some of its keys changed; None takes a key away."""
    plain: dict[str, Any] = {
        "code": "gaoling",
        "name": "高龄津贴",
        "item_type": "行政给付",
        "case_type": "承诺件",
        "agency": {"name": "县级民政部门", "level": "县"},
        "decided_at": "县",
        "limits": {"statutory": None, "promised": {"value": 5, "unit": "working_day"}},
        "fee": {"charged": False},
        "materials": [
            {"name": "身份证", "required": "yes", "originals": 0, "copies": 1},
            {"name": "委托书", "required": "conditional", "condition": "代办"},
        ],
        "steps": [
            {"name": "受理", "actor": "窗口", "level": "乡镇", "limit": {"value": 2, "unit": "working_day"}},
            {"name": "审批", "actor": "县民政", "level": "县", "limit": {"value": 3, "unit": "working_day"}},
        ],
        "legal_basis": [{"law": "中华人民共和国老年人权益保障法"}],
        "result": {"name": "高龄津贴", "kind": "给付"},
    }
    plain = copy.deepcopy(plain) | changes
    return {key: value for key, value in plain.items() if value is not None}


def document(*items: dict[str, Any]) -> bytes:
    """Items as a file."""
    return yaml.safe_dump(list(items), allow_unicode=True, sort_keys=False).encode()


def release(**changes: Any) -> Release:
    """The small item as a release."""
    from yizhan.catalogue.importing import read_items

    reading = read_items(document(item(**changes)))
    assert not reading.refused, reading.findings
    return reading.releases[0]
