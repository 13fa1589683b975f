"""Addresses of the desk."""

from django.urls import path

from yizhan.desk.views import act, case, consults, home, intake, overview

app_name = "desk"
urlpatterns = [
    path("desk/", home.home, name="home"),
    path("desk/find/", home.find, name="find"),
    path("desk/new/", intake.choose, name="new"),
    path("desk/new/<str:item>/", intake.matter, name="matter"),
    path("desk/new/<str:item>/checklist/", intake.checklist, name="checklist"),
    path("desk/new/<str:item>/files/<str:code>/", intake.upload, name="upload"),
    path("desk/overview/", overview.overview, name="overview"),
    path("desk/consults/", consults.consults, name="consults"),
    path("desk/cases/<str:number>/", case.detail, name="case"),
    path("desk/cases/<str:number>/intake/", case.intake, name="intake"),
    path("desk/cases/<str:number>/look/", case.look, name="look"),
    path("desk/cases/<str:number>/files/<str:digest>/", case.file, name="file"),
    path("desk/cases/<str:number>/<slug:slug>/", act.act, name="act"),
]
