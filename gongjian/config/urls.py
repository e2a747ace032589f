"""The addresses of the whole house. The language is part of each: Chinese at /…, English at /en/…; the API has none."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from gongjian.config import signing_in
from gongjian.config.api import api
from gongjian.modules.promises.views import calendar_feed

handler500 = "gongjian.foundation.http.server_error"

urlpatterns = [
    path("api/", api.urls),
    *i18n_patterns(
        path("", include("gongjian.portals.public_site.urls")),
        path("", include("gongjian.foundation.ui.urls")),
        path("sign-in/", signing_in.SignIn.as_view(), name="sign_in"),
        path("sign-in/", signing_in.SignIn.as_view(), name="account_login"),  # the name that allauth asks for
        path("", include("gongjian.foundation.account_pages.library_urls")),
        path("sign-in/as/<slug:username>/", signing_in.sign_in_as, name="sign_in_as"),
        path("sign-out/", LogoutView.as_view(next_page="public_site:home"), name="sign_out"),
        path("me/", include("gongjian.foundation.account_pages.urls")),
        path("me/notices/", include("gongjian.foundation.notice_pages.urls")),
        path("me/", include("gongjian.portals.me.urls")),
        path("desk/", include("gongjian.portals.desk.urls")),
        path("", include("gongjian.modules.entrance.urls")),
        path("", include("gongjian.modules.feedback.urls")),
        path("search/", include("gongjian.foundation.search.urls")),
        path("work/campaigns/", include("gongjian.modules.campaigns.urls")),
        path("work/books/", include("gongjian.modules.ledger.urls")),
        path("work/", include("gongjian.modules.members.urls")),
        # Short and alone: it is typed into telephones, and proxies are told to keep it out of their logs.
        path("calendar/<slug:secret>.ics", calendar_feed, name="calendar_feed"),
        path("work/promises/", include("gongjian.modules.promises.urls")),
        path("work/roster/", include("gongjian.modules.roster.urls")),
        prefix_default_language=False,
    ),
]
