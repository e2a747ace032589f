"""The look: the style page, layouts, icons, error pages, and what others made."""

import re
import tomllib
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path
from django.utils.translation import override

from gongjian.foundation import ui
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.ui.templatetags import gongjian as tags
from gongjian.foundation.ui.views import style
from gongjian.foundation.wiring import MenuEntry, MenuGroup

UI = Path(ui.__file__).parent
STATIC = UI / "static/gongjian"
PACKAGE = UI.parents[1]
TEMPLATES = UI / "templates"
COTTON = TEMPLATES / "cotton"
OOPS = ["400.html", "403.html", "403_csrf.html", "404.html", "409.html", "500.html", "503.html", "507.html"]
ICON_CALLS = [
    r"{%-?\s*icon \"([a-z0-9-]+)\"",
    r"\sicon=\"([a-z0-9-]+)\"",
    r"<c-icon [^>]*name=\"([a-z0-9-]+)\"",
    r"icons\.svg#i-([a-z0-9-]+)\"",
]

# The addresses that the layouts ask for, so that they are drawn without any module.
urlpatterns = i18n_patterns(
    path("", include("gongjian.foundation.ui.urls")),
    path("", include(([path("desk/", style, name="desk")], "desk"))),
    path("", include(([path("feedback/", style, name="send_feedback")], "feedback"))),
    path("", include(([path("me/data/", style, name="my_data")], "me"))),
    path("", include(([path("search/", style, name="search")], "search"))),
    path("out/", style, name="sign_out"),
    path("me/", include("gongjian.foundation.account_pages.urls")),
    path("me/notices/", include("gongjian.foundation.notice_pages.urls")),
    prefix_default_language=False,
)


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.ROOT_URLCONF = __name__


