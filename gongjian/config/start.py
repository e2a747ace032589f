"""What happens once at start-up: the modules register, the seals are tied to migrations, the checks are declared."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.checks import register
from django.db.models.signals import post_migrate, pre_migrate  # noqa: TID251  of the command, not of rows

from gongjian.config import checks
from gongjian.foundation import seals
from gongjian.foundation.search import engine
from gongjian.foundation.wiring import FILES


def put_together() -> None:
    """Read what every app registers, lower rooms first; take the seals off before each migration and put them back."""
    for app in reversed([app for app in apps.get_app_configs() if app.name.startswith("gongjian.")]):
        for file in FILES:
            if find_spec(f"{app.name}.{file}"):
                import_module(f"{app.name}.{file}")
    pre_migrate.connect(_unseal, dispatch_uid="take seals off")
    post_migrate.connect(_seal, dispatch_uid="put seals on")
    register(checks.new_enough, "compatibility")
    register(checks.safe_database, "database")
    register(checks.seals_in_place, "database")
    register(checks.index_follows, "database")


def _unseal(**_: object) -> None:
    seals.remove()
    engine.remove()


def _seal(**_: object) -> None:
    seals.install()
    engine.install()
