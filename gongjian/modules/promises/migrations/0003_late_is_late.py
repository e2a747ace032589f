"""Late is never shown as on time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_posts_have_kinds"),
        ("promises", "0002_power_and_made_up"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="promise",
            name="kept_has_evidence",
        ),
        migrations.AlterField(
            model_name="promise",
            name="power",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="promise",
            name="state",
            field=models.CharField(
                choices=[("open", "还没办"), ("kept", "已办"), ("made_up", "迟到，已补"), ("waived", "不用办了")],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("kept", "made_up")), _negated=True),
                    models.Q(("evidence", ""), _negated=True),
                    _connector="OR",
                ),
                name="kept_has_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "kept"), _negated=True), ("closed_on__lte", models.F("due_on")), _connector="OR"
                ),
                name="kept_is_in_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "made_up"), _negated=True),
                    ("closed_on__gt", models.F("due_on")),
                    _connector="OR",
                ),
                name="made_up_is_late",
            ),
        ),
    ]
