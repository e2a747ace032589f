"""核对一本从“共建”下载的账。只要 Python 3.8 以上，不装别的，不联网；整个程序就这一个文件，谁都可以先读一遍。

python3 verify_books.py books.jsonl                                 核对整本账
python3 verify_books.py books.jsonl --head "gongjian-head-1 ……"     再同以前留下的一枚总印比
python3 verify_books.py books.jsonl --heads heads.txt --english     old heads, one a line; told in English
"""

from __future__ import annotations

import argparse
import hmac
import json
import re
from collections import Counter
from datetime import date
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any, Iterable, Sequence, cast

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519, as RFC 8032 has it in 5.1
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)


class Wrong(Exception): ...  # noqa: N818  what is wrong, in Chinese ｜ in English; the place; the line of the file


def need(fits: object, otherwise: str) -> None:
    if not fits:
        raise Wrong(otherwise)


def raw(told: str, size: int) -> bytes:
    need(re.fullmatch("[0-9a-f]*", told) and len(told) == 2 * size, "数码写得不对｜a code is malformed")
    return bytes.fromhex(told)


def plus(one: tuple[int, int], two: tuple[int, int]) -> tuple[int, int]:
    (x, y), (u, v), t = one, two, D * one[0] * one[1] * two[0] * two[1]
    return (x * v + u * y) * pow(1 + t, -1, P) % P, (y * v + x * u) * pow(1 - t, -1, P) % P


