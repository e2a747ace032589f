"""The address of the desk."""

from django.urls import path

from gongjian.portals.desk import views

app_name = "desk"
urlpatterns = [path("", views.desk, name="desk")]
