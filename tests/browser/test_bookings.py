"""What one asks and another agrees to, as people do it: a cashier at a desk, a secretary with a phone, and anybody."""

from tests.browser.test_every_page import _faults


def _ask(cashier, amount: str, words: str) -> None:
    page = cashier.open("/work/books/bookings/")
    page.locator("main aside").get_by_role("link", name="付款", exact=True).click()
    page.get_by_label("哪项资金").select_option(index=1)
    page.get_by_label("银行存款").check()
    page.get_by_label("金额（元）").fill(amount)
    page.get_by_label("业务活动成本").check()
    page.get_by_label("摘要").fill(words)
    page.get_by_role("button", name="提出").click()
    page.wait_for_load_state()


def _newest(guest) -> str:
    row = guest.open("/work/books/bookings/").locator("main td a").first
    return row.get_attribute("href") or ""


def test_what_the_cashier_asks_and_the_secretary_agrees_to_stands_in_the_public_ledger(visitor):
    cashier, secretary, anybody = visitor("chuna"), visitor("shuji", width=390), visitor()

    _ask(cashier, "1,2.5", "老人配镜的镜片")
    told = cashier.page.locator("main").inner_text()
    kept = cashier.page.get_by_label("摘要").input_value()
    _ask(cashier, "12.5", "老人配镜的镜片")
    before = "老人配镜的镜片" in anybody.open("/ledger/").locator("main").inner_text()
    secretary.open(f"{_newest(secretary)}agree/").get_by_role("button", name="同意记账").click()
    secretary.page.wait_for_load_state()
    after = anybody.open("/ledger/").locator("tr", has_text="老人配镜的镜片").first.inner_text()

    assert ("看不懂这个金额" in told, kept, before) == (True, "老人配镜的镜片", False)
    assert "12.50" in after
    assert [guest.stopped for guest in (cashier, secretary, anybody)] == [[]] * 3


def test_the_pages_of_a_request_fit_and_are_accessible(visitor):
    cashier, secretary = visitor("chuna"), visitor("shuji")
    _ask(cashier, "3", "配镜")
    page = _newest(cashier)

    assert _faults(cashier, page) + _faults(cashier, f"{page}withdraw/") == []
    assert _faults(secretary, f"{page}agree/") + _faults(secretary, f"{page}refuse/") == []
