"""The form that every step shares which asks for nothing but the confirmation itself."""

from django import forms


class ConfirmForm(forms.Form):
    """Nothing to fill in: sending it is the confirmation."""
