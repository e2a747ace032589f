"""Every address of the house: headers, forgery, sign-in, and that opening a page writes nothing."""

from uuid import uuid4

import pytest
from csp.constants import NONE, SELF
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.foundation.accounts import tokens
from gongjian.foundation.accounts.models import PersonalToken
from gongjian.foundation.idempotency.models import UsedKey
from tests import asking, billing, given
from tests.foundation.addresses import every_address
from tests.harness.remembered import remembered
from tests.modules.feedback.telling import told

ADDRESSES = every_address()
PAGES = [address for address in ADDRESSES if not address.is_api]
API = [address for address in ADDRESSES if address.is_api]

# Open to anybody, on purpose. Whatever is not named here asks for sign-in or a token.
OPEN_PAGES = {
    "public_site:home",
    "public_site:campaigns",
    "public_site:campaign",
    "public_site:ledger",
    "public_site:check_books",
    "public_site:fund",
    "public_site:statements",
    "public_site:compare",
    "public_site:take_books",
    "public_site:voucher",
    "calendar_feed",
    "feedback:send_feedback",
    "feedback:look_up",
    "entrance:use_slip",
    "ui:style",
    "sign_in",
    "account_login",
    "sign_in_as",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "notices:stop_mail",
}
# Sent by mail programs; what it carries is signed.
TAKES_FORMS_FROM_ELSEWHERE = {"notices:stop_mail"}
OPEN_API = {"api:openapi-json", "api:openapi-view", "api:api-root", "api:use_slip"}
ONLY_POST = {
    "notices:see_all",
    "sign_in_as",
    "sign_out",
    "accounts:revoke_token",
    "accounts:remove_phone",
    "accounts:end_session",
    "accounts:end_other_sessions",
}

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": set(POLICY.split("; ")),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NO_SUCH = "/no-such-page/"


def name(address):
    return address.name


@pytest.fixture
def ids(cast):
    """A record for every kind of address."""
    return remembered("security.ids", lambda: _fill(cast))


def _fill(cast):
    box = given.counted_box(cast)
    entry = given.JournalEntry.objects.get(pk=box.entry_id)
    gift = billing.gift(cast)
    token, _words = tokens.issue(cast.cashier, "平板")
    around = {
        "feedback": told(cast).pk,
        "campaign": box.campaign_id,
        "code": box.campaign.code,
        "username": "cashier",
        "token": token.pk,
        "number": 1,
        "kind": "paid",
        "campaign_kind": "handed_over",
        "bill": gift.payment.bill_id,
        "payment": gift.payment_id,
        "gift": gift.pk,
        "asked": asking.asked(cast, box.campaign.fund, asking.PAYMENT | {"from_account": "1001"}).pk,
        "fund": box.campaign.fund_id,
    }
    return {"box": box.pk, "entry": entry.pk, "reversal": given.asked_reversal(cast, entry).pk, **around}


def headers_of(answer):
    found = {header: answer.headers.get(header, "") for header in HEADERS}
    return found | {"Content-Security-Policy": set(found["Content-Security-Policy"].split("; "))}


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    sources = {source for allowed in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for source in allowed}

    assert sources == {NONE, SELF, "data:"}
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == [NONE]


@pytest.mark.parametrize("address", ADDRESSES, ids=name)
def test_every_answer_carries_the_safe_headers(cast, door, ids, address):
    url, cashier = address.filled(ids), door(cast.cashier)

    answers = [cashier.get(url), cashier.pages.post(url), Client().get(url)]
    if address.is_api:
        answers = [cashier.api_get(url.removeprefix("/api")), Client().post(url)]

    assert [headers_of(answer) for answer in answers] == [HEADERS] * len(answers)


@pytest.mark.parametrize("url", [NO_SUCH, f"/en{NO_SUCH}", "/api/no-such", "/work/books/not-an-id/"])
def test_what_is_not_there_carries_them_too(cast, door, url):
    answer = door(cast.cashier).get(url)

    assert (answer.status_code, headers_of(answer)) == (404, HEADERS)


@pytest.mark.parametrize("address", [each for each in PAGES if each.name not in TAKES_FORMS_FROM_ELSEWHERE], ids=name)
def test_a_form_from_elsewhere_is_refused(cast, ids, address):
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(cast.cashier)
    keys = UsedKey.objects.count()

    answers = [forged.post(address.filled(ids)), forged.put(address.filled(ids)), forged.delete(address.filled(ids))]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert (UsedKey.objects.count(), PersonalToken.objects.filter(revoked_at=None).count()) == (keys, 1)


def test_the_api_knows_nobody_by_session(cast, ids):
    browser = Client()
    browser.force_login(cast.cashier)

    answers = {address.name: statuses_of(browser, address, ids) for address in API if address.name not in OPEN_API}

    # 405 for a method that the address does not know; nothing else.
    assert {name: statuses - {405} for name, statuses in answers.items()} == {name: {401} for name in answers}


