"""The public site: front page, guides, progress. Nobody logs in, nothing personal is shown."""

from http import HTTPStatus

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yizhan.cases.queries import progress_for
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import read_answers
from yizhan.kernel.refusals import NotFound
from yizhan.portal import access, blank_form, halls, listing, sample_sheet
from yizhan.portal.following import following
from yizhan.portal.forms import AnswersForm, ProgressForm, SearchForm, name_of
from yizhan.portal.guide import guide
from yizhan.web import moment


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, what most people come for, categories, progress, verification."""
    today = moment.today()
    shown = {"form": SearchForm(), "common": listing.common(today), "categories": listing.categories(today)}
    return render(request, "portal/home.html", shown)


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """The catalogue in force: found by words or pinyin initials, by category, or page by page."""
    today = moment.today()
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "portal/items.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    page = listing.page(today, **form.cleaned_data)
    shown = {
        "form": form,
        "page": page,
        "wanted": form.cleaned_data,
        "categories": listing.categories(today),
    }
    return render(request, "portal/items.html", shown)


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The guide of an item; its questions narrow the list of materials."""
    shown = guide_of(request, release_in_force(code, moment.today()))
    return render(request, "portal/item.html", shown)


@require_safe
def item_print(request: HttpRequest, code: str) -> HttpResponse:
    """The guide on A4, with a code that leads a telephone to the page."""
    shown = guide_of(request, release_in_force(code, moment.today()))
    address = request.build_absolute_uri(reverse("portal:item", args=[code]))
    picture = segno.make(address, micro=False).svg_inline(scale=3, border=2)
    return render(request, "portal/item_print.html", {**shown, "address": address, "picture": picture})


@require_safe
def item_form(request: HttpRequest, code: str) -> HttpResponse:
    """The blank application form of an item, to be filled in by hand (申请书空表)."""
    release = release_in_force(code, moment.today())
    return render(request, "portal/item_form.html", {"release": release, "lines": blank_form.lines(release)})


@require_safe
def item_example(request: HttpRequest, code: str, example: str) -> HttpResponse:
    """A sample document of an item as a picture that says that it is a sample. Raises NotFound."""
    found = release_in_force(code, moment.today()).example(example)
    if found is None:
        raise NotFound(item=code)
    drawn = sample_sheet.sheet(found)
    shown = {"sheet": drawn, "left": sample_sheet.LEFT, "middle": drawn.width // 2, "centre": drawn.height // 2}
    return render(request, "portal/sample_sheet.svg", shown, content_type="image/svg+xml")


def guide_of(request: HttpRequest, release: Release) -> dict[str, object]:
    """The guide with the answers of this request; what cannot be read counts as not answered, and is said."""
    form = AnswersForm(release, request.GET)
    answers = read_answers(release, form.typed())
    composed = guide(release, answers)
    asked = [form[name_of(question)] for question in release.questions if question.code in composed.asked]
    helps = {name_of(question): question for question in release.questions}
    found, place = halls.taking(release), request.GET.get("at", "")
    return {
        "halls": halls.nearest(found, place),
        "counties": halls.by_county(found) if len(found) > 1 else (),
        "at": place,
        "kept": [(name, value) for name, value in request.GET.items() if name != "at"],
        "guide": composed,
        "release": release,
        "form": form,
        "asked": [(field, helps[field.name]) for field in asked],
        "answered": bool(answers),
        "query": request.GET.urlencode(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    """The progress of a case by its number and query code: sent in the body, so that no log keeps them.

    Unknown numbers, other nodes' numbers and wrong codes are answered alike.
    """
    if request.method != "POST":
        return render(request, "portal/progress.html", {"form": ProgressForm()})
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/progress.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    access.demand_patience(request, number)
    found = progress_for(number, code, today=moment.today())
    if found is None:
        shown = {"form": form, "unknown": True}
        return render(request, "portal/progress.html", shown, status=HTTPStatus.NOT_FOUND)
    return render(request, "portal/progress.html", {"form": ProgressForm(), "found": following(found)})
