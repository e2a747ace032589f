"""Slips, recoveries by two, and visits of operators with the pages they opened."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongjian.foundation.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("members", "0006_held_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "identified",
                    models.CharField(
                        choices=[("face_to_face", "当面核对"), ("vouched_for", "熟人担保")],
                        max_length=20,
                        verbose_name="怎么认出本人",
                    ),
                ),
                ("note", models.CharField(max_length=200, verbose_name="说明")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "等第二个人同意"), ("seconded", "两个人都同意"), ("dropped", "不办了")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recoveries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "找回登录",
            },
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "purpose",
                    models.CharField(choices=[("first", "第一次登录"), ("recovery", "重新登录")], max_length=10),
                ),
                ("code_mark", models.CharField(max_length=80)),
                ("handed_out_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "handed_out_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slips", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recovery",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slips",
                        to="entrance.recovery",
                    ),
                ),
            ],
            options={
                "verbose_name": "登录纸条",
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="原因")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="几小时")),
                ("asked_at", models.DateTimeField()),
                ("allowed_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "allowed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "运维来访",
            },
        ),
        migrations.CreateModel(
            name="VisitedPage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("path", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pages", to="entrance.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "来访看过的页",
            },
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")), fields=("alliance", "person"), name="one_open_recovery"
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_by", None),
                    models.Q(("agreed_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_recover",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposed_by", models.F("person")), _negated=True),
                    models.Q(
                        ("agreed_by", None), models.Q(("agreed_by", models.F("person")), _negated=True), _connector="OR"
                    ),
                ),
                name="nobody_recovers_himself",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False), ("state", "seconded")),
                    models.Q(models.Q(("state", "seconded"), _negated=True), ("agreed_at", None), ("agreed_by", None)),
                    _connector="OR",
                ),
                name="agreed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.UniqueConstraint(fields=("alliance", "code_mark"), name="one_slip_per_code"),
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.UniqueConstraint(
                condition=models.Q(("used_at", None), ("withdrawn_at", None)),
                fields=("alliance", "person"),
                name="one_open_slip",
            ),
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.UniqueConstraint(fields=("alliance", "recovery"), name="one_slip_per_recovery"),
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose", "recovery"), ("recovery__isnull", False)),
                    models.Q(("purpose", "first"), ("recovery", None)),
                    _connector="OR",
                ),
                name="recovery_slip_has_its_recovery",
            ),
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.CheckConstraint(
                condition=models.Q(("used_at", None), ("withdrawn_at", None), _connector="OR"), name="used_or_withdrawn"
            ),
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.CheckConstraint(
                condition=models.Q(("handed_out_by", models.F("person")), _negated=True),
                name="nobody_hands_himself_a_slip",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["alliance", "asked_at"], name="visits_by_time"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("allowed_at", None), ("ended_at", None)),
                fields=("alliance", "operator"),
                name="asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gte", 1), ("hours__lte", 8)), name="a_visit_is_short"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("allowed_at", None), ("allowed_by", None), ("ends_at", None)),
                    models.Q(("allowed_at__isnull", False), ("allowed_by__isnull", False), ("ends_at__isnull", False)),
                    _connector="OR",
                ),
                name="an_allowed_visit_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("allowed_by", None), models.Q(("allowed_by", models.F("operator")), _negated=True), _connector="OR"
                ),
                name="nobody_lets_himself_in",
            ),
        ),
        migrations.AddIndex(
            model_name="visitedpage",
            index=models.Index(fields=["alliance", "visit", "at"], name="pages_of_a_visit"),
        ),
    ]
