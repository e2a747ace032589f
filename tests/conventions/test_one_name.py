"""One deed, one name: permission, test, guide, and, where it has an address, view, template and API operation."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.conventions.source import (
    ROOT,
    Source,
    calls,
    committed,
    expect_none,
    keyword,
    public_functions,
    read,
    sources,
    text_at,
)
from tests.conventions.test_deeds import deeds


@dataclass(frozen=True)
class House:
    """What the house says about its deeds, under which name."""

    permitted: frozenset[str]
    addresses: frozenset[str]
    views: frozenset[str]
    operations: frozenset[str]
    guides: str
    exists: Callable[[str], bool]


def permitted(source: Source) -> set[str]:
    return {name for call in calls(source.tree, "permit") if (name := text_at(call, 0))}


def addresses(source: Source) -> set[str]:
    """The names of a module's URLs, with the module's own before them."""
    return {f"{source.module}.{keyword(call, 'name')}" for call in calls(source.tree, "path")}


def operations(source: Source) -> set[str]:
    """The operation ids of a module's API; without one, ninja goes by the function's name."""
    found = set()
    for function in public_functions(source):
        named = [keyword(each, "operation_id") for each in function.decorator_list if isinstance(each, ast.Call)]
        found |= {str(name) if "." in str(name) else f"{source.module}.{name}" for name in named if name}
    return found


def unnamed(name: str, house: House) -> list[str]:
    """Where a deed is missing under its own name."""
    module, verb = name.split(".")
    places = {
        f"permissions.py does not permit {name}": name in house.permitted,
        f"there is no tests/modules/{module}/test_{verb}.py": house.exists(f"tests/modules/{module}/test_{verb}.py"),
        f"no guide in docs/guides names {verb}": re.search(rf"\b{verb}\b", house.guides) is not None,
    }
    if name in house.addresses:
        template = f"gongjian/modules/{module}/templates/{module}/{verb}.html"
        places |= {
            f"views.py has no {verb}": name in house.views,
            f"there is no {template}": house.exists(template),
            f"no API operation has the operation_id {verb}": name in house.operations,
        }
    return [f"{name}: {fault}" for fault, kept in places.items() if not kept]


def of_role(role: str) -> list[Source]:
    return [source for source in sources(".py", "gongjian/modules") if source.role == role]


def our_house() -> House:
    return House(
        permitted=frozenset(name for source in of_role("permissions") for name in permitted(source)),
        addresses=frozenset(name for source in of_role("urls") for name in addresses(source)),
        views=frozenset(f"{each.module}.{view.name}" for each in of_role("views") for view in public_functions(each)),
        operations=frozenset(name for source in of_role("api") for name in operations(source)),
        guides="\n".join(
            read(path) for path in committed() if path.startswith("docs/guides/") and path.endswith(".md")
        ),
        exists=lambda path: (ROOT / path).is_file(),
    )


GOOD = House(
    permitted=frozenset({"campaigns.close_box"}),
    addresses=frozenset({"campaigns.close_box"}),
    views=frozenset({"campaigns.close_box"}),
    operations=frozenset({"campaigns.close_box"}),
    guides="## 结束清点 {#close_box}",
    exists=lambda _path: True,
)


def test_a_deed_named_everywhere_is_complete() -> None:
    assert unnamed("campaigns.close_box", GOOD) == []


def test_a_deed_without_an_address_needs_no_page() -> None:
    house = replace(GOOD, addresses=frozenset(), views=frozenset(), operations=frozenset())

    assert unnamed("campaigns.close_box", house) == []


def test_each_missing_name_is_said() -> None:
    bare = House(
        frozenset(), frozenset({"campaigns.close_box"}), frozenset(), frozenset(), "close_boxes", lambda _path: False
    )

    assert unnamed("campaigns.close_box", bare) == [
        "campaigns.close_box: permissions.py does not permit campaigns.close_box",
        "campaigns.close_box: there is no tests/modules/campaigns/test_close_box.py",
        "campaigns.close_box: no guide in docs/guides names close_box",
        "campaigns.close_box: views.py has no close_box",
        "campaigns.close_box: there is no gongjian/modules/campaigns/templates/campaigns/close_box.html",
        "campaigns.close_box: no API operation has the operation_id close_box",
    ]


def test_names_are_read_from_permissions_urls_and_api() -> None:
    place = "gongjian/modules/campaigns/"
    rules = Source(f"{place}permissions.py", 'permit("campaigns.close_box", holds(Post.CASHIER))')
    urls = Source(f"{place}urls.py", 'urlpatterns = [path("boxes/<uuid:pk>/", views.close_box, name="close_box")]')
    api = Source(f"{place}api.py", '@router.post("/boxes", operation_id="close_box")\ndef close_box(request): ...')

    assert permitted(rules) == addresses(urls) == operations(api) == {"campaigns.close_box"}


def test_every_deed_has_one_name_everywhere() -> None:
    house = our_house()

    expect_none(fault for source, verb in deeds() for fault in unnamed(f"{source.module}.{verb}", house))


def test_every_permission_is_the_permission_of_a_deed_or_of_a_look() -> None:
    known = {f"{source.module}.{verb}" for source, verb in deeds()}
    looks = {name for name in our_house().permitted if name.split(".")[1].startswith("see_")}

    assert our_house().permitted - known - looks == set()
