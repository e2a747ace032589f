"""The addresses of the whole house. The language is part of each: Chinese at /…, English at /en/…; the API has none."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from gongjian.config import signing_in
from gongjian.config.api import api

for pattern in api.urls[0]:
    # The API answers 401 itself; the redirect to the sign-in page is for people.
    pattern.callback = login_not_required(pattern.callback)

urlpatterns = [
    path("api/", api.urls),
    *i18n_patterns(
        path("", include("gongjian.portals.public_site.urls")),
        path("", include("gongjian.foundation.ui.urls")),
        path("sign-in/", signing_in.sign_in, name="sign_in"),
        path("sign-in/as/<slug:username>/", signing_in.sign_in_as, name="sign_in_as"),
        path("sign-out/", LogoutView.as_view(next_page="public_site:home"), name="sign_out"),
        path("me/", include("gongjian.foundation.accounts.urls")),
        path("desk/", include("gongjian.portals.desk.urls")),
        path("work/campaigns/", include("gongjian.modules.campaigns.urls")),
        path("work/books/", include("gongjian.modules.ledger.urls")),
        prefix_default_language=False,
    ),
]
