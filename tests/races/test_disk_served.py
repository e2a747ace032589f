"""The program on disks that fill up, are shut or fail under it: nothing is lost, no traceback met, reading goes on."""

import json
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from gongjian.config.operations import verify
from gongjian.foundation.accounts import tokens
from gongjian.foundation.audit.models import AuditEntry
from gongjian.modules.members.models import Organisation
from tests.harness.disks import alone, an_image, fill_up, find_an_error, in_memory, mounted, needs_disks, run
from tests.harness.served import served

READ = ["/", "/ledger/", "/en/ledger/", "/desk/", "/work/books/", "/work/campaigns/", "/work/people/", "/me/data/"]
TIMES = 25
MOST = 500

pytestmark = [pytest.mark.night, pytest.mark.once]


@dataclass(frozen=True)
class Somebody:
    """A browser and a program of the same person."""

    session: str
    token: str
    promise: dict[str, str]


@dataclass(frozen=True)
class Answers:
    """How often what was read and sent was answered how, and what the last refusal said."""

    read: Counter
    sent: Counter
    said: str


@dataclass(frozen=True)
class Told:
    """What came of it all: before, while the disk took nothing, after; what was kept; what was said of it."""

    before: Answers
    meanwhile: Answers
    afterwards: Answers | None
    lost: int
    wrong: list[str]
    log: str


def somebody(cast) -> Somebody:
    browser = Client()
    browser.force_login(cast.school)
    session, token = browser.cookies[settings.SESSION_COOKIE_NAME].value, tokens.issue(cast.school, "test")[1]
    school = Organisation.objects.get(name="止园路小学")
    # By the machine's own clock, which is the one that the program is served by.
    due_on = (timezone.now() + timedelta(days=30)).date().isoformat()
    return Somebody(
        session, token, {"title": "送眼镜", "organisation_id": str(school.pk), "power": "speak", "due_on": due_on}
    )


def used(program, who, times) -> Answers:
    read, sent, said = Counter(), Counter(), ""
    for _time in range(times):
        read.update(program.read(page, who.session) for page in READ)
        status, words = program.send("/pledges", who.promise, who.token)
        sent[status] += 1
        said = words if status != 200 else said
    return Answers(read, sent, said)


def until_refused(program, who) -> int:
    """How many still go through: SQLite has some room of its own, made before."""
    for number in range(MOST):
        if program.send("/pledges", who.promise, who.token)[0] != 200:
            return number
    return MOST


def on(disk, who, kept, folder, ruin, mend) -> Told:
    """Serve a copy of the database on a disk that is ruined and mended meanwhile."""
    database = Path(shutil.copy(kept, disk / "gongjian.sqlite3"))
    log = folder / "log.txt"
    with served(database, log) as program:
        before = used(program, who, 2)
        ruined = ruin(disk, database)
        taken = until_refused(program, who)
        meanwhile = used(program, who, TIMES)
        mend(ruined)
        afterwards = used(program, who, 2)
    connection.settings_dict["NAME"] = str(database)
    taken += sum(each.sent[200] for each in (before, meanwhile, afterwards))
    lost = taken - AuditEntry.objects.filter(deed="promises.make_promise").count()
    return Told(before, meanwhile, afterwards, lost, [line for line in verify() if "✓" not in line], log.read_text())


@pytest.fixture
def tried(cast, tmp_path, say):
    """Ruin a disk under the program, and mend it."""

    def on_it(disk, ruin, mend):
        needs_disks()
        who, kept = somebody(cast), connection.settings_dict["NAME"]
        connections.close_all()
        copy = shutil.copy(kept, tmp_path / "copy.sqlite3")
        told = alone(lambda: on(disk(), who, copy, tmp_path, ruin, mend))
        say(f"while the disk took nothing: read {dict(told.meanwhile.read)}, sent {dict(told.meanwhile.sent)}")
        return told

    return on_it


def shut(told, status):
    """All that the promise says, but what was answered afterwards."""
    read, sent = told.meanwhile.read, told.meanwhile.sent
    assert (told.before.read, told.before.sent) == ({200: 2 * len(READ)}, {200: 2})
    assert read[200] >= 0.99 * read.total()
    assert sent == {status: TIMES}
    assert json.loads(told.meanwhile.said)["detail"].startswith("没有记下来：放数据的磁盘")
    assert (told.lost, told.wrong) == (0, [])
    assert "Traceback" not in told.log


def test_a_disk_of_eight_megabytes_that_fills_up(tried, tmp_path):
    told = tried(partial(in_memory, tmp_path / "disk", "8m"), lambda disk, _database: fill_up(disk), Path.unlink)

    shut(told, 507)
    assert (told.afterwards.read, told.afterwards.sent) == ({200: 2 * len(READ)}, {200: 2})


def test_a_file_that_is_shut(tried, tmp_path):
    def ruin(_disk, database):
        log = database.with_name(f"{database.name}-wal")  # what is written is written there first
        run("chattr", "+i", log)
        return log

    told = tried(lambda: mounted(an_image(tmp_path), tmp_path / "disk"), ruin, lambda log: run("chattr", "-i", log))

    shut(told, 503)
    assert (told.afterwards.read, told.afterwards.sent) == ({200: 2 * len(READ)}, {200: 2})


def test_a_disk_that_the_kernel_shuts_because_it_fails(tried, tmp_path):
    told = tried(
        lambda: mounted(an_image(tmp_path), tmp_path / "disk"),
        lambda disk, _database: find_an_error(disk),
        lambda _: None,
    )

    shut(told, 503)
