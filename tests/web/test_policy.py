"""In no template of any room: what the content policy forbids, what comes from outside the node."""

import re
from pathlib import Path

import pytest
from django.test import Client

from yizhan.web import middleware

PROGRAM = Path(middleware.__file__).parents[1]
TEMPLATES = sorted(PROGRAM.glob("*/templates/**/*.html"))
COMMENTS = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an evaluated attribute": re.compile(r"\bhx-(?:on|vals=.js:|vars)", re.IGNORECASE),
    "something loaded from elsewhere": re.compile(
        r"<(?:script|link|img|iframe|source|form)\b[^>]*(?:src|href|action)=\"(?:https?:)?//", re.IGNORECASE
    ),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PROGRAM)))
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    text = COMMENTS.sub("", path.read_text(encoding="utf-8"))
    assert [(fault, found[0]) for fault, pattern in FORBIDDEN.items() if (found := pattern.search(text))] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PROGRAM)))
def test_a_form_that_posts_has_its_token(path: Path) -> None:
    forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(encoding="utf-8"), re.DOTALL)
    assert [form[:80] for form in forms if "{% csrf_token %}" not in form] == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>1</script>",
        '<p style="color:red">',
        "<style>p{}</style>",
        '<a onclick="x()">',
        '<a href="javascript:x()">',
        '<script src="https://cdn.example/a.js"></script>',
        '<link href="//cdn.example/a.css">',
        '<a hx-on:click="x()">',
    ],
)
def test_the_patterns_find_what_they_look_for(text: str) -> None:
    assert any(pattern.search(text) for pattern in FORBIDDEN.values())


@pytest.mark.urls("tests.web.addresses")
@pytest.mark.parametrize("address", ["/healthz", "/problems/stale/", "/refuse/stale/", "/nothing/"])
def test_every_answer_carries_the_policy(client: Client, db: None, address: str) -> None:
    policy = client.get(address)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
