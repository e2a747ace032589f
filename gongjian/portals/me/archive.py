"""All that is kept about a person, as files that open anywhere: JSON for programs, CSV for an office."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import every_kind
from gongjian.portals.me.queries import alliance_names

# An office program would take such a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def archive_of(person: Person) -> bytes:
    """A zip, made in memory: a page that says what is what, and two files for each kind of record."""
    names, packed, contents = alliance_names(), BytesIO(), []
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for kind in every_kind():
            rows = [
                {_("联盟"): names.get(kind.alliance_of(row), ""), **kind.told(row, full=True)}
                for row in kind.prepared(kind.rows(person))
            ]
            contents.append(f"{kind.code}.json / {kind.code}.csv  {kind.title}：{len(rows)}")
            archive.writestr(f"{kind.code}.json", json.dumps(rows, ensure_ascii=False, indent=2))
            archive.writestr(f"{kind.code}.csv", _csv([_("联盟"), *map(str, kind.shows.values())], rows))
        archive.writestr("README.txt", "\ufeff" + _readme(contents))
    return packed.getvalue()


def _csv(head: list[str], rows: list[dict[str, str]]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row.values()])
    return "\ufeff" + text.getvalue()  # without this mark an office program reads Chinese as gibberish


def _readme(contents: list[str]) -> str:
    said = [
        _("这里是共建记着的、和你有关的全部内容，%(day)s 导出。") % {"day": clock.today().isoformat()},
        _("每样两个文件，内容一样：一个给表格软件打开，一个给别的程序读。最后的数字是有几条。"),
        _("里面有完整的电话和证件号，请收好。只有你自己的，没有别人的；看过你号码的人，写着他的名字。"),
        _("没有放进来的：密码（只存算过的值，我们也看不到）。"),
        "",
        *contents,
        "",
    ]
    return "\r\n".join(said)
