"""Whether a notice is genuine, asked by anybody: by number and digest, by its file; a corrected one says so."""

from collections.abc import Callable

from django.core.cache import cache

from tests.api.conftest import Caller
from tests.support.matters import CLERK, WHO, Matter
from yizhan.cases.access import case_of_the_node
from yizhan.journal.access import record_part
from yizhan.kernel.acting import legal_day
from yizhan.papers.actions import issue_notice
from yizhan.papers.models import Notice

RAW = {"content_type": "application/octet-stream"}


def issued() -> Notice:
    """A correction notice of a case."""
    matter = Matter().received(lacking=1).asked()
    seen = case_of_the_node(matter.number, today=legal_day(matter.now))
    return Notice.objects.get(number=seen.case.notices[-1])


def test_a_print_proves_itself_by_its_file(as_: Callable[[str], Caller], nobody: Caller) -> None:
    notice = issued()
    pdf = as_(CLERK).get(f"/notices/{notice.number}/pdf").content
    assert pdf.startswith(b"%PDF-")
    found = nobody.post("/public/notices/verify", pdf, **RAW).json()
    assert (found["state"], found["number"]) == ("genuine", notice.number)
    assert nobody.post("/public/notices/verify", pdf + b"\n", **RAW).json()["state"] == "unknown"
    page = nobody.client.post("/notices/verify/", {"file": named(pdf)}).content.decode()
    assert "文书真实有效" in page
    assert WHO.name not in page


def named(pdf: bytes) -> object:
    """The print as a browser sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("notice.pdf", pdf, content_type="application/pdf")


def test_a_number_needs_the_digest(nobody: Caller, world: object) -> None:
    notice = issued()
    digest = record_part(notice.stream, notice.no).hash
    at = f"/public/notices/{notice.number}"
    assert nobody.get(at, {"digest": digest[:8]}).json()["state"] == "genuine"
    assert nobody.get(at, {"digest": "0" * 64}).json()["state"] == "different"
    alone, unknown = nobody.get(at).json(), nobody.get("/public/notices/WS1").json()
    assert alone == unknown
    assert unknown["state"] == "unknown"


def test_a_corrected_notice_names_the_one_that_counts(nobody: Caller, world: object) -> None:
    old = issued()
    matter_act = Matter().act(CLERK)
    data = {**old.data, **record_part(old.stream, old.no).sealed["personal"]}
    new = issue_notice(
        template=old.template, data=data, case_number=old.case_number, stream=old.stream,
        centre=old.centre, act=matter_act, replaces=old.number,
    )  # fmt: skip
    digest = record_part(old.stream, old.no).hash
    found = nobody.get(f"/public/notices/{old.number}", {"digest": digest}).json()
    assert (found["state"], found["replaced_by"]) == ("replaced", new.number)
    page = nobody.client.post("/notices/verify/", {"number": old.number, "proof": digest}).content.decode()
    assert "已被更正" in page
    assert new.number in page


def test_asking_is_limited(nobody: Caller) -> None:
    cache.clear()
    statuses = {nobody.get("/public/notices/WS1").status_code for _ in range(25)}
    assert statuses == {200, 429}
