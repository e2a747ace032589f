"""The kind of a post is a row; people's contact is kept sealed; standing in for a post."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongjian.foundation.ids
import gongjian.foundation.sealing.fields


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_posts_have_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex("post", "posts_of_a_person"),
        migrations.RemoveField("post", "kind"),
        migrations.RenameField("post", "kind_row", "kind"),
        migrations.AlterField(
            "post",
            "kind",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="members.postkind",
                verbose_name="职务",
            ),
        ),
        migrations.AddIndex("post", models.Index(fields=["alliance", "person", "kind"], name="posts_of_a_person")),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="从")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="到")),
                ("reason", models.CharField(max_length=120, verbose_name="原因")),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "代理",
            },
        ),
        migrations.AddField(
            model_name="profile",
            name="email",
            field=gongjian.foundation.sealing.fields.SealedTextField(
                blank=True, default="", mask="email", verbose_name="电子邮箱"
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="id_number",
            field=gongjian.foundation.sealing.fields.SealedTextField(
                blank=True, default="", mask="id_number", verbose_name="身份证号"
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="other_phone",
            field=gongjian.foundation.sealing.fields.SealedTextField(
                blank=True, default="", mask="phone", verbose_name="另一个电话"
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="phone",
            field=gongjian.foundation.sealing.fields.SealedTextField(
                blank=True, default="", mask="phone", verbose_name="电话"
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="phone_mark",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["alliance", "organisation", "begins_on"], name="posts_of_an_organisation"),
        ),
        migrations.AddIndex(
            model_name="profile",
            index=models.Index(fields=["alliance", "phone_mark"], name="profiles_by_phone"),
        ),
        migrations.AddField(
            model_name="delegation",
            name="alliance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="delegations", to="members.post"
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="stands_in", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="delegation",
            index=models.Index(fields=["alliance", "to"], name="stand_ins_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", False), ("ends_on__gte", models.F("begins_on"))),
                name="delegation_has_an_end",
            ),
        ),
    ]
