"""Addresses of the style page."""

from django.urls import path

from gongjian.foundation.ui import views

app_name = "ui"

urlpatterns = [
    path("style/", views.style, name="style"),
]
