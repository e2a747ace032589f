"""The address of the desk."""

from django.urls import path

from gongjian.portals.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("change-over/<uuid:alliance>/", views.change_over, name="change_over"),
]
