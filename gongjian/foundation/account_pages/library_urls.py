"""Addresses under the names that the sign-in library asks for; all of them answered by our own views."""

from django.urls import path

from gongjian.foundation.account_pages import second_factor

urlpatterns = [
    path("sign-in/second/", second_factor.SecondFactor.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", second_factor.SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("me/security/confirm/", second_factor.ConfirmByPassword.as_view(), name="account_reauthenticate"),
    path("me/security/confirm/code/", second_factor.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("me/security/confirm/passkey/", second_factor.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
]
