"""Passkeys as a browser does them: Chromium with an authenticator of its own, under the strict content policy."""

import pytest

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_key(visitor, street):
    """Somebody whose device can keep passkeys; they belong to a name and never to a bare address."""

    def let_in(username):
        guest = visitor()
        guest.street = street.replace("127.0.0.1", "localhost")
        session = guest.context.new_cdp_session(guest.page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return guest.sign_in_as(username)

    return let_in


def sign_out(guest):
    guest.open("/desk/").locator(".gj-side form[action$='/sign-out/'] button").click()
    guest.page.wait_for_load_state()
    return guest.open("/sign-in/")


def test_a_passkey_is_added_opens_the_house_and_is_taken_away(with_key):
    guest = with_key("jiandu")
    page = guest.open("/me/security/passkeys/add/")
    page.get_by_label("给它起个名字").fill("我的平板")
    page.get_by_role("button", name="在这台设备上加一把").click()
    page.get_by_role("heading", name="你的恢复码，只显示这一次").wait_for()
    codes = page.locator(".gj-codes li").count()

    page = sign_out(guest)
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url("**/desk/")
    guest.open("/me/security/").get_by_role("link", name="去掉通行密钥：我的平板").click()
    page.get_by_role("button", name="用通行密钥确认").click()
    page.get_by_role("button", name="去掉这把通行密钥").click()
    page.wait_for_url("**/me/security/")
    left = page.get_by_text("通行密钥：我的平板").count()
    page = sign_out(guest)
    page.get_by_role("button", name="用通行密钥登录").click()
    page.get_by_text("没有登录成").first.wait_for()

    assert (codes, left, guest.stopped) == (10, 0, [])


def test_without_a_script_the_page_offers_the_password_only(visitor):
    page = visitor(script=False).open("/sign-in/")

    assert page.get_by_role("button", name="用通行密钥登录").count() == 0