class Elements(HTMLParser):
    """Reads a page into tags with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def request(**posted):
    factory = RequestFactory()
    asked = factory.post("/style/", posted) if posted else factory.get("/style/")
    asked.user = AnonymousUser()
    return asked


def style_page(language="zh-hans"):
    with override(language):
        return style(request()).content.decode()


def sprite():
    return set(re.findall(r'id="i-([a-z0-9-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))


# --- the style page -----------------------------------------------------------------------------


@pytest.mark.parametrize("component", sorted(each.stem for each in COTTON.glob("*.html")))
def test_every_component_is_shown_on_the_style_page(component):
    shown = "".join(page.read_text(encoding="utf-8") for page in (TEMPLATES / "ui").rglob("*.html"))

    assert re.findall(rf"<c-{component.replace('_', '-')}[\s/>]", shown) != []


@pytest.mark.parametrize("component", sorted(each.name for each in COTTON.glob("*.html")))
def test_every_component_says_on_its_first_line_what_it_accepts(component):
    assert (COTTON / component).read_text(encoding="utf-8").startswith("<c-vars ")


def test_every_kind_of_status_is_shown_on_the_style_page():
    shown = set(re.findall(r'class="gj-st is-([a-z]+)"', style_page()))

    assert shown == set(tags.STATUS_ICONS)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_style_page_leaves_no_component_unrendered(language):
    assert re.findall(r"<c-[a-z]|</c-|{%|{{", style_page(language)) == []


def test_the_style_page_carries_nothing_that_the_content_policy_refuses():
    inline = [
        (tag, name)
        for tag, attributes in Elements(style_page()).found
        for name in attributes
        if name == "style" or name.startswith("on") or (tag == "script" and "src" not in attributes)
    ]

    assert inline == []
    assert Elements(style_page()).all("style") == []


def test_no_id_stands_twice_on_the_style_page():
    ids = [attributes["id"] for _, attributes in Elements(style_page()).found if "id" in attributes]

    assert sorted(ids) == sorted(set(ids))


def test_whatever_describes_a_control_is_on_the_page():
    found = Elements(style_page()).found
    ids = {attributes.get("id") for _, attributes in found}
    named = {name for _, attributes in found for name in (attributes.get("aria-describedby") or "").split()}

    assert named - ids == set()


# --- icons and files of others ------------------------------------------------------------------


def test_every_icon_that_a_template_names_is_in_the_sprite():
    pages = [page.read_text(encoding="utf-8") for page in PACKAGE.rglob("*.html")]
    named = {icon for page in pages for call in ICON_CALLS for icon in re.findall(call, page)}
    menus = [menu.read_text(encoding="utf-8") for menu in PACKAGE.rglob("menu.py")]
    named |= {icon for menu in menus for icon in re.findall(r'icon="([a-z0-9-]+)"', menu)}

    assert named - sprite() == set()


def test_every_icon_that_a_mark_stands_for_is_in_the_sprite():
    named = {*tags.STATUS_ICONS.values(), *tags.PROMISE_ICONS.values(), *tags.NOTE_ICONS.values()}

    assert named - sprite() == set()


def test_what_others_made_is_as_we_took_it():
    vendored = tomllib.loads((STATIC / "vendor/manifest.toml").read_text(encoding="utf-8"))["vendored"]
    expected = {file: digest for each in vendored for file, digest in each["sha256"].items()}
    present = {each.relative_to(STATIC).as_posix() for each in (STATIC / "vendor").iterdir()} - {"vendor/manifest.toml"}

    assert {file: sha256((STATIC / file).read_bytes()).hexdigest() for file in expected} == expected
    assert present | {"icons.svg"} == set(expected)
    assert sorted(each["licence"] for each in vendored) == ["MIT", "MIT"]


def test_no_file_of_ours_points_outside():
    # The namespace of SVG is a name, not an address.
    addresses = {
        (file.name, address)
        for file in STATIC.rglob("*")
        if file.is_file() and file.parent.name != "vendor"
        for address in re.findall(r"https?://[^\"' )]+", file.read_text(encoding="utf-8"))
    }

    assert {address for _, address in addresses} == {"http://www.w3.org/2000/svg"}


def test_only_the_tokens_hold_colours():
    css = re.sub(r"url\([^)]*\)", "", (STATIC / "gj.css").read_text(encoding="utf-8"))

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", css) == []


@pytest.mark.parametrize("too_new", [":has(", "color-mix(", "light-dark(", "@container", "oklch(", "inset:"])
def test_old_browsers_understand_our_styles(too_new):
    assert too_new not in (STATIC / "gj.css").read_text(encoding="utf-8")
    assert too_new not in (STATIC / "tokens.css").read_text(encoding="utf-8")


# --- layouts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["public", "work", "print"])
def test_a_layout_loads_our_script_and_no_other(layout):
    page = render_to_string(f"layouts/{layout}.html", {}, request())

    assert Elements(page).all("script") == [{"src": "/static/gongjian/gj.js"}]


def test_a_public_page_carries_nothing_that_differs_from_one_visit_to_the_next():
    first, second = (render_to_string("layouts/public.html", {}, request()) for _ in range(2))

    assert first == second
    assert Elements(first).all("form") == []


def test_the_first_thing_to_tab_to_is_the_way_to_the_text():
    page = Elements(render_to_string("layouts/work.html", {}, request()))

    assert page.all("a")[0] == {"class": "gj-skip", "href": "#main"}
    assert [main["id"] for main in page.all("main")] == ["main"]


def test_what_works_with_a_script_only_is_hidden_until_the_script_shows_it():
    for layout in ("public", "work", "print"):
        buttons = Elements(render_to_string(f"layouts/{layout}.html", {}, request())).all("button")

        assert [b for b in buttons if "data-gj" in b and "hidden" not in b] == []


@pytest.mark.parametrize(("language", "lang", "other"), [("zh-hans", "zh-Hans", "English"), ("en", "en", "简体中文")])
def test_a_page_says_its_language_and_offers_the_other(language, lang, other):
    with override(language):
        page = render_to_string("layouts/public.html", {}, request())

    assert Elements(page).all("html") == [{"lang": lang}]
    assert re.findall(r'hreflang="[a-z-]+" lang="[a-z-]+">.*?<span>(.*?)</span>', page) == [other]


def work_page():
    waiting = MenuEntry("工作台", "layout-list", "desk:desk", count=3, late=True)
    around = {
        "menu": [MenuGroup("", [waiting]), MenuGroup("资金", [MenuEntry("样式", "cash-banknote", "ui:style")])],
        "me": {"name": "陈晓燕", "post": "出纳", "alliance_name": "青云路眼镜街"},
        "here": "/style/",
    }
    return render_to_string("layouts/work.html", {"surroundings": around, "user": Person()}, request())


def test_the_menu_says_where_one_is_and_what_waits():
    page = work_page()
    links = [link for link in Elements(page).all("a") if link["href"] in {"/desk/", "/style/"}]

    assert [link for link in links if "aria-current" in link] == [{"href": "/style/", "aria-current": "page"}] * 2
    assert re.findall(r'gj-count is-late">(.*?)</span>', page) == ['3<span class="visually-hidden">件，有逾期'] * 2


def test_the_menu_on_a_phone_opens_without_a_script():
    page = work_page()

    assert page.count("<details") == page.count("<summary") == 1


def test_signing_out_is_a_deed_and_not_a_link():
    page = Elements(work_page())

    assert [form["method"] for form in page.all("form") if form["action"] == "/out/"] == ["post", "post"]
    # The search beside it only asks: it changes nothing, and carries no such token.
    assert [field["name"] for field in page.all("input")] == ["q", "csrfmiddlewaretoken"] * 2


# --- error pages --------------------------------------------------------------------------------


@pytest.mark.parametrize("page", OOPS)
def test_an_error_page_says_what_happened_why_and_what_to_do(page):
    shown = render_to_string(page)
    main = shown[shown.index("<h1>") : shown.index("</main>")]

    assert [len(re.findall(pattern, main)) for pattern in (r"<h1>.{5,}</h1>", r"<p>.{5,}</p>")] == [1, 2]
    assert re.findall(r'<a class="btn btn-primary" href="([^"]*)"', main) == ["/"]


def test_a_refusal_may_put_its_own_sentence_in_the_page():
    shown = render_to_string("409.html", {"reasons": ["这个箱已经清点过了。"]})

    assert re.findall(r"<p>(.*?)</p>", shown)[0] == "这个箱已经清点过了。"


def test_the_error_page_does_not_repeat_what_the_program_told_itself():
    shown = render_to_string("403.html", {"exception": str(PermissionDenied("campaigns.open_box"))})

    assert "campaigns.open_box" not in shown
