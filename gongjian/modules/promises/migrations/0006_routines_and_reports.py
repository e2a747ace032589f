"""Routines and reports."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongjian.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_contact_and_standing_in"),
        ("promises", "0005_handovers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.CharField(max_length=400, verbose_name="办了什么")),
                ("done_on", models.DateField(verbose_name="哪天办的")),
                ("link", models.URLField(blank=True, max_length=300, verbose_name="网址")),
                ("reported_at", models.DateTimeField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="promises.promise"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "办成报告",
            },
        ),
        migrations.CreateModel(
            name="Routine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="从")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="到")),
                ("title", models.CharField(max_length=60, verbose_name="办什么")),
                (
                    "power",
                    models.CharField(
                        choices=[
                            ("lead", "牵头拿主意"),
                            ("appoint", "管人员和职务"),
                            ("keep_cash", "管钱箱和账"),
                            ("supervise", "监督"),
                            ("speak", "代表本单位"),
                            ("keep_cases", "办帮扶个案"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        choices=[("weekly", "每周"), ("monthly", "每月"), ("quarterly", "每季"), ("yearly", "每年")],
                        max_length=10,
                    ),
                ),
                ("day", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField(default=0)),
                ("lead_days", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=80, verbose_name="依据")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "owed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "例行承诺",
            },
        ),
        migrations.AddField(
            model_name="promise",
            name="routine",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="promises.routine"
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.UniqueConstraint(
                condition=models.Q(("routine__isnull", False)),
                fields=("alliance", "routine", "due_on"),
                name="once_per_due_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("alliance", "promise"), name="one_report_a_promise"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("link", ""), ("link__startswith", "https://"), _connector="OR"), name="safe_link"
            ),
        ),
    ]
