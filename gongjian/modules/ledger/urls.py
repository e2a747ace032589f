"""Addresses of the books; each deed under its own name."""

from django.urls import path

from gongjian.modules.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("<uuid:pk>/", views.entry, name="entry"),
    path("<uuid:pk>/ask-reversal/", views.ask_reversal, name="ask_reversal"),
    path("reversals/<uuid:pk>/agree/", views.agree_reversal, name="agree_reversal"),
    path("reversals/<uuid:pk>/refuse/", views.refuse_reversal, name="refuse_reversal"),
]
