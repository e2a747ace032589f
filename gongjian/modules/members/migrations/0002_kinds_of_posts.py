"""Kinds of posts become rows with powers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongjian.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PostKind",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=20, verbose_name="名称")),
                ("powers", models.JSONField(default=list, verbose_name="能办什么")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
            ],
            options={
                "verbose_name": "职务种类",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "code"), name="one_kind_per_code"),
                    models.UniqueConstraint(fields=("alliance", "name"), name="one_kind_per_name"),
                ],
            },
        ),
        migrations.AddField(
            "post",
            "kind_row",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="members.postkind",
                verbose_name="职务",
            ),
        ),
        # Empty on the way back until 0003 has filled it.
        migrations.AlterField("post", "kind", models.CharField(max_length=20, null=True, verbose_name="职务")),
    ]
