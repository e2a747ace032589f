"""The rows of the index, and the index of each database over them."""

from collections.abc import Callable, Mapping

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import gongjian.foundation.ids

_THERE = {
    "sqlite": (
        # FTS5 goes by whole numbers that stay; a table whose key is a UUID has none that a VACUUM leaves alone.
        "CREATE TABLE search_place (number INTEGER PRIMARY KEY, row CHAR(32) NOT NULL UNIQUE)",
        "CREATE VIRTUAL TABLE search_index USING fts5(words, sounds, content='', tokenize='ascii')",
    ),
    "postgresql": (
        "ALTER TABLE search_searchrow ADD COLUMN found tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple'::regconfig, words), 'A') || setweight(to_tsvector('simple'::regconfig, sounds), 'B')) STORED",
        "CREATE INDEX search_index ON search_searchrow USING gin (found)",
    ),
}
_BACK = {
    "sqlite": ("DROP TABLE search_index", "DROP TABLE search_place"),
    "postgresql": ("ALTER TABLE search_searchrow DROP COLUMN found",),
}


def _run(statements: Mapping[str, tuple[str, ...]]) -> Callable[[StateApps, BaseDatabaseSchemaEditor], None]:
    def run(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("members", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("subject", models.UUIDField()),
                ("words", models.TextField()),
                ("sounds", models.TextField(blank=True)),
                ("day", models.DateField(null=True)),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
            ],
            options={
                "verbose_name": "检索条目",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "kind", "subject"), name="one_search_row_per_record")
                ],
            },
        ),
        migrations.RunPython(_run(_THERE), _run(_BACK)),
    ]
