"""Addresses of the people; each deed under its own name."""

from django.urls import path

from gongjian.modules.members import views

app_name = "members"
urlpatterns = [
    path("", views.people, name="people"),
    path("<uuid:pk>/", views.person, name="person"),
    path("<uuid:pk>/see-contact/", views.see_contact, name="see_contact"),
    path("<uuid:pk>/set-contact/", views.set_contact, name="set_contact"),
    path("<uuid:pk>/appoint/", views.appoint, name="appoint"),
    path("posts/<uuid:pk>/end/", views.end_post, name="end_post"),
]
