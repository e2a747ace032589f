"""Addresses of the public site."""

from django.urls import path

from gongjian.portals.public_site import views

app_name = "public_site"
urlpatterns = [
    path("", views.home, name="home"),
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/<slug:code>/", views.campaign, name="campaign"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/<int:number>/", views.voucher, name="voucher"),
    path("ledger/funds/<uuid:pk>/", views.fund, name="fund"),
    path("ledger/statements/", views.statements, name="statements"),
    path("ledger/compare/", views.compare, name="compare"),
    path("ledger/check/", views.check_books, name="check_books"),
    path("ledger/take/<str:file>", views.take_books, name="take_books"),
]
