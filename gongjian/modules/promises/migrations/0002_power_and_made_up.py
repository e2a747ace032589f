"""Owed by whoever has a power, no longer by a kind of post; what was kept late is called made up."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

POWERS = {"secretary": "lead", "liaison": "speak", "cashier": "keep_cash", "supervisor": "supervise"}


def to_powers(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """What each post stood for; and what was kept late says so."""
    promises = apps.get_model("promises", "Promise").objects
    for post, power in POWERS.items():
        promises.filter(power=post).update(power=power)
    promises.filter(state="kept", closed_on__gt=F("due_on")).update(state="made_up")


def to_posts(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    promises = apps.get_model("promises", "Promise").objects
    for post, power in POWERS.items():
        promises.filter(power=power).update(power=post)
    promises.filter(state="made_up").update(state="kept")


class Migration(migrations.Migration):
    dependencies = [("promises", "0001_initial"), ("members", "0002_kinds_of_posts")]

    operations = [
        migrations.RenameField("promise", "post", "power"),
        migrations.RunPython(to_powers, to_posts),
    ]
