"""Only actions and models write: whoever looks for what changed a row has one kind of file to read."""

import ast
import re

from tests.conventions.source import Source, called, calls, expect_none, sources

WRITES = {
    "abulk_create", "acreate", "adelete", "asave", "aupdate", "bulk_create", "bulk_update", "create", "delete",
    "get_or_create", "save", "save_base", "update", "update_or_create",
}  # fmt: skip
# The foundation's own stores, where nothing of the alliance's work is decided.
STORES = {
    "gongjian/foundation/accounts/limits.py",
    "gongjian/foundation/accounts/people.py",
    "gongjian/foundation/accounts/seal.py",
    "gongjian/foundation/accounts/sessions.py",
    "gongjian/foundation/accounts/closing.py",
    "gongjian/foundation/accounts/tokens.py",
    "gongjian/foundation/audit/log.py",
    "gongjian/foundation/erasing.py",
    "gongjian/foundation/idempotency/deed.py",
    "gongjian/foundation/jobs/timetable.py",
    "gongjian/foundation/jobs/worker.py",
    "gongjian/foundation/notices/inbox.py",
    "gongjian/foundation/notices/letterbox.py",
    "gongjian/foundation/notices/outbox.py",
    "gongjian/foundation/notices/sending.py",
    "gongjian/foundation/sealing/looks.py",
    "gongjian/foundation/sealing/reencrypt.py",
    "gongjian/foundation/search/rows.py",
    "gongjian/foundation/workplace.py",
}
RAW_WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|REPLACE)\b", re.IGNORECASE)


def may_write(source: Source) -> bool:
    if source.path in STORES or source.is_migration or "demo" in source.parts or source.path.endswith("/demo.py"):
        return True
    return source.parts[-1] == "models.py" or "models" in source.parts or source.role == "actions"


def is_write(call: ast.Call) -> bool:
    """Writes to the database, told from those of dictionaries, hashes and caches by what is handed over."""
    name = called(call)
    if name in {"execute", "executemany"}:
        return any(isinstance(arg, ast.Constant) and RAW_WRITE.match(str(arg.value)) for arg in call.args)
    if not isinstance(call.func, ast.Attribute) or name not in WRITES:
        return False
    return not call.args if name in {"delete", "update", "create", "aupdate", "acreate"} else True


def written_outside_actions(source: Source) -> list[str]:
    if may_write(source):
        return []
    return [source.at(call, f"writes with {called(call)}()") for call in calls(source.tree) if is_write(call)]


def test_an_action_writes() -> None:
    source = Source("gongjian/modules/campaigns/actions/boxes.py", "box.save()")

    assert written_outside_actions(source) == []


def test_a_dictionary_and_a_hash_are_no_tables() -> None:
    source = Source(
        "gongjian/modules/campaigns/views.py", "facts.update(more)\ndigest.update(b'')\ncache.delete('key')"
    )

    assert written_outside_actions(source) == []


def test_a_view_and_a_reaction_do_not_write() -> None:
    view = Source("gongjian/modules/campaigns/views.py", "box.save()\nBox.objects.filter(pk=1).update(state='open')")
    reaction = Source("gongjian/modules/campaigns/reactions.py", "Box.objects.create(label='x')\nbox.delete()")

    assert written_outside_actions(view) == [
        "gongjian/modules/campaigns/views.py:1 writes with save()",
        "gongjian/modules/campaigns/views.py:2 writes with update()",
    ]
    assert len(written_outside_actions(reaction)) == 2


def test_raw_sql_does_not_write_either() -> None:
    source = Source(
        "gongjian/portals/desk/queries.py", "cursor.execute('SELECT 1')\ncursor.execute('update box set x=1')"
    )

    assert written_outside_actions(source) == ["gongjian/portals/desk/queries.py:2 writes with execute()"]


def test_nobody_but_actions_and_models_writes() -> None:
    expect_none(fault for source in sources(".py", "gongjian") for fault in written_outside_actions(source))
