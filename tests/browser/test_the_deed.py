"""The deed as people do it: two counters on devices of their own, the cashier, and anybody who looks."""

import re

BLIND = {10000: 21, 5000: 18, 2000: 34, 1000: 47, 500: 31, 100: 62, 50: 33, 10: 30}


def _seal_and_hand_out(organiser, place: str, seal: str) -> str:
    page = organiser.open("/work/campaigns/boxes/")
    page.get_by_role("link", name=re.compile("封一只箱")).click()
    page.get_by_label("放在哪里").fill(place)
    page.get_by_label("封条号").fill(seal)
    page.locator("main form button[type=submit]").click()
    address = organiser.box(place)
    organiser.open(f"{address}hand-out/").locator("main form button[type=submit]").click()
    return address


def _count(person, address: str, pieces: dict[int, int]) -> None:
    page = person.open(f"{address}count/")
    for denomination, number in pieces.items():
        page.locator(f"[name=pieces_{denomination}]").fill(str(number))
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()


def _money_on(page) -> str:
    return page.locator("main").inner_text()


def test_two_count_blind_recount_what_differs_and_anybody_sees_the_total(visitor):
    organiser, committee, school, cashier = (visitor(name) for name in ("fuze", "hangye", "xuexiao", "chuna"))
    anybody = visitor()
    address = _seal_and_hand_out(organiser, "浏览器口", "F-B-01")

    _count(committee, address, BLIND)
    peeked = _money_on(school.open(address)) + _money_on(cashier.open(address))
    _count(school, address, BLIND | {2000: 33})
    differing = _money_on(committee.open(f"{address}count/"))
    asked_again = committee.page.locator("main input.form-control").count()
    _count(committee, address, {2000: 34})
    _count(school, address, {2000: 34})
    cashier.open(f"{address}close/").locator("main form button[type=submit]").click()

    assert "4,386.50" not in peeked
    assert ("差 1" in differing.replace("\xa0", " "), asked_again) == (True, 1)
    assert "4,386.50" in _money_on(cashier.open(address))
    assert "浏览器口" in _money_on(anybody.open("/ledger/"))
    assert [guest.stopped for guest in (organiser, committee, school, cashier, anybody)] == [[]] * 5


def test_the_whole_deed_works_without_javascript(visitor):
    organiser, committee, school, cashier = (
        visitor(name, script=False, width=390) for name in ("fuze", "hangye", "xuexiao", "chuna")
    )
    address = _seal_and_hand_out(organiser, "无脚本口", "F-B-02")

    _count(committee, address, BLIND)
    _count(school, address, BLIND)
    cashier.open(f"{address}close/").locator("main form button[type=submit]").click()
    cashier.open(f"{address}bank/")
    cashier.page.get_by_label("存款回单号").fill("HD-B-02")
    cashier.page.locator("main form button[type=submit]").click()

    assert "已存银行" in _money_on(cashier.open(address))


def test_the_count_can_be_handed_in_with_the_keyboard_alone(visitor):
    organiser, committee = visitor("fuze"), visitor("hangye")
    address = _seal_and_hand_out(organiser, "键盘口", "F-B-03")
    page = committee.open(f"{address}count/")

    for _step in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name || ''")
        if name == "pieces_10000":
            break
    page.keyboard.type("3")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith(address)


def test_a_form_sent_twice_after_a_lost_answer_has_one_effect(visitor):
    organiser, committee = visitor("fuze"), visitor("hangye", script=False)
    address = _seal_and_hand_out(organiser, "断网口", "F-B-04")
    page = committee.open(f"{address}count/")
    page.locator("[name=pieces_10000]").fill("5")
    form = {field.get_attribute("name"): field.input_value() for field in page.locator("main form input").all()}

    answers = [
        page.request.post(f"{committee.street}{address}count/", form=form, headers={"Referer": page.url}) for _ in "12"
    ]

    assert [(answer.status, answer.url.endswith(address)) for answer in answers] == [(200, True)] * 2
