"""The addresses of the desk."""

from django.urls import path

from gongjian.portals.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("waiting/", views.waiting, name="waiting"),
    path("calendar/", views.calendar, name="calendar"),
    path("print/", views.on_paper, name="on_paper"),
    path("kept/", views.kept, name="kept"),
    path("change-over/<uuid:alliance>/", views.change_over, name="change_over"),
]
