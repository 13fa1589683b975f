"""Addresses of log-in, one's own account and the administrators' pages."""

from django.urls import path

from yizhan.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.log_in, name="login"),
    path("logout/", views.log_out, name="logout"),
    path("password/", views.password, name="password"),
    path("account/", views.mine, name="mine"),
    path("account/tokens/<int:token_id>/revoke/", views.revoke_token, name="revoke-token"),
    path("accounts/", views.accounts, name="list"),
    path("accounts/new/", views.new, name="new"),
    path("accounts/<str:username>/", views.detail, name="detail"),
    path("accounts/<str:username>/move/", views.move, name="move"),
    path("accounts/<str:username>/give-role/", views.give_role, name="give-role"),
    path("accounts/<str:username>/withdraw-role/", views.withdraw_role, name="withdraw-role"),
    path("accounts/<str:username>/stop/", views.stop, name="stop"),
    path("accounts/<str:username>/resume/", views.resume, name="resume"),
    path("accounts/<str:username>/reset-password/", views.reset_password, name="reset-password"),
    path("accounts/<str:username>/unlock/", views.unlock, name="unlock"),
    path("audit/", views.audit, name="audit"),
]
