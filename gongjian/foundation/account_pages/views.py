"""Pages of a person's own account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.account_pages.forms import TokenForm
from gongjian.foundation.accounts import tokens
from gongjian.foundation.http import SignedInRequest


def personal_tokens(request: SignedInRequest) -> HttpResponse:
    """The person's tokens, and a new one, whose words are shown this once."""
    form, plain = TokenForm(request.POST or None), ""
    if form.is_valid():
        _row, plain = tokens.issue(request.user, form.cleaned_data["label"])
        form = TokenForm()
    context = {"form": form, "plain": plain, "tokens": tokens.tokens_of(request.user)}
    return render(request, "accounts/personal_tokens.html", context)


@require_POST
def revoke_token(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Stop one of the person's own tokens."""
    if tokens.revoke(request.user, pk):
        messages.success(request, _("这把密钥已经停用。"))
    return redirect("accounts:personal_tokens")
