"""Addresses of the rosters; each deed under its own name."""

from django.urls import path

from gongjian.modules.roster import views

app_name = "roster"
urlpatterns = [
    path("", views.read_roster, name="read_roster"),
    path("blank/", views.blank_sheet, name="blank_sheet"),
    path("export/", views.export_roster, name="export_roster"),
    path("<uuid:pk>/", views.answer_doubts, name="answer_doubts"),
    path("<uuid:pk>/apply/", views.apply_roster, name="apply_roster"),
    path("<uuid:pk>/undo/", views.undo_roster, name="undo_roster"),
    path("<uuid:pk>/drop/", views.drop_roster, name="drop_roster"),
]
