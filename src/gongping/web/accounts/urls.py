"""Addresses of accounts, under /o/."""

from __future__ import annotations

from django.urls import path

from gongping.web.accounts import body_views, import_views, own_views, people_views, views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/code/", views.code, name="code"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("slip/", views.by_slip, name="by-slip"),
    path("language/", views.language, name="language"),
    path("account/", own_views.account, name="account"),
    path("account/password/", own_views.password, name="password"),
    path("account/phone/", own_views.phone, name="phone"),
    path("account/deputies/", own_views.name_deputy, name="name-deputy"),
    path("account/deputies/<int:pk>/end/", own_views.end_deputy, name="end-deputy"),
    path("roles/", people_views.roles, name="roles"),
    path("people/", people_views.people, name="people"),
    path("people/export/", people_views.export, name="people-export"),
    path("people/add/", people_views.add, name="person-add"),
    path("people/import/", import_views.upload, name="import"),
    path("people/import/confirm/", import_views.confirm, name="import-confirm"),
    path("people/import/template/", import_views.template, name="import-template"),
    path("people/<int:pk>/", people_views.person, name="person"),
    path("people/<int:pk>/change/", people_views.change, name="person-change"),
    path("people/<int:pk>/reset/", people_views.reset, name="person-reset"),
    path("people/<int:pk>/close/", people_views.close, name="person-close"),
    path("people/<int:pk>/deputy/", people_views.deputy, name="person-deputy"),
    path("bodies/", body_views.bodies, name="bodies"),
    path("bodies/export/", body_views.export, name="bodies-export"),
    path("bodies/add/", body_views.add, name="body-add"),
    path("bodies/<int:pk>/", body_views.change, name="body-change"),
    path("bodies/<int:pk>/close/", body_views.close, name="body-close"),
]
