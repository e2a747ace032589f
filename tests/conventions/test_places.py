"""Every file of a module has a name that says its job; there is no drawer for the rest."""

from pathlib import PurePosixPath

from tests.conventions.source import committed, expect_none

DRAWERS = {"admin", "common", "helpers", "managers", "misc", "services", "signals", "util", "utils"}
JOBS = {
    "__init__", "actions", "api", "apps", "checks", "demo", "events", "findable", "forms", "jobs", "locale", "menu",
    "migrations", "models", "panels", "permissions", "queries", "reactions", "schemas", "seal", "sentences", "sheets",
    "static", "templates", "templatetags", "urls", "views",
}  # fmt: skip


def misplaced(path: str) -> bool:
    """Whether a file of the package is a drawer, or none of the jobs of a module."""
    parts = PurePosixPath(path).with_suffix("").parts
    if parts[0] != "gongjian":
        return False
    if PurePosixPath(path).suffix == ".py" and DRAWERS & set(parts):
        return True
    return parts[1] == "modules" and len(parts) > 3 and parts[3] not in JOBS


def test_a_file_with_a_job_is_in_its_place() -> None:
    assert not misplaced("gongjian/modules/campaigns/actions/boxes.py")
    assert not misplaced("gongjian/modules/campaigns/templates/campaigns/close_box.html")
    assert not misplaced("gongjian/foundation/clock.py")


def test_a_drawer_or_a_job_unheard_of_is_not() -> None:
    assert misplaced("gongjian/foundation/utils.py")
    assert misplaced("gongjian/modules/campaigns/services.py")
    assert misplaced("gongjian/modules/campaigns/logic.py")


def test_every_file_is_in_its_place() -> None:
    expect_none(path for path in committed() if misplaced(path))
