"""Every page at every width, light, dark and in large text: no sideways scroll, nothing that WCAG 2.1 AA forbids."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (320, 390, 768, 1440)
LOOKS = {"light": {}, "dark": {"gj-theme": "dark"}, "large": {"gj-text": "large"}}
# One run of the accessibility engine a look; each look at another width.
AXE_AT = {"light": 390, "dark": 1440, "large": 320}
PUBLIC = [
    "/",
    "/campaigns/",
    "/campaigns/2018-1-huanbing-ertong/",
    "/ledger/",
    "/ledger/3/",
    "/ledger/statements/",
    "/ledger/statements/?period=2018",
    "/ledger/compare/?day=2018-01-20&short=0000-0000",
    "/feedback/",
    "/feedback/look-up/",
    "/sign-in/",
    "/slip/",
    "/style/",
    "/no-such-page/",
]
DESK = [
    "/desk/?q=门口&stretch=today",
    "/desk/?q=没有这样的",
    "/desk/waiting/",
    "/desk/calendar/",
    "/desk/print/",
    "/desk/kept/",
]
WORK = [
    "/desk/",
    *DESK,
    "/work/campaigns/",
    "/work/campaigns/bills/",
    "/work/campaigns/gifts/",
    "/work/campaigns/open/",
    "/work/campaigns/open/handed_over/",
    "/work/campaigns/open/mutual_help/",
    "/work/campaigns/boxes/",
    "/work/books/",
    "/work/books/bookings/",
    "/work/books/bookings/ask/paid/",
    "/work/books/bookings/ask/goods_received/",
    "/work/books/funds/open/",
    "/work/books/goods/add/",
    "/work/books/months/",
    "/work/books/months/close/",
    "/work/books/balance/",
    "/work/books/cash-book/",
    "/work/books/statements/",
    "/work/books/heads/",
    "/work/people/",
    "/work/organisations/",
    "/work/feedback/",
    "/feedback/mine/",
    "/search/?q=2026",
    "/work/promises/",
    "/work/promises/handovers/",
    "/work/promises/routines/",
    "/work/promises/make/",
    "/work/promises/feed/open/",
    "/work/people/unseen/",
    "/me/notices/",
    "/me/notices/settings/",
    "/work/entrance/",
    "/work/roster/",
    "/me/tokens/",
    "/me/security/",
    "/me/data/",
    "/me/data/looks/",
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}

# Who meets the page, which box (by its place in this year's campaign), which page of the box.
BOXES = [
    ("chuna", "中学门口", ""),
    ("fuze", "中学门口", "hand-out/"),
    ("hangye", "青云路 88 号", "count/"),
    ("hangye", "止园路口", ""),
    ("hangye", "小学门口", "count/"),
    ("hangye", "小学门口", ""),
    ("jiandu", "居委会", "count/"),
    ("chuna", "验光中心", "close/"),
    ("chuna", "验光中心", "count-sheet/"),
    ("chuna", "物业大厅", "bank/"),
    ("chuna", "东口", ""),
    ("juming", "居委会", ""),
]


def _faults(guest, path: str) -> list[str]:
    """What is wrong with a page in any look and width, in words."""
    found = []
    page = guest.open(path)
    for look, kept in LOOKS.items():
        page.evaluate("kept => { localStorage.clear(); for (const k in kept) localStorage.setItem(k, kept[k]) }", kept)
        page.reload()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                found.append(f"{path} {look} {width}: {over} px too wide")
        page.set_viewport_size({"width": AXE_AT[look], "height": 900})
        for violation in Axe().run(page, options=RULES).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append(f"{path} {look}: {violation['id']}: {nodes}")
    return found


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_fits_and_is_accessible(visitor, path):
    guest = visitor()

    assert _faults(guest, path) == []


@pytest.mark.parametrize("path", WORK)
def test_a_work_page_fits_and_is_accessible(visitor, path):
    guest = visitor("chuna")

    assert _faults(guest, path) == []


@pytest.mark.parametrize(("username", "place", "page"), BOXES)
def test_a_box_page_fits_and_is_accessible_in_every_state(visitor, username, place, page):
    guest = visitor(username)

    assert _faults(guest, guest.box(place) + page) == []


def test_the_pages_of_a_reversal_fit_and_are_accessible(visitor):
    secretary = visitor("shuji")
    agree = secretary.open("/desk/").locator("main a[href*='/agree/']").first.get_attribute("href")
    entry = secretary.open("/work/books/").locator("main td a[href*='/work/books/']").first.get_attribute("href")

    assert _faults(secretary, agree) + _faults(secretary, agree.replace("agree", "refuse")) == []
    assert _faults(visitor("chuna"), entry) + _faults(visitor("chuna"), f"{entry}ask-reversal/") == []


def test_the_pages_of_a_fund_and_of_its_entries_fit_and_are_accessible(visitor):
    anybody = visitor()
    fund = anybody.open("/ledger/").locator("main a[href*='/ledger/funds/']").first.get_attribute("href")

    assert _faults(anybody, fund) + _faults(anybody, "/ledger/1/") == []


def test_the_english_pages_fit_too(visitor):
    guest = visitor("chuna")

    assert [
        fault
        for path in ("/en/", "/en/ledger/", "/en/desk/", "/en/work/campaigns/boxes/")
        for fault in _faults(guest, path)
    ] == []


def test_a_count_sheet_is_one_page_of_paper(visitor, tmp_path):
    guest = visitor("chuna")
    guest.open(guest.box("青云路 88 号") + "count-sheet/")
    printed = guest.page.pdf(format="A4")

    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page/") + printed.count(b"/Type /Page ") == 1
