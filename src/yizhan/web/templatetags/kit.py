"""`{% load kit %}`: the components and the words for dates and limits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from yizhan.web import drawing, faces, help, looks, navigation, wording
from yizhan.web.refusals import Text

register = template.Library()

NOTICE_ICONS = {"good": "check-circle", "warn": "exclamation-triangle", "bad": "x-circle"}
BARS = {"staff": _("主导航"), "public": _("栏目"), "account": _("我的账户")}


@register.filter
def legal_date(value: date | datetime | None) -> str:
    """`12月4日 星期五`; a dash for nothing."""
    return "—" if value is None else wording.legal_date(value)


@register.filter
def full_date(value: date | datetime | None) -> str:
    """`2026年12月4日 星期五`; a dash for nothing."""
    return "—" if value is None else wording.full_date(value)


@register.filter
def legal_datetime(value: datetime | None) -> str:
    """`12月4日 星期五 14:30`; a dash for nothing."""
    return "—" if value is None else wording.legal_datetime(value)


@register.filter
def full_datetime(value: datetime | None) -> str:
    """`2026年12月4日 星期五 14:30`; a dash for nothing."""
    return "—" if value is None else wording.full_datetime(value)


@register.filter
def limit_words(value: object) -> str:
    """`20个工作日` for `20wd` or a Limit; a dash for nothing."""
    return "—" if value is None or value == "" else wording.limit_words(value)


@register.filter
def moment_or_day(value: date | datetime | None) -> str:
    """A due date in full, with its time if it has one."""
    return full_datetime(value) if isinstance(value, datetime) else full_date(value)


@register.filter
def iso(value: date | datetime | None) -> str:
    """The machine's form for `<time datetime>`."""
    return "" if value is None else value.isoformat()


@register.inclusion_tag("web/kit/_navigation.html", takes_context=True)
def navigation_bar(context: RequestContext, bar: str) -> dict[str, Any]:
    """The entries that rooms offered for a bar."""
    request = context.get("request")
    shown = navigation.entries(bar, request) if request is not None else []
    return {"bar": bar, "label": BARS[bar], "entries": shown, "csrf_token": context.get("csrf_token")}


register.tag("navigation", register.tags.pop("navigation_bar"))


@register.inclusion_tag("web/kit/_help_button.html", takes_context=True)
def help_button(context: RequestContext) -> dict[str, object]:
    """The button that opens the help of this page in the panel; the list of all where the page has none."""
    request = context.get("request")
    return {"help": help.for_page(getattr(request, "resolver_match", None))}


@register.simple_block_tag(end_name="end_page_header")
def page_header(content: SafeString, title: Text, lead: Text = "", above: Text = "") -> SafeString:
    """The page's only `h1`, a line above and below it, and the actions given as content."""
    return format_html(
        '<div class="page-header"><div>{}<h1>{}</h1>{}</div>{}</div>',
        wrapped("p", "above", above),
        title,
        wrapped("p", "lead-line", lead),
        wrapped("div", "actions", mark_safe(content.strip())),  # noqa: S308 (the template escaped it),
    )


@register.simple_block_tag(end_name="end_panel")
def panel(content: SafeString, title: Text = "", note: Text = "") -> SafeString:
    """A box on the page with a heading."""
    heading = format_html("<h2>{}</h2>", title) if title else ""
    return format_html('<section class="panel">{}{}{}</section>', heading, wrapped("p", "quiet", note), content)


@register.simple_block_tag(end_name="end_notice")
def notice(content: SafeString, tone: str = "info", title: Text = "") -> SafeString:
    """A notice bar of a tone; a bad one is read out at once."""
    role = "alert" if tone == "bad" else "status"
    sign = format_html("{} {}", icon(NOTICE_ICONS.get(tone, "info-circle")), title) if str(title) else ""
    words = wrapped("p", "notice-title", sign)
    return format_html('<div class="notice notice-{}" role="{}">{}{}</div>', tone, role, words, content)


@register.simple_block_tag(end_name="end_empty")
def empty_state(content: SafeString, title: Text) -> SafeString:
    """What to say, and offer, where a list has nothing."""
    return format_html('<div class="empty"><p class="empty-title">{}</p>{}</div>', title, content)


def wrapped(tag: str, css: str, content: Text) -> SafeString | str:
    """An element around the content, nothing around nothing."""
    return format_html('<{0} class="{1}">{2}</{0}>', tag, css, content) if str(content) else ""


