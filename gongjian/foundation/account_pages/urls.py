"""Addresses of a person's own account."""

from django.urls import path

from gongjian.foundation.account_pages import views

app_name = "accounts"
urlpatterns = [
    path("tokens/", views.personal_tokens, name="personal_tokens"),
    path("tokens/<uuid:pk>/revoke/", views.revoke_token, name="revoke_token"),
]
