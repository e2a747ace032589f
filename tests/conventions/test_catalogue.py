"""The English catalogue is complete and true: what the program says, no more and no less, compiled, and in English."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polib
import pytest

from tests.conventions.source import ROOT, expect_none

pytestmark = pytest.mark.once

PACKAGE = ROOT / "gongjian"
CATALOGUE = PACKAGE / "locale/en/LC_MESSAGES/django.po"
TOOLS = ("xgettext", "msguniq", "msgmerge", "msgattrib")

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|</?\w[^>]*>")
TAG = re.compile(r"<[^>]*>")
# Curly quotes too: the fonts of a Chinese page draw them as wide as a Chinese character.
NOT_ENGLISH = re.compile(r"[\u2018-\u201f\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")

# The Chinese word stays.
CHINESE_IN_ENGLISH = {"中文": "the name of the language, for those who read it"}
# A measure word between a number and the thing that a label beside it already names; English has none: "Boxes 9".
MEASURE_WORDS = {"只", "个", "场", "笔"}
# What changes whenever somebody runs makemessages, or tells where he did.
CHURN = {"POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "X-Generator", "X-Poedit-Basepath"}

Key = tuple[str | None, str, str]


def texts_of(entry: polib.POEntry) -> list[str]:
    """The English of a message: one text, or one for each number."""
    return [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)] or [entry.msgstr]


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def untranslated(entry: polib.POEntry) -> list[str]:
    """Whether somebody has yet to translate it, or to look at what a machine proposed."""
    texts, faults = texts_of(entry), []
    if entry.fuzzy:
        faults.append(f"{entry.msgid} is fuzzy")
    if len(texts) != (2 if entry.msgid_plural else 1):
        faults.append(f"{entry.msgid} has {len(texts)} forms")
    if not all(text.strip() or (text and entry.msgid in MEASURE_WORDS) for text in texts):
        faults.append(f"{entry.msgid} is not translated")
    return faults


def lost_placeholders(entry: polib.POEntry) -> list[str]:
    """Names and tags that the text has and the message has not, or the other way about."""
    wanted = Counter(PLACEHOLDER.findall(entry.msgid))
    return [
        f"{entry.msgid} has {sorted(wanted)}, {text} has {sorted(found)}"
        for text in texts_of(entry)
        if (found := Counter(PLACEHOLDER.findall(text))) != wanted
    ]


def ill_written(entry: polib.POEntry) -> list[str]:
    """What an English page cannot show."""
    faults = []
    for text in texts_of(entry):
        if entry.msgid not in CHINESE_IN_ENGLISH and (found := NOT_ENGLISH.findall(text)):
            faults.append(f"{text} has {found}")
        if '"' in TAG.sub("", text):
            faults.append(f"{text} has a double quote, which ends the attribute that it may stand in")
        if text.rstrip().endswith(".") != entry.msgid.endswith("。") and not text.rstrip().endswith("?"):
            faults.append(f"{text} ends otherwise than {entry.msgid}")
    return faults


def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def found_now(workshop: Path) -> set[Key]:
    """The messages that makemessages finds in a copy of the package; without settings, or it would write into ours."""
    copy = workshop / "gongjian"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("locale", "static", "__pycache__"))
    (copy / "locale").mkdir()
    surroundings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-location"]
    run = subprocess.run(command, cwd=copy, env=surroundings, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return {key_of(entry) for entry in polib.pofile(str(copy / "locale/en/LC_MESSAGES/django.po"))}


def message(msgid: str, *texts: str) -> polib.POEntry:
    if len(texts) == 1:
        return polib.POEntry(msgid=msgid, msgstr=texts[0])
    return polib.POEntry(msgid=msgid, msgid_plural=msgid, msgstr_plural=dict(enumerate(texts)))


def test_what_is_not_translated_is_found() -> None:
    assert untranslated(message("清点", "Count")) == []
    assert untranslated(message("只", " ")) == []
    assert untranslated(message("只", "")) == ["只 is not translated"]
    assert untranslated(message("清点", " ")) == ["清点 is not translated"]
    assert untranslated(message("%(n)s 件", "%(n)s thing", "")) == ["%(n)s 件 is not translated"]
    assert untranslated(message("%(n)s 件", "%(n)s thing", "%(n)s things", "%(n)s")) == ["%(n)s 件 has 3 forms"]

    guessed = message("清点", "Count")
    guessed.flags = ["fuzzy"]
    assert untranslated(guessed) == ["清点 is fuzzy"]


def test_a_placeholder_that_is_lost_or_changed_is_found() -> None:
    assert lost_placeholders(message("%(day)s：<b>%(why)s</b>", "<b>%(why)s</b>, %(day)s")) == []
    assert lost_placeholders(message("%(day)s前", "by %(date)s")) == [
        "%(day)s前 has ['%(day)s'], by %(date)s has ['%(date)s']"
    ]
    assert len(lost_placeholders(message("<b>%(why)s</b>", "%(why)s"))) == 1
    assert len(lost_placeholders(message("%(n)s 件", "one thing", "%(n)s things"))) == 1


def test_what_an_english_page_cannot_show_is_found() -> None:
    assert ill_written(message("清点。", "Count it.")) == []
    assert ill_written(message("要不要清点", "Count it?")) == []
    assert ill_written(message("清点", "Count 清点")) == ["Count 清点 has ['清点']"]
    assert ill_written(message("清点", "Count：")) == ["Count： has ['：']"]
    assert ill_written(message("他的", "other’s")) == ["other’s has ['’']"]
    assert len(ill_written(message("“清点”", '"Count"'))) == 1
    assert ill_written(message("<b class='x'>清点</b>", '<b class="x">Count</b>')) == []
    assert ill_written(message("清点", "Count it.")) == ["Count it. ends otherwise than 清点"]
    assert ill_written(message("清点。", "Count it")) == ["Count it ends otherwise than 清点。"]


def test_every_message_is_translated() -> None:
    expect_none(fault for entry in catalogue() for fault in untranslated(entry))


def test_every_text_has_the_placeholders_of_its_message() -> None:
    expect_none(fault for entry in catalogue() for fault in lost_placeholders(entry))


def test_the_english_is_english() -> None:
    expect_none(fault for entry in catalogue() for fault in ill_written(entry))


def test_every_exception_is_needed() -> None:
    ids = {entry.msgid for entry in catalogue()}

    assert set(CHINESE_IN_ENGLISH) | MEASURE_WORDS <= ids


def test_the_catalogue_names_no_date_person_or_place() -> None:
    found = catalogue()

    assert CHURN & set(found.metadata) == set()
    assert [entry.msgid for entry in found if entry.occurrences or entry.obsolete] == []


def test_what_is_compiled_is_what_is_written() -> None:
    written = {key_of(entry): texts_of(entry) for entry in catalogue()}
    compiled = {key_of(entry): texts_of(entry) for entry in polib.mofile(str(CATALOGUE.with_suffix(".mo")))}

    assert compiled == written, "compile it: msgfmt --check-format -o django.mo django.po"


def test_the_catalogue_has_the_messages_of_the_program_and_no_others(tmp_path: Path) -> None:
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"NOT CHECKED: gettext is missing ({', '.join(missing)}); scripts/setup --tests installs it")

    written, said = {key_of(entry) for entry in catalogue()}, found_now(tmp_path)

    assert {"missing": said - written, "superfluous": written - said} == {"missing": set(), "superfluous": set()}
