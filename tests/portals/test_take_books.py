"""The books and the program that checks them are downloaded by anybody, without an account and without a trace."""

import csv
import io
import subprocess
import sys

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from gongjian import verify_books
from tests import given
from tests.conventions.source import read
from tests.modules.ledger.beans import loaded
from tests.portals.test_queries_of_pages import MOST

FILES = ["books.jsonl", "verify_books.py", "books.csv", "books.xlsx", "books.beancount"]
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 MicroMessenger/8.0.50"


def taken(file: str, **headers: str):
    return Client(headers=headers).get(reverse("public_site:take_books", args=[file]))


def content(file: str) -> bytes:
    return b"".join(taken(file).streaming_content)


@pytest.fixture
def street(cast):
    """Two boxes in the books, one of them in the bank, one entry reversed."""
    given.banked_box(cast, seal="F-1")
    given.reversed_entry(cast, given.entry(cast, seal="F-2"))
    return cast


@pytest.mark.parametrize("file", FILES)
def test_anybody_takes_it_along_as_a_file_and_gets_no_cookie(street, file):
    answer = taken(file)

    assert b"".join(answer.streaming_content)
    assert (answer.status_code, answer.cookies) == (200, {})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("file", FILES)
def test_it_asks_the_database_as_little_as_a_page_does(street, file):
    with CaptureQueriesContext(connection) as asked:
        assert content(file)

    assert len(asked) <= MOST


def test_the_downloaded_program_finds_the_downloaded_book_right(street, tmp_path):
    for file in ("books.jsonl", "verify_books.py"):
        (tmp_path / file).write_bytes(content(file))

    command = [sys.executable, "-I", "-S", "-X", "utf8", "verify_books.py", "books.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True)

    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "✓ 青云路眼镜街六方共建：全部对得上")
    assert (tmp_path / "verify_books.py").read_text(encoding="utf-8") == read("gongjian/verify_books.py")


def test_the_csv_opens_in_offices_and_adds_up(street):
    text = content("books.csv").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert [row["科目"] for row in rows] == ["1001", "4101", "1002", "1001", "1001", "4101", "1001", "4101"]
    assert sum(float(row["借方（元）"] or 0) for row in rows) == sum(float(row["贷方（元）"] or 0) for row in rows)


def test_the_workbook_has_its_three_sheets(street):
    book = load_workbook(io.BytesIO(content("books.xlsx")), read_only=True)

    assert book.sheetnames == ["各项资金", "每一笔", "科目余额"]
    assert [row[3].value for row in book["各项资金"].iter_rows(min_row=2)] == [4386.5]
    assert len(list(book["每一笔"].iter_rows(min_row=2))) == 8


def test_the_real_beancount_reads_it(street):
    assert loaded(content("books.beancount").decode()).errors == []


@pytest.mark.parametrize("file", FILES)
def test_in_wechat_it_is_told_how_to_open_it(street, file):
    answer = taken(file, user_agent=WECHAT)

    assert (answer.status_code, "Content-Disposition" in answer.headers) == (200, False)
    assert "在浏览器打开" in answer.content.decode()
    assert "User-Agent" in answer.headers["Vary"]


@pytest.mark.parametrize("file", ["", "books", "../settings.py", "verify_books.pyc"])
def test_nothing_else_can_be_taken(street, file):
    assert Client().get(f"/ledger/take/{file}").status_code == 404


def test_before_there_is_an_alliance_there_is_nothing_to_take(db):
    assert taken("books.jsonl").status_code == 404


def test_an_empty_book_is_right_as_well(cast):
    lines = content("books.jsonl").splitlines(keepends=True)

    assert verify_books.verify(lines).ended
    assert loaded(content("books.beancount").decode()).errors == []
    assert len(content("books.csv").splitlines()) == 1


def test_the_ledger_leads_to_each_of_them(street):
    page = Client().get(reverse("public_site:ledger")).content.decode()

    assert [file for file in FILES if reverse("public_site:take_books", args=[file]) not in page] == []
