"""Each alliance gets the standard kinds of posts, and each post points to its own.

By itself: PostgreSQL alters no table in a transaction that has just written to it.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# As every alliance had them before this migration, and as they may do from now on.
KINDS: tuple[tuple[str, str, list[str]], ...] = (
    ("secretary", "书记", ["lead", "appoint", "speak"]),
    ("organiser", "组织委员", ["appoint"]),
    ("discipline", "纪检委员", ["supervise"]),
    ("liaison", "联络员", ["speak"]),
    ("cashier", "出纳", ["keep_cash"]),
    ("supervisor", "监督", ["supervise"]),
    ("case_keeper", "个案管理员", ["keep_cases"]),
    ("volunteer", "志愿者", []),
    ("member", "成员", []),
)


def make_kinds(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Each alliance gets the standard kinds, and each post points to its own."""
    kinds, posts = apps.get_model("members", "PostKind"), apps.get_model("members", "Post")
    for alliance in apps.get_model("members", "Alliance").objects.all():
        for position, (code, name, powers) in enumerate(KINDS, start=1):
            row = kinds.objects.create(alliance=alliance, code=code, name=name, powers=powers, position=position)
            posts.objects.filter(alliance=alliance, kind=code).update(kind_row=row)  # type: ignore[misc]  # as it was then


def name_kinds(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """The way back: each post is called by the code of its kind."""
    for post in apps.get_model("members", "Post").objects.select_related("kind_row"):  # type: ignore[misc]
        post.kind = post.kind_row.code  # type: ignore[attr-defined]
        post.save()


class Migration(migrations.Migration):
    dependencies = [("members", "0002_kinds_of_posts")]

    operations = [migrations.RunPython(make_kinds, name_kinds)]
