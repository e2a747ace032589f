"""From an empty database to an alliance of twelve organisations: one command, one slip, one Excel sheet."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from gongjian import cli
from gongjian.config import operations
from gongjian.foundation.audit import log
from gongjian.modules.members.models import Alliance, Membership, Profile
from gongjian.modules.members.queries import leading_organisation
from gongjian.modules.roster.models import Roster
from tests.modules.entrance.slips import PASSWORD
from tests.modules.roster.rosters import held, told, upload
from tests.modules.roster.sheets import truth

ANSWERS = ("青云路眼镜街六方共建", "青云路眼镜街", "qingyunlu", "021-56551234", "青云路眼镜街党总支", "", "赵大方")
# Somebody who types with two fingers, and reads each page before he goes on.
SECONDS_A_CHARACTER, SECONDS_A_PAGE, QUARTER_OF_AN_HOUR = 2, 60, 15 * 60


class Keyboard:
    """Somebody at a keyboard: which forms he sends, which links he follows, how much he types."""

    def __init__(self) -> None:
        self.browser, self.forms, self.links, self.typed = Client(), [], [], "".join(ANSWERS)

    def follow(self, url: str):
        """Click on a link."""
        self.links.append(url)
        answer = self.browser.get(url)
        assert answer.status_code == 200
        return answer

    def send(self, url: str, *, unseen: dict[str, object] | None = None, **typed: object):
        """Send a form, and see the page that comes of it; what is `unseen` the page fills in by itself."""
        self.forms.append(url)
        self.typed += "".join(text for text in typed.values() if isinstance(text, str))
        answer = self.browser.post(url, {"one_time_key": str(uuid4()), **(unseen or {}), **typed}, follow=True)
        assert answer.status_code == 200
        return answer

    @property
    def seconds(self) -> int:
        """How long that takes."""
        pages = len(self.forms) + len(self.links) + 1  # the command line is one more to read
        return len(self.typed) * SECONDS_A_CHARACTER + pages * SECONDS_A_PAGE


@pytest.fixture
def code(db, monkeypatch, capsys) -> str:
    """What stands on the slip that `gongjian found` printed, in a database in which nothing was."""
    monkeypatch.setattr(operations, "prepare", lambda *, fresh: None)
    answers = list(ANSWERS)
    monkeypatch.setattr("builtins.input", lambda _question: answers.pop(0))
    assert not Alliance.objects.exists()
    with pytest.raises(SystemExit) as left:
        cli.main(["found"])
    assert (left.value.code, answers) == (0, [])
    return re.findall(r"号码：(\S+)", capsys.readouterr().out)[0]


def test_an_alliance_of_twelve_organisations_stands_within_a_quarter_of_an_hour(code):
    he, use_slip, rosters = Keyboard(), reverse("entrance:use_slip"), reverse("roster:read_roster")

    he.follow(use_slip)
    he.send(use_slip, code=code)
    he.send(use_slip, unseen={"code": code}, username="zhaodafang", password=PASSWORD, again=PASSWORD)
    he.follow(rosters)
    he.send(rosters, file=upload())
    roster = Roster.objects.get()
    confirm = he.follow(reverse("roster:apply_roster", args=[roster.pk]))
    he.send(reverse("roster:apply_roster", args=[roster.pk]), unseen={"shown": confirm.context["plan"].seal})

    alliance = Alliance.objects.get()
    assert Membership.objects.filter(alliance=alliance).count() == 12
    assert str(leading_organisation(alliance.pk)) == "青云路眼镜街党总支"
    assert (len(he.forms), len(he.links), he.seconds < QUARTER_OF_AN_HOUR) == (4, 3, True)
    assert Profile.objects.filter(alliance=alliance).count() == len(truth())
    # But for one post: nobody appoints himself, so the secretary's second one is left for another to give.
    own = [posts for *_who, name, _phone, _other, _mail, posts in held(alliance) if name == "赵大方"]
    others = [{row for row in found if "赵大方" not in row} for found in (held(alliance), told())]
    assert (own, others[0]) == ([frozenset({"书记"})], others[1])
    assert log.first_broken(alliance.pk) is None
