"""Addresses of each person's own page."""

from django.urls import path

from gongjian.portals.me import views

app_name = "me"
urlpatterns = [
    path("data/", views.my_data, name="my_data"),
    path("data/full/", views.my_data_in_full, name="my_data_in_full"),
    path("data/looks/", views.who_looked, name="who_looked"),
    path("data/download/", views.take_along, name="take_along"),
]
