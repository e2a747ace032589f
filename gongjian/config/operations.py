"""What the command line does to a database: prepare it, verify it."""

from pathlib import Path
from shutil import copyfileobj

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from gongjian.config import checks
from gongjian.foundation.audit import log
from gongjian.foundation.sealing import keys
from gongjian.foundation.sealing.reencrypt import anything_sealed
from gongjian.foundation.search import rows as search
from gongjian.modules.ledger.queries import (
    Verified,
    public_books,
    public_books_beancount,
    public_books_csv,
    public_books_excel,
    verified,
)
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import every_alliance


def prepare(*, fresh: bool) -> None:
    """Bring tables, seals and static files up to date; `fresh` begins with an empty database (demo only)."""
    if too_old := checks.new_enough(None):  # migrating would end in the middle, without a word that helps
        raise SystemCheckError("\n".join(str(each) for each in too_old))
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
    lines = verify_books(everything=True)
    for alliance in every_alliance():
        broken = log.first_broken(alliance.pk)
        verdict = "✓ 全部对得上" if broken is None else f"✗ 从第 {broken} 笔起对不上"
        lines.append(f"{alliance.name} 操作记录：{verdict}")
    return lines


def verify_books(*, everything: bool) -> list[str]:
    """Recompute every book, from its last head on or from its first entry; one line for each."""
    return [
        f"{alliance.name} 账本：{_verdict(verified(alliance.pk, everything=everything))}"
        for alliance in every_alliance()
    ]


def _verdict(found: Verified) -> str:
    """What was checked, or the first wrong place."""
    if found.first_broken is not None:
        return f"✗ 从第 {found.first_broken} 笔起对不上"
    if found.fault is not None:
        return f"✗ {found.fault.day} 的总印对不上：{found.fault.what}，到第 {found.fault.size} 笔"
    if found.wrong_sums:
        return f"✗ 每一笔都对得上，可是有 {found.wrong_sums} 处合计数和账不一样"
    return f"✓ 全部对得上（{_recomputed(found)}，{found.heads} 枚总印）"


def _recomputed(found: Verified) -> str:
    """Which entries were computed anew."""
    if not found.after:
        return f"共 {found.entries} 笔"
    if found.entries == found.after:
        return f"总印盖到第 {found.entries} 笔，后面没有新账"
    return f"第 {found.after + 1} 笔起，到第 {found.entries} 笔"


def export_books(slug: str, form: str, file: Path) -> str:
    """Write the book of an alliance into a file, in one of the forms for outsiders."""
    alliances = {alliance.slug: alliance for alliance in every_alliance()}
    slug = slug or (next(iter(alliances)) if len(alliances) == 1 else "")
    if slug not in alliances:
        return f"✗ 请用 --alliance 写明是哪个联盟：{'、'.join(alliances)}"
    alliance = alliances[slug]
    try:
        _write_books(alliance, form, file)
    except OSError as error:
        return f"✗ 账没有写成：{file} 写不进去（{error.strerror}）。请换一个写得进去的文件夹，再运行一次。"
    return f"{alliance.name} 的账写好了：{file}"


def _write_books(alliance: Alliance, form: str, file: Path) -> None:
    if form == "excel":
        with public_books_excel(alliance.pk) as book, file.open("wb") as out:
            copyfileobj(book, out)
    else:
        lines = {"jsonl": public_books, "csv": public_books_csv, "beancount": public_books_beancount}[form]
        with file.open("w", encoding="utf-8", newline="") as out:
            out.writelines(lines(alliance.pk))


def rebuild_search() -> int:
    """Write the index of every alliance anew; answers how many rows were not right."""
    return sum(search.rebuild(alliance.pk) for alliance in every_alliance())
