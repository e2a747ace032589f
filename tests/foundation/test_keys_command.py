"""`gongjian keys`: each command says in one sentence what happened."""

import pytest

from gongjian import cli
from gongjian.foundation.sealing import keys
from gongjian.modules.members.models import Profile


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings, tmp_path):
    settings.KEYS = tmp_path / "keys.json"


@pytest.fixture
def run(capsys):
    """Run `gongjian keys …`: its status and what it said."""

    def _run(what):
        with pytest.raises(SystemExit) as left:
            cli.main(["keys", what])
        return left.value.code, capsys.readouterr().out

    return _run


def test_the_first_key_is_made_once(run, settings):
    assert run("init") == (0, f"做好了第 1 把密钥：{settings.KEYS}。\n")
    assert run("init") == (0, f"已经有密钥，什么都没有改：{settings.KEYS}。\n")


@pytest.mark.parametrize("what", ["rotate", "reencrypt", "list"])
def test_without_keys_it_says_what_to_do(run, settings, what):
    told = f"还没有密钥（{settings.KEYS}）：有备份就先放回去，从来没有过就运行 gongjian keys init。\n"

    assert run(what) == (1, told)


def test_a_new_key_is_added_and_listed(run, settings):
    keys.init()

    assert run("rotate") == (0, "加了第 2 把密钥，从现在起写下的用它加密；请马上备份密钥文件。\n")
    assert run("list") == (0, f"一共 2 把密钥（1、2），新写的用第 2 把：{settings.KEYS}。\n")


def test_everything_is_moved_under_the_newest_key(run, cast):
    keys.init()
    profile = Profile.objects.get(person=cast.cashier)
    profile.email = "z@163.com"
    profile.save()
    keys.rotate()

    assert run("reencrypt") == (0, "换到最新密钥下 1 项。\n")
    assert run("reencrypt") == (0, "全部已经在最新的密钥下，没有要换的。\n")


def test_what_cannot_be_opened_is_named(run, cast):
    keys.init()
    profile = Profile.objects.get(person=cast.cashier)
    profile.email = "z@163.com"
    profile.save()
    keys.path().unlink()
    keys.init()
    keys.rotate()

    told = f"换到最新密钥下 0 项，另有 1 项打不开，没有动：members.profile:{profile.pk} email。\n"

    assert run("reencrypt") == (1, told)