@register.simple_tag(takes_context=True)
def appearance(context: RequestContext) -> SafeString:
    """How the reader wants his pages: attributes of `<html>`, from his cookies."""
    chosen = looks.chosen(context.get("request"))
    return format_html_join("", ' {}="{}"', ((looks.ATTRIBUTES[name], value) for name, value in chosen.items()))


@register.simple_tag(takes_context=True)
def appearance_choices(context: RequestContext) -> list[looks.Choice]:
    """What a reader can choose for his pages, and what he chose."""
    return looks.choices(context.get("request"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite; it says nothing by itself, so it stands beside its text."""
    address = f"{static('web/icons.svg')}#{name}"
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', address)


@register.simple_tag
def badge(text: Text, tone: str = "neutral") -> SafeString:
    """A state in one word."""
    return format_html('<span class="state state-{}">{}</span>', tone, text)


@register.simple_tag
def facts(pairs: Sequence[tuple[Text, Text]] | Mapping[Text, Text]) -> SafeString:
    """A definition list; an empty value shows a dash."""
    lines = pairs.items() if isinstance(pairs, Mapping) else pairs
    shown = ((name, "—" if value is None or value == "" else value) for name, value in lines)
    return format_html('<dl class="facts">{}</dl>', format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", shown))


@register.inclusion_tag("web/kit/_limit_sentence.html")
def limit_sentence(face: faces.ClockFace) -> dict[str, object]:
    """A limit that would begin today, in one sentence: how long, until when, which days do not count and why."""
    limit = "" if face.value is None else wording.counted(face.value, face.unit)
    return {"face": face, "limit": limit, "skipped": wording.skipped_days(face.left_out)}


@register.inclusion_tag("web/kit/_clock.html")
def clock(face: faces.ClockFace) -> dict[str, object]:
    """One clock: value, unit, due date, reason, and its flag in words."""
    value = face.value
    return {
        "clock": face,
        "value": None if value is None else abs(value),
        "unit": "" if value is None else wording.unit_words(face.unit, abs(value)),
    }


@register.inclusion_tag("web/kit/_clocks.html")
def clocks(shown: Sequence[faces.ClockFace]) -> dict[str, object]:
    """Clocks side by side."""
    return {"clocks": shown}


@register.inclusion_tag("web/kit/_steps.html")
def steps(rail: Sequence[faces.Step]) -> dict[str, object]:
    """A step rail: done, now, next."""
    return {"steps": rail}


@register.inclusion_tag("web/kit/_timeline.html")
def timeline(moments: Sequence[faces.Moment]) -> dict[str, object]:
    """What happened, newest where the caller put it."""
    return {"moments": moments}


@register.inclusion_tag("web/kit/_days.html")
def timeline_by_day(moments: Sequence[faces.Moment], open_days: int = 3) -> dict[str, object]:
    """What happened, folded by legal day; the first `open_days` are open."""
    days = [(day, list(inside)) for day, inside in groupby(moments, key=lambda one: wording.day_of(one.at))]
    return {"days": days, "open": open_days}


@register.inclusion_tag("web/kit/_clock_line.html")
def clock_line(line: faces.ClockLine) -> dict[str, object]:
    """Several clocks on one line of days, and the same in words."""
    return {"line": line, "drawing": drawing.drawn(line)}


@register.inclusion_tag("web/kit/_person.html")
def person(face: faces.PersonFace) -> dict[str, object]:
    """A person, masked."""
    return {"person": face}


@register.inclusion_tag("web/kit/_table.html")
def table(shown: faces.Table) -> dict[str, object]:
    """A table, or what stands in its place when it is empty."""
    return {"table": shown}


@register.inclusion_tag("web/kit/_pager.html", takes_context=True)
def pager(context: RequestContext, following: str) -> dict[str, object]:
    """First page and next page of a list; the other parts of the query stay."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    if query is None:
        return {}
    here = query.pop("cursor", [""])[-1]
    first = "?" + query.urlencode()
    query["cursor"] = following
    return {"first": first if here else "", "following": "?" + query.urlencode() if following else ""}


@register.inclusion_tag("web/kit/_errors.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """Every fault of a form with a link to its field; it takes the focus when the page opens."""
    return {"form": form}
