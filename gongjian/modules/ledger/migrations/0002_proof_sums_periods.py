"""Goods, custodians, kept sums, closed months, heads, and what stands around them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongjian.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("members", "0007_erasure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="fund",
            name="restricted",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="journalentry",
            name="format",
            # What was sealed before is in the first format, and stays so.
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="journalentry",
            name="gifts_root",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="journalentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cash_counted", "现金清点入账"),
                    ("cash_banked", "现金存入银行"),
                    ("cash_sent", "现金送银行，在路上"),
                    ("cash_arrived", "银行到账"),
                    ("cash_handed", "现金移交保管"),
                    ("paid", "付款"),
                    ("allocated", "划拨"),
                    ("goods_received", "收到物资"),
                    ("goods_given", "发出物资"),
                    ("reversal", "冲销"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="journalline",
            name="account",
            field=models.CharField(
                choices=[
                    ("1001", "库存现金"),
                    ("1002", "银行存款"),
                    ("1101", "在途资金"),
                    ("1201", "存货"),
                    ("2201", "应交慈善组织款"),
                    ("3101", "非限定性净资产"),
                    ("3102", "限定性净资产"),
                    ("4101", "捐赠收入"),
                    ("4901", "其他收入"),
                    ("5101", "业务活动成本"),
                    ("5201", "管理费用"),
                ],
                max_length=4,
            ),
        ),
        migrations.CreateModel(
            name="Goods",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="物资")),
                ("unit", models.CharField(max_length=10, verbose_name="单位")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
            ],
            options={
                "verbose_name": "物资",
            },
        ),
        migrations.AddField(
            model_name="journalline",
            name="goods",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.goods"
            ),
        ),
        migrations.AlterField(
            model_name="journalentry",
            name="format",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("size", models.PositiveBigIntegerField(verbose_name="到第几笔")),
                ("root", models.CharField(max_length=64, verbose_name="总印")),
                ("seal", models.CharField(max_length=64, verbose_name="账印")),
                ("peaks", models.TextField()),
                ("signature", models.CharField(max_length=128)),
                ("signed_by", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                ("told_to", models.PositiveSmallIntegerField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
            ],
            options={
                "verbose_name": "总印",
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("confirmed_at", models.DateTimeField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.organisation"
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="confirmations", to="ledger.head"
                    ),
                ),
            ],
            options={
                "verbose_name": "留底",
            },
        ),
        migrations.CreateModel(
            name="MonthlySum",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("1001", "库存现金"),
                            ("1002", "银行存款"),
                            ("1101", "在途资金"),
                            ("1201", "存货"),
                            ("2201", "应交慈善组织款"),
                            ("3101", "非限定性净资产"),
                            ("3102", "限定性净资产"),
                            ("4101", "捐赠收入"),
                            ("4901", "其他收入"),
                            ("5101", "业务活动成本"),
                            ("5201", "管理费用"),
                        ],
                        max_length=4,
                    ),
                ),
                ("custodian", models.UUIDField(default=uuid.UUID("00000000-0000-0000-0000-000000000000"))),
                ("goods", models.UUIDField(default=uuid.UUID("00000000-0000-0000-0000-000000000000"))),
                ("month", models.CharField(max_length=7)),
                ("debit", models.BigIntegerField()),
                ("credit", models.BigIntegerField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.fund"),
                ),
            ],
            options={
                "verbose_name": "月合计",
            },
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                (
                    "state",
                    models.CharField(
                        choices=[("to_be_closed", "等第二个人同意结账"), ("shut", "已结账"), ("left_open", "没结成")],
                        default="to_be_closed",
                        max_length=12,
                    ),
                ),
                ("entries", models.PositiveBigIntegerField()),
                ("proposed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="为什么没结成")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "结账",
            },
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rolled_back", "账变短了"),
                            ("rewritten", "旧账变了"),
                            ("missing", "少了一天的总印"),
                            ("broken", "有一笔和账印对不上"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField(verbose_name="哪天的总印")),
                ("size", models.PositiveBigIntegerField(verbose_name="到第几笔")),
                ("root", models.CharField(blank=True, max_length=64)),
                ("entries", models.PositiveBigIntegerField(verbose_name="现在的账有几笔")),
                ("raised_at", models.DateTimeField()),
                ("explained_at", models.DateTimeField(null=True)),
                ("explanation", models.CharField(blank=True, max_length=200, verbose_name="怎么回事")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "账本警报",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "kind", "day", "size"), name="one_alarm_per_fault")
                ],
            },
        ),
        migrations.CreateModel(
            name="Balance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("1001", "库存现金"),
                            ("1002", "银行存款"),
                            ("1101", "在途资金"),
                            ("1201", "存货"),
                            ("2201", "应交慈善组织款"),
                            ("3101", "非限定性净资产"),
                            ("3102", "限定性净资产"),
                            ("4101", "捐赠收入"),
                            ("4901", "其他收入"),
                            ("5101", "业务活动成本"),
                            ("5201", "管理费用"),
                        ],
                        max_length=4,
                    ),
                ),
                ("custodian", models.UUIDField(default=uuid.UUID("00000000-0000-0000-0000-000000000000"))),
                ("goods", models.UUIDField(default=uuid.UUID("00000000-0000-0000-0000-000000000000"))),
                ("amount", models.BigIntegerField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.fund"),
                ),
            ],
            options={
                "verbose_name": "余额",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alliance", "fund", "account", "custodian", "goods"), name="one_balance_per_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__startswith", "1"), _negated=True), ("amount__gte", 0), _connector="OR"
                        ),
                        name="nothing_given_that_is_not_there",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__startswith", "2"), _negated=True), ("amount__lte", 0), _connector="OR"
                        ),
                        name="no_more_handed_on_than_owed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Custodian",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongjian.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="保管人编号")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.alliance"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "保管人",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "number"), name="one_custodian_per_number"),
                    models.UniqueConstraint(fields=("alliance", "person"), name="one_number_per_custodian"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="goods",
            constraint=models.UniqueConstraint(fields=("alliance", "name"), name="one_goods_per_name"),
        ),
        migrations.AddConstraint(
            model_name="head",
            constraint=models.UniqueConstraint(fields=("alliance", "day"), name="one_head_a_day"),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                fields=("alliance", "head", "organisation"), name="an_organisation_confirms_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlysum",
            constraint=models.UniqueConstraint(
                fields=("alliance", "month", "fund", "account", "custodian", "goods"), name="one_sum_per_place_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "left_open"), _negated=True),
                fields=("alliance", "month"),
                name="one_closing_per_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by__isnull", True),
                    models.Q(("answered_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_close",
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "to_be_closed"), ("answered_by__isnull", False), _connector="XOR"),
                name="a_closing_is_answered_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="journalentry",
            index=models.Index(fields=["alliance", "booked_on", "number"], name="entries_by_day"),
        ),
    ]
