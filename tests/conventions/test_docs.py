"""The documents say what is so: guides quote real buttons, the glossary holds the house's words, both READMEs agree."""

import re
from collections import Counter
from functools import cache

from django.apps import apps
from django.db.models import Choices
from django.utils import translation

from tests.conventions.source import Source, committed, expect_none, read, sources
from tests.conventions.test_deeds import deeds

GUIDES = ("docs/guides",)
BUTTON = re.compile(r"\*\*“([^”]+)”\*\*")
ANCHOR = re.compile(r'<a id="(\w+)"></a>')
FILE = re.compile(r"`((?:[\w.-]+/)+\w+\.py)`")
TERM = re.compile(r"^\| ([^|]+) \| `(\w+)` \| ([^|]+) \|$", re.MULTILINE)
SHELL = re.compile(r"^```bash\n(.*?)```", re.MULTILINE | re.DOTALL)


@cache
def program() -> str:
    """All that the program says and is called."""
    return "\n".join(each.text for ending in (".py", ".html") for each in sources(ending, "gongjian"))


def unquotable(guide: Source, said: str) -> list[str]:
    """Words that a guide quotes from a page, though no page says them."""
    return [f"{guide.path} quotes “{words}”" for words in BUTTON.findall(guide.text) if words not in said]


def lost_files(page: Source, known: list[str]) -> list[str]:
    """Python files that a page names with their folder and that do not exist; `lose_…` is the example of a new one."""
    named = {path for path in FILE.findall(page.text) if "lose_" not in path}
    return [
        f"{page.path} names {path}"
        for path in sorted(named)
        if not any(f"/{one}".endswith(f"/{path}") for one in known)
    ]


def terms(text: str) -> list[tuple[str, str]]:
    """The pairs of a Chinese and a code word."""
    return [(word, code) for word, code, _meaning in TERM.findall(text)]


def twice(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


def spoken() -> dict[str, str]:
    """Each table and each value of a choice with the Chinese that the program has for it."""
    with translation.override("zh-hans"):
        ours = [model for model in apps.get_models() if model.__module__.startswith("gongjian.")]
        found = {model.__name__: str(model._meta.verbose_name) for model in ours}
        for model in ours:
            for kind in vars(model).values():
                if isinstance(kind, type) and issubclass(kind, Choices):
                    found |= {str(value): str(label) for value, label in kind.choices}
    return found


def commands(text: str) -> list[str]:
    """The lines to type, without what is said about them."""
    return [re.sub(r"\s*#.*", "", line) for part in SHELL.findall(text) for line in part.splitlines()]


def test_a_guide_that_quotes_a_button_of_a_page_is_good() -> None:
    guide = Source("docs/guides/a.md", "点 **“去清点”**，不是“别处”。")

    assert unquotable(guide, "{% translate '去清点' %}") == []


def test_a_guide_that_quotes_a_button_nobody_has_is_found() -> None:
    guide = Source("docs/guides/a.md", "点 **“确定”**。")

    assert unquotable(guide, "{% translate '去清点' %}") == ["docs/guides/a.md quotes “确定”"]


def test_a_row_of_the_glossary_is_a_pair_of_words() -> None:
    assert terms("| 中文 | code | 意思 |\n| --- | --- | --- |\n| 募捐箱 | `CashBox` | 箱子。 |\n") == [
        ("募捐箱", "CashBox")
    ]
    assert twice(["a", "b", "a"]) == ["a"]


def test_guides_quote_only_what_the_pages_say() -> None:
    expect_none(fault for guide in sources(".md", *GUIDES) for fault in unquotable(guide, program()))


def test_a_map_that_names_a_file_which_is_not_there_is_found() -> None:
    page = Source("ARCHITECTURE.md", "`campaigns/views.py`, `config/nowhere.py`, no `utils.py`")

    assert lost_files(page, ["gongjian/modules/campaigns/views.py"]) == ["ARCHITECTURE.md names config/nowhere.py"]


def test_the_map_and_the_decisions_name_files_that_are_there() -> None:
    pages = [each for each in sources(".md") if each.path == "ARCHITECTURE.md" or each.path.startswith("docs/")]

    expect_none(fault for page in pages for fault in lost_files(page, committed()))


def test_every_deed_has_one_anchor_in_one_guide() -> None:
    anchors = Counter(anchor for guide in sources(".md", *GUIDES) for anchor in ANCHOR.findall(guide.text))

    assert {name: anchors[name] for _source, name in deeds() if anchors[name] != 1} == {}


def test_every_role_of_this_version_has_a_guide() -> None:
    in_charge = {"总支书记", "出纳", "联络员", "募捐负责人", "清点人", "监督", "系统管理员"}
    roles = in_charge | {"居民", "大家", "每个人", "工作台"}

    assert {guide.parts[-1].removesuffix(".md") for guide in sources(".md", *GUIDES)} == roles


def test_every_word_of_the_glossary_is_used_in_the_code() -> None:
    glossary = terms(read("docs/glossary.md"))

    assert glossary
    assert [code for _word, code in glossary if not re.search(rf"\b{code}\b", program())] == []


def test_one_chinese_word_is_one_code_word() -> None:
    glossary = terms(read("docs/glossary.md"))

    assert twice([word for word, _code in glossary]) == []
    assert twice([code for _word, code in glossary]) == []


def test_every_table_post_kind_and_state_is_in_the_glossary_under_the_programs_own_chinese() -> None:
    glossary = {code: word for word, code in terms(read("docs/glossary.md"))}

    assert {code: label for code, label in spoken().items() if glossary.get(code) != label} == {}


def test_every_deed_is_in_the_glossary() -> None:
    glossary = {code for _word, code in terms(read("docs/glossary.md"))}

    assert {name for _source, name in deeds()} - glossary == set()


def test_both_readmes_have_the_same_parts_and_the_same_commands() -> None:
    english, chinese = read("README.md"), read("README.zh-CN.md")

    assert english.count("\n## ") == chinese.count("\n## ")
    assert commands(english) == commands(chinese) != []
