"""Addresses of the promises; each deed under its own name."""

from django.urls import path

from gongjian.modules.promises import views

app_name = "promises"
urlpatterns = [
    path("", views.promises, name="promises"),
    path("promises.csv", views.promises_csv, name="promises_csv"),
    path("<uuid:pk>/", views.promise, name="promise"),
    path("<uuid:pk>/nudge/", views.nudge, name="nudge"),
]