def times(number: int, point: tuple[int, int]) -> tuple[int, int]:
    half = times(number // 2, point) if number else (0, 1)
    return plus(plus(half, half), point) if number % 2 else plus(half, half) if number else half


def point_of(told: bytes) -> tuple[int, int]:
    y, odd = int.from_bytes(told, "little") & ((1 << 255) - 1), told[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    root = pow(square, (P + 3) // 8, P)
    x = root if root * root % P == square else root * ROOT % P
    need(y < P and x * x % P == square and (x or not odd), "签名写得不对｜the signature is malformed")
    return x if x & 1 == odd else P - x, y


def is_signed(text: bytes, signature: bytes, key: bytes) -> bool:
    answer, told = int.from_bytes(signature[32:], "little"), sha512(signature[:32] + key + text).digest()
    right = plus(point_of(signature[:32]), times(int.from_bytes(told, "little") % L, point_of(key)))
    return answer < L and times(answer, point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))) == right


class Book:
    first, place, ended, erased, kept = cast(Any, None), "", False, 0, 0

    def __init__(self) -> None:
        self.leaves, self.seals, self.heads, self.days = [b""][1:], [bytes(32)], [""], {""}
        self.roots: dict[tuple[int, int], bytes] = {}  # of the subtrees that were computed
        self.opposites: dict[str, bytes] = {}  # what would reverse each entry; nothing if it is reversed
        self.sums: Counter[Any] = Counter()  # vouchers of a year, what lies in each place, what is each fund's own

    def take(self, told: Any) -> None:  # noqa: ANN401  whatever the next line says
        need(not self.ended, "结尾后面还有东西｜something follows the last line")
        if self.first is None:
            need(told["gongjian-books"] == 1, "这是新的写法，请用新的核对程序｜a newer format needs a newer program")
            self.first = told
        else:
            step: Any = self.take_head if "head" in told else self.take_last
            (self.take_entry if "entry" in told else step)(**told)

    def take_entry(self, entry: str, seal: str, memo: str, salt: str) -> None:
        self.place = f"第 {len(self.leaves) + 1} 笔｜entry {len(self.leaves) + 1}"
        leaf, (form, number, *facts, end) = sha256(b"\x00" + entry.encode()).digest(), entry.split("\n")
        need([number, len(self.heads)] == [str(len(self.leaves) + 1), 1], "号码不对，少了多了或挪了｜missing or moved")
        need(sha256(self.seals[-1] + leaf).digest() == raw(seal, 32), "和账印对不上，改过｜altered: seal does not fit")
        words = hmac.new(raw(salt, 32), memo.encode(), sha256).hexdigest() if salt else memo
        need(words == (facts[6] if salt else ""), "摘要不是盖印时的那句话｜the memo is not the one that was sealed")
        behind, columns = {"gongjian-entry-1": (7, 4), "gongjian-entry-2": (8, 5)}[form]
        lines = [line.split("\t") for line in facts[behind:]]
        need(not end and all(len(one) == columns for one in lines), "写法不对｜malformed")
        know = self.first["custodians"]  # the first format had long ids, and no goods
        self.judge(facts, [(a, b.replace("-", ""), know.get(c, c), "".join(d), int(e)) for a, b, c, *d, e in lines])
        self.leaves.append(leaf)
        self.seals.append(raw(seal, 32))
        self.erased += not salt

    def judge(self, facts: Sequence[str], lines: Sequence[tuple[str, str, str, str, int]]) -> None:
        entry, voucher, day, kind, _, reverses, *_ = facts
        self.days.add(date.fromisoformat(day).isoformat())
        self.sums[day[:4]] += 1
        need(voucher == f"{day[:4]}-{self.sums[day[:4]]:04d}", "凭证号断了｜there is a gap in the voucher numbers")
        balance: Counter[tuple[str, str]] = Counter()
        for account, fund, custodian, goods, amount in lines:
            fits = account not in {"1001", "1002", "1101"} if goods else account != "1201"
            fits = fits and goods in {"", *self.first["goods"]} and fund in self.first["funds"]
            need(fits and account in self.first["accounts"], "科目、资金或物资不对｜account, fund or goods are wrong")
            balance[fund, goods] += amount
            self.sums[account, fund, custodian, goods] += amount
            self.sums[fund, goods] -= amount if account[0] in "345" else 0
        need(len(lines) > 1 and not any(balance.values()), "借贷不相等｜debits and credits differ")
        given = (self.sums[one[:4]] * {"1": 1, "2": -1}.get(one[0][0], 0) for one in lines)
        need(all(one >= 0 for one in given), "拿出去、交出去的比有的多｜more taken or handed on than there is")
        need(all(self.sums[fund] >= 0 for fund in balance), "资金花的比自己的多｜the fund spends more than its own")
        need((kind == "reversal") == (reverses != "") and entry not in self.opposites, "编号不对｜an id is wrong")
        same, opposite = (repr([(*one[:4], sign * one[4]) for one in lines]).encode() for sign in (1, -1))
        self.opposites[entry] = b"" if reverses else sha256(opposite).digest()
        if reverses:
            need(self.opposites.get(reverses), "冲的那笔不在前面，或者冲过了｜it reverses nothing, or once more")
            need(self.opposites[reverses] == sha256(same).digest(), "不是正好冲掉那一笔｜it is not the exact opposite")
            self.opposites[reverses] = b""

    def take_head(self, head: str, signature: str, key: str) -> None:
        *facts, end = head.split("\n")
        self.place = f"{date.fromisoformat(facts[2])} 的总印｜the head of {facts[2]}"
        need(not end and is_signed(head.encode(), raw(signature, 64), raw(key, 32)), "签名不对，改过｜wrongly signed")
        need(self.heads[-1] < facts[2] and self.holds(facts), "先后不对｜heads are out of order")
        self.heads.append(facts[2])

    def holds(self, head: Sequence[str]) -> bool:  # whether the entries are still those it was made of
        form, book, day, size, root, seal = head
        self.place = f"{date.fromisoformat(day)} 的总印｜the head of {day}"
        need((form, book) == ("gongjian-head-1", self.first["book"]), "不是这本账的｜it is not of this book")
        need(int(size) <= len(self.leaves), "那天的账比现在长，后面截掉了｜the book was longer then: it is cut off")
        then = self.root(0, int(size)).hex(), self.seals[int(size)].hex()
        need(then == (root, seal), "那天以前的账被换过｜entries before it were altered")
        return True

    def root(self, start: int, size: int) -> bytes:  # RFC 9162, 2.1.1; what is computed serves the next head as well
        if size < 2:  # noqa: PLR2004  a leaf, or none
            return self.leaves[start] if size else sha256().digest()
        if (start, size) not in self.roots:
            both = self.root(start, left := 1 << (size - 1).bit_length() - 1) + self.root(start + left, size - left)
            self.roots[start, size] = sha256(b"\x01" + both).digest()
        return self.roots[start, size]

    def take_last(self, **told: Any) -> None:  # noqa: ANN401  numbers and texts
        self.place, self.ended = "结尾｜the last line", told["end"]
        count = {"entries": len(self.leaves), "heads": len(self.heads) - 1}
        need({**told, **count} == told, "账或总印少了、多了｜entries or heads are missing or added")
        plain = json.dumps(self.first, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        there = {"root": self.root(0, len(self.leaves)).hex(), "first": sha256(plain.encode()).hexdigest()}
        need(told == {"end": True, **count, **there, "seal": self.seals[-1].hex()}, "头尾改过｜first or last altered")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need(len(dict(pairs)) == len(pairs), "同一样东西写了两遍｜the same is told twice")
    return dict(pairs)


def verify(file: Iterable[bytes], kept: Iterable[str] = ()) -> Book:
    book, number = Book(), 1
    try:
        for told in file:
            book.take(json.loads(told.decode("utf-8"), object_pairs_hook=once))
            book.place, number = "", number + 1
        need(book.ended is True, "文件是空的，或者后面断了｜the file is empty or cut off")
        book.kept = sum(book.holds(line.split()) for line in kept if line.strip())
    except (Wrong, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        said = str(error) if isinstance(error, Wrong) else "读不懂，断了或者改过｜unreadable: cut off or altered"
        raise Wrong(said, book.place, number) from None
    return book


def report(book: Book) -> Iterable[str]:
    count, days, (_, *heads) = len(book.leaves), sorted(book.days)[1:] or ["-"], book.heads
    yield f"✓ {book.first['name']}：全部对得上｜✓ {book.first['name']}: all of it fits"
    yield f"{count} 笔，{days[0]} 至 {days[-1]}；{book.erased} 笔的摘要已抹去｜{count} entries, {days[0]} to {days[-1]}"
    yield "号码、账印、摘要、借贷、余额、凭证号、冲销都算过｜numbers, seals, memos, sums, vouchers, reversals fit"
    yield f"{len(heads)} 枚总印，接上旧的 {book.kept} 枚｜{len(heads)} heads, {book.kept} old ones continued"
    for fund, goods in (told for told in book.sums if isinstance(told, tuple) and not told[2:]):
        own, name, unit = book.sums[fund, goods], book.first["funds"][fund]["name"], book.first["goods"].get(goods)
        yield f"{name} {unit['name']} {own} {unit['unit']}" if unit else f"{name} ¥{own // 100:,}.{own % 100:02d}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--head", action="append", default=[])
    parser.add_argument("--heads", type=Path)
    parser.add_argument("--english", action="store_true")
    asked = parser.parse_args()
    try:
        old = asked.heads.read_text(encoding="utf-8").split("\n") if asked.heads else []
        with asked.file.open("rb") as file:
            told = [*report(verify(file, asked.head + old))]
    except Wrong as wrong:
        told = [f"✗ 第 {wrong.args[2]} 行不对｜✗ line {wrong.args[2]} is wrong", wrong.args[1], wrong.args[0]]
    except (OSError, ValueError, TypeError, LookupError):
        told = ["✗ 打不开文件｜✗ the file cannot be opened"]
    print("\n".join(one.split("｜")[-asked.english] for one in told if one))
    raise SystemExit("✗" in told[0])
