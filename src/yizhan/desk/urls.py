"""Addresses of the desk."""

from django.urls import path, register_converter

from yizhan.desk.reading import CodeConverter
from yizhan.desk.views import (
    act,
    case,
    consults,
    devices,
    drafts,
    home,
    intake,
    items,
    originals,
    others,
    overview,
    people,
    shelf,
    sitting,
)

register_converter(CodeConverter, "code")
app_name = "desk"
urlpatterns = [
    path("desk/", home.home, name="home"),
    path("desk/find/", home.find, name="find"),
    path("desk/filed/", home.filed, name="filed"),
    path("desk/new/", items.choose, name="new"),
    path("desk/who/", people.who, name="who"),
    path("desk/who/number/", people.identity, name="identity"),
    path("desk/new/<code:item>/", intake.matter, name="matter"),
    path("desk/new/<code:item>/checklist/", intake.checklist, name="checklist"),
    path("desk/new/<code:item>/files/<code:code>/", intake.upload, name="upload"),
    path("desk/drafts/", drafts.keep, name="draft"),
    path("desk/drafts/drop/", drafts.drop, name="drop-draft"),
    path("desk/devices/", devices.devices, name="devices"),
    path("desk/devices/print/", devices.printing, name="devices-print"),
    path("desk/overview/", overview.overview, name="overview"),
    path("desk/consults/", consults.consults, name="consults"),
    path("desk/sitting/", sitting.sittings, name="sittings"),
    path("desk/sitting/<code:sitting>/", sitting.pile, name="sitting"),
    path("desk/sitting/<code:sitting>/papers/<code:number>/", sitting.paper, name="sitting_paper"),
    path("desk/sitting/<code:sitting>/sign/", sitting.sign, name="sitting_sign"),
    path("desk/sitting/<code:sitting>/batch/", sitting.batch, name="sitting_batch"),
    path("desk/originals/", originals.mine, name="originals"),
    path("desk/originals/give/", originals.give, name="originals-give"),
    path("desk/originals/place/", originals.place, name="originals-place"),
    path("desk/originals/confirm/", originals.confirm, name="originals-confirm"),
    path("desk/originals/find/", originals.find, name="originals-find"),
    path("desk/originals/count/", originals.count, name="originals-count"),
    path("desk/originals/people/", originals.people, name="originals-people"),
    path("desk/originals/<code:number>/", originals.original, name="original"),
    path("desk/originals/<code:number>/<slug:slug>/", originals.act, name="original-act"),
    path("desk/shelf/", shelf.shelf, name="shelf"),
    path("desk/cases/<code:number>/", case.detail, name="case"),
    path("desk/cases/<code:number>/intake/", case.intake, name="intake"),
    path("desk/cases/<code:number>/others/", others.others, name="others"),
    path("desk/cases/<code:number>/look/", case.look, name="look"),
    path("desk/cases/<code:number>/files/<code:digest>/", case.file, name="file"),
    path("desk/cases/<code:number>/<slug:slug>/", act.act, name="act"),
]
