"""Forms of acts: what the person saw, the key that makes a repeat harmless, and the digest of what was sent."""

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from yizhan.kernel import hashing

NOT_CONTENT = frozenset({"csrfmiddlewaretoken"})
LONGEST_KEY = 64


class DayInput(forms.DateInput):
    """A date as the browser offers it, in ISO form underneath."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class ActForm(forms.Form):
    """The base of every form that leads to an act: the version seen and the idempotency key, both hidden."""

    use_required_attribute = False
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=LONGEST_KEY, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Let the field of that name choose among these: value and text each."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


Form = TypeVar("Form", bound=ActForm)


def fresh(
    form: type[Form], *, seen: int | None = None, initial: dict[str, object] | None = None, **kwargs: object
) -> Form:
    """An empty form for a GET: what the person sees, and a new key."""
    return form(initial={**(initial or {}), "seen": seen, "key": uuid.uuid4().hex}, **kwargs)


def posted(request: HttpRequest, form: type[Form], **kwargs: object) -> Form:
    """The form as it was sent; the request remembers it, so that a refusal can name its fields."""
    bound = form(request.POST, request.FILES, **kwargs)
    request.act_form = bound  # type: ignore[attr-defined]
    return bound


def content_of(form: ActForm) -> dict[str, Any]:
    """What a valid form says, without what every act form carries."""
    return {name: value for name, value in form.cleaned_data.items() if name not in ActForm.base_fields}


def key_of(given: QueryDict) -> str:
    """The idempotency key of a form as it was sent; empty where it is none that we gave."""
    key = given.get("key", "")
    return key if key.isprintable() and len(key) <= LONGEST_KEY else ""


def digest_of(request: HttpRequest) -> str:
    """SM3 of what was asked: method, address and the content in a canonical order, files by their own digest."""
    return hashing.sm3(json.dumps(list(asked(request)), separators=(",", ":")).encode()).hex()


def asked(request: HttpRequest) -> Iterator[object]:
    """The parts of a request that make it the same request."""
    yield from (request.method, request.path)
    if request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        yield [[name, values] for name, values in sorted(request.POST.lists()) if name not in NOT_CONTENT]
        yield [[name, [file_digest(one) for one in files]] for name, files in sorted(request.FILES.lists())]
    else:
        yield hashing.sm3(request.body).hex()


def file_digest(uploaded: "UploadedFile[bytes]") -> str:
    """SM3 of an uploaded file, read in chunks and left at its start."""
    digest = hashing.Sm3()
    for chunk in uploaded.chunks():
        digest.update(chunk)
    uploaded.seek(0)
    return digest.digest().hex()
