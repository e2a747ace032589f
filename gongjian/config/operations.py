"""What the command line does to a database: prepare it, verify it."""

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from gongjian.foundation.audit import log
from gongjian.foundation.sealing import keys
from gongjian.foundation.sealing.reencrypt import anything_sealed
from gongjian.foundation.search import rows as search
from gongjian.modules.ledger.queries import first_broken
from gongjian.modules.members.queries import every_alliance


def prepare(*, fresh: bool) -> None:
    """Bring tables, seals and static files up to date; `fresh` begins with an empty database (demo only)."""
    if fresh:
        _empty()
    call_command("migrate", verbosity=0, interactive=False)
    _make_keys()
    if search.is_empty():  # the first start with a version that can search
        rebuild_search()
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("check", databases=["default"], fail_level="ERROR")


def _make_keys() -> None:
    """The first keys of a new house. Where something is sealed and the keys are gone, new ones would hide the loss."""
    if not keys.path().exists() and anything_sealed():
        message = f"密钥不在 {keys.path()}，可是库里有加密的内容。请先把密钥放回去再启动，不要新建。"
        raise CommandError(message)
    keys.init()


def _empty() -> None:
    """Only ever the demo's own data."""
    if not settings.DEMO:
        message = "Only the demo's database is ever emptied."
        raise RuntimeError(message)
    if connection.vendor == "sqlite":
        connection.close()
        for end in ("", "-wal", "-shm"):
            (settings.DATABASES["default"]["NAME"].parent / f"gongjian.sqlite3{end}").unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def verify() -> list[str]:
    """Recompute every seal; one line for each alliance's books and log, naming the first wrong place."""
    lines = []
    for alliance in every_alliance():
        for what, broken in (("账本", first_broken(alliance.pk)), ("操作记录", log.first_broken(alliance.pk))):
            verdict = "✓ 全部对得上" if broken is None else f"✗ 从第 {broken} 笔起对不上"
            lines.append(f"{alliance.name} {what}：{verdict}")
    return lines


def rebuild_search() -> int:
    """Write the index of every alliance anew; answers how many rows were not right."""
    return sum(search.rebuild(alliance.pk) for alliance in every_alliance())
