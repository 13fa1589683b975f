"""The form of an act: what was seen, the key, the digest of what was asked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from yizhan.web.forms import ActForm, fresh, posted
from yizhan.web.samples import SampleForm

pytestmark = pytest.mark.urls("tests.web.addresses")


def test_a_fresh_form_carries_what_was_seen_and_a_new_key() -> None:
    one, other = fresh(ActForm, seen=7), fresh(ActForm, seen=7)
    assert one["seen"].value() == 7
    assert len(one["key"].value()) == 32
    assert one["key"].value() != other["key"].value()
    assert str(one).count('type="hidden"') == 2


def test_a_form_sent_with_faults_keeps_its_key() -> None:
    request = RequestFactory().post("/", {"key": "abc", "seen": "7"})
    form = posted(request, SampleForm)
    assert not form.is_valid()
    assert 'value="abc"' in str(form)
    assert form.cleaned_data["seen"] == 7
    assert request.act_form is form


@pytest.mark.parametrize("seen", ["-1", "x", "1.5"])
def test_a_version_that_is_none_is_a_fault(seen: str) -> None:
    assert "seen" in ActForm({"seen": seen}).errors


def digest(client: Client, data: dict[str, object], address: str = "/digest/") -> str:
    return client.post(address, data).content.decode()


def test_the_digest_is_of_what_was_asked_whatever_the_order(client: Client) -> None:
    first = digest(client, {"a": "1", "b": ["2", "3"]})
    assert len(first) == 64
    assert digest(client, {"b": ["2", "3"], "a": "1", "csrfmiddlewaretoken": "x"}) == first
    assert digest(client, {"a": "1", "b": ["3", "2"]}) != first
    assert digest(client, {"a": "1", "b": ["2"]}) != first


def test_files_and_bodies_of_programs_are_part_of_it(client: Client) -> None:
    def sent(content: bytes) -> str:
        return digest(client, {"file": SimpleUploadedFile("a.txt", content)})

    assert sent(b"one") == sent(b"one")
    assert sent(b"one") != sent(b"two")
    json = client.post("/digest/", {"a": 1}, content_type="application/json").content
    assert json != client.post("/digest/", {"a": 2}, content_type="application/json").content
