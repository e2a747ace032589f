"""A module uses the deeds, reads, facts and tables of another, never its pages; the public site only what is public."""

import ast
import re
from pathlib import PurePosixPath

from tests.conventions.source import Source, expect_none, imports, sources

PRIVATE = {
    "api",
    "findable",
    "forms",
    "jobs",
    "menu",
    "panels",
    "reactions",
    "schemas",
    "sheets",
    "templatetags",
    "urls",
    "views",
}
TEMPLATE_NAME = re.compile(r"""["']([a-z_]+)/[\w/.-]+\.html""")
PUBLIC_SITE = "gongjian/portals/public_site/"


def foreign_pages(source: Source) -> list[str]:
    """Imports of another module's pages; config alone puts urls and api together."""
    if source.parts[:2] == ("gongjian", "config"):
        return []
    found = []
    for line, module, name in imports(source):
        words = f"{module}.{name}".strip(".").split(".")
        if (
            words[:2] == ["gongjian", "modules"]
            and len(words) > 3
            and words[2] != source.module
            and words[3] in PRIVATE
        ):
            found.append(source.at(line, f"uses the {words[3]} of {words[2]}"))
    return found


def foreign_templates(source: Source, modules: set[str]) -> list[str]:
    """Templates of another module that are rendered, extended or included."""
    found = []
    for number, line in enumerate(source.text.splitlines(), 1):
        owners = set(TEMPLATE_NAME.findall(line)) & modules
        found += [source.at(number, f"uses a template of {owner}") for owner in sorted(owners - {str(source.module)})]
    return found


def unpublic(source: Source) -> list[str]:
    """What the public site takes from modules under a name that does not begin with public_ (a type's with Public)."""
    if not source.path.startswith(PUBLIC_SITE):
        return []
    found, doors = [], set()
    for line, module, name in imports(source):
        if not module.startswith("gongjian.modules"):
            continue
        if name == "queries":
            doors.add(name)
        elif not name.startswith(("public_", "Public")):
            found.append(source.at(line, f"takes {name or module} from {module}"))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in doors:
            found += [] if node.attr.startswith("public_") else [source.at(node, f"calls queries.{node.attr}")]
        if isinstance(node, ast.alias) and node.name in doors and node.asname:
            found.append(source.at(node, f"hides {node.name} behind {node.asname}"))
    return found


def known_modules() -> set[str]:
    return {PurePosixPath(each.path).parts[2] for each in sources(".py", "gongjian/modules") if each.module}


def test_deeds_reads_facts_and_tables_of_another_module_may_be_used() -> None:
    text = "from gongjian.modules.ledger.actions import post\nfrom gongjian.modules.members import models, queries"

    assert foreign_pages(Source("gongjian/modules/campaigns/actions.py", text)) == []


def test_pages_of_another_module_may_not_be_used() -> None:
    text = "from gongjian.modules.ledger.forms import EntryForm\nfrom gongjian.modules.members import views"

    assert foreign_pages(Source("gongjian/modules/campaigns/views.py", text)) == [
        "gongjian/modules/campaigns/views.py:1 uses the forms of ledger",
        "gongjian/modules/campaigns/views.py:2 uses the views of members",
    ]
    assert len(foreign_pages(Source("gongjian/portals/desk/views.py", text))) == 2
    assert foreign_pages(Source("gongjian/config/urls.py", text)) == []


def test_templates_stay_in_their_module() -> None:
    modules = {"campaigns", "ledger"}
    page = Source("gongjian/modules/campaigns/templates/campaigns/box.html", '{% extends "layouts/work.html" %}')
    thief = Source("gongjian/modules/campaigns/templates/campaigns/box.html", '\n{% include "ledger/entry.html" %}')
    view = Source("gongjian/portals/desk/views.py", 'render(request, "campaigns/box.html#rows")')

    assert foreign_templates(page, modules) == []
    assert foreign_templates(thief, modules) == [f"{thief.path}:2 uses a template of ledger"]
    assert foreign_templates(view, modules) == ["gongjian/portals/desk/views.py:1 uses a template of campaigns"]


def test_the_public_site_takes_what_is_public() -> None:
    text = (
        "from gongjian.modules.ledger.queries import PublicFund, public_entries\n"
        "from gongjian.modules.campaigns import queries\nqueries.public_campaigns()"
    )

    assert unpublic(Source(f"{PUBLIC_SITE}views.py", text)) == []
    assert (
        unpublic(Source("gongjian/portals/desk/views.py", "from gongjian.modules.ledger.queries import entries")) == []
    )


def test_the_public_site_takes_nothing_else() -> None:
    text = (
        "from gongjian.modules.ledger.queries import entries\n"
        "from gongjian.modules.campaigns import queries\nqueries.open_campaigns()\n"
        "import gongjian.modules.members.models\n"
        "from gongjian.modules.ledger import queries as books"
    )

    assert sorted(unpublic(Source(f"{PUBLIC_SITE}views.py", text))) == [
        f"{PUBLIC_SITE}views.py:1 takes entries from gongjian.modules.ledger.queries",
        f"{PUBLIC_SITE}views.py:3 calls queries.open_campaigns",
        f"{PUBLIC_SITE}views.py:4 takes gongjian.modules.members.models from gongjian.modules.members.models",
        f"{PUBLIC_SITE}views.py:5 hides queries behind books",
    ]


def test_no_module_uses_the_pages_of_another() -> None:
    expect_none(fault for source in sources(".py", "gongjian") for fault in foreign_pages(source))


def test_no_module_uses_the_templates_of_another() -> None:
    files = [*sources(".py", "gongjian"), *sources(".html", "gongjian")]

    expect_none(fault for source in files for fault in foreign_templates(source, known_modules()))


def test_our_public_site_takes_only_what_is_public() -> None:
    expect_none(fault for source in sources(".py", "gongjian") for fault in unpublic(source))
