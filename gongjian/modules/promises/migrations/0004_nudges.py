"""Reminders."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongjian.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_contact_and_standing_in"),
        ("promises", "0003_late_is_late"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Nudge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "nudged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nudges", to="promises.promise"
                    ),
                ),
            ],
            options={
                "verbose_name": "提醒",
                "constraints": [models.UniqueConstraint(fields=("alliance", "promise", "day"), name="one_nudge_a_day")],
            },
        ),
    ]
