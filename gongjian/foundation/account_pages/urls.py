"""Addresses of a person's own account."""

from django.urls import path

from gongjian.foundation.account_pages import second_factor, views

app_name = "accounts"
urlpatterns = [
    path("tokens/", views.personal_tokens, name="personal_tokens"),
    path("tokens/<uuid:pk>/revoke/", views.revoke_token, name="revoke_token"),
    path("security/", views.security, name="security"),
    path("security/password/", views.change_password, name="change_password"),
    path("security/phone/", views.set_phone, name="set_phone"),
    path("security/phone/remove/", views.remove_phone, name="remove_phone"),
    path("security/codes/", second_factor.ActivateCodes.as_view(), name="activate_codes"),
    path("security/codes/off/", second_factor.DeactivateCodes.as_view(), name="deactivate_codes"),
    path("security/recovery-codes/", second_factor.recovery_codes, name="recovery_codes"),
    path("security/passkeys/add/", second_factor.AddPasskey.as_view(), name="add_passkey"),
    path("security/passkeys/<int:pk>/remove/", second_factor.RemovePasskey.as_view(), name="remove_passkey"),
    path("security/devices/end/", views.end_other_sessions, name="end_other_sessions"),
    path("security/devices/<uuid:pk>/end/", views.end_session, name="end_session"),
]