def statuses_of(browser, address, ids, **headers):
    """How an address of the API answers to GET and to POST: one of them is not its method."""
    url, headers = address.filled(ids), {"Idempotency-Key": str(uuid4()), **headers}
    sent = browser.post(url, {}, content_type="application/json", headers=headers)
    return {browser.get(url, headers=headers).status_code, sent.status_code}


def sent_away(address, ids):
    """Whether somebody who is not signed in is asked to."""
    url = address.filled(ids)
    method = Client().post if address.name in ONLY_POST else Client().get
    answer = method(url)
    return (answer.status_code, answer.headers.get("Location")) == (302, f"{reverse('sign_in')}?next={url}")


@pytest.mark.parametrize("address", PAGES, ids=name)
def test_a_page_asks_for_sign_in_unless_it_is_on_the_list(ids, address):
    assert sent_away(address, ids) is (address.name not in OPEN_PAGES)


@pytest.mark.parametrize("address", PAGES, ids=name)
def test_a_page_that_is_open_says_so_on_its_view(address):
    assert getattr(address.view, "login_required", True) is (address.name not in OPEN_PAGES)


def test_every_open_address_is_there():
    assert {address.name for address in ADDRESSES} >= OPEN_PAGES | OPEN_API


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer gj_wrong", "Basic Y2FzaGllcjoh", "Token gj_wrong"])
def test_the_api_answers_nobody_without_a_token_that_holds(ids, header):
    closed = [address for address in API if address.name not in OPEN_API]

    answers = {address.name: statuses_of(Client(), address, ids, Authorization=header) for address in closed}

    assert {name: statuses - {405} for name, statuses in answers.items()} == {name: {401} for name in answers}


def test_a_revoked_token_and_a_stopped_person_open_nothing(cast, door):
    stopped, revoked = door(cast.committee), door(cast.cashier)
    type(cast.committee).objects.filter(pk=cast.committee.pk).update(is_active=False)
    tokens.revoke(cast.cashier, PersonalToken.objects.get(person=cast.cashier).pk)

    assert [visitor.api_get("/cash-boxes").status_code for visitor in (stopped, revoked)] == [401, 401]
    assert stopped.get(reverse("desk:desk")).status_code == 302


@pytest.mark.parametrize("address", ADDRESSES, ids=name)
def test_opening_a_page_writes_nothing(cast, door, ids, address):
    url = address.filled(ids)
    for person in (cast.secretary, None):
        visitor = door(person)
        with CaptureQueriesContext(connection) as asked:
            visitor.get(url) if not address.is_api else visitor.api_get(url.removeprefix("/api"))

        wrote = [each["sql"] for each in asked if each["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE", "REPLACE"}]
        assert [sql for sql in wrote if "django_session" not in sql] == []


def test_one_cannot_sign_in_as_somebody_where_it_is_not_a_demo(cast):
    browser = Client()

    answer = browser.post(reverse("sign_in_as", args=["cashier"]))

    assert (answer.status_code, "_auth_user_id" in browser.session) == (404, False)


def test_in_the_demo_one_can_but_not_as_a_stopped_person(cast, settings):
    settings.DEMO = True
    type(cast.committee).objects.filter(pk=cast.committee.pk).update(is_active=False)

    answers = [Client().post(reverse("sign_in_as", args=[name])) for name in ("cashier", "outsider", "committee", "x")]

    assert [answer.status_code for answer in answers] == [302, 302, 404, 404]
    assert [answer.url for answer in answers[:2]] == [reverse("desk:desk"), reverse("public_site:home")]


def test_ones_token_is_revoked_by_nobody_else(cast, door):
    door(cast.committee)
    token = PersonalToken.objects.get(person=cast.committee)

    answer = door(cast.cashier).post(reverse("accounts:revoke_token", args=[token.pk]))

    token.refresh_from_db()
    assert (answer.status_code, token.revoked_at) == (404, None)


def test_a_new_token_is_shown_once_and_kept_as_a_fingerprint(cast, door):
    visitor = door(cast.cashier)

    first = visitor.post(reverse("accounts:personal_tokens"), label="清点用的平板")
    again = visitor.get(reverse("accounts:personal_tokens"))

    plain = first.context["plain"]
    row = PersonalToken.objects.get(label="清点用的平板")
    assert (plain[:3], len(plain), tokens.person_with(plain)) == ("gj_", 46, cast.cashier)
    assert (plain in str(vars(row)), plain in again.content.decode()) == (False, False)


def test_nobody_signs_up_by_himself(db):
    assert [Client().get(url).status_code for url in ("/signup/", "/accounts/signup/")] == [404, 404]
