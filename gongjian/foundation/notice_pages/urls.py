"""Addresses of what a person has been told."""

from django.urls import path

from gongjian.foundation.notice_pages import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("seen/", views.see_all, name="see_all"),
    path("settings/", views.mail_wishes, name="mail_wishes"),
    path("stop/<str:word>/", views.stop_mail, name="stop_mail"),
    path("<uuid:pk>/", views.open_notice, name="open"),
]
