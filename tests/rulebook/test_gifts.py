"""The gifts of an entry and a donor's receipt: docs/rules/gifts.md, row by row."""

from dataclasses import replace
from hashlib import sha256

import pytest

from gongjian.rulebook import gifts, merkle
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.gifts import Gift, GiftProof
from gongjian.rulebook.slips import tidy
from tests.rulebook.examples import block, examples, fen, listed, refusal, verdict

FACTS = {"编号": "gift", "金额（元）": "amount", "日期": "given_on", "渠道": "channel", "盐": "salt"}
NUMBERS = {"第几笔": "index", "共几笔": "size"}


def value(head, cell):
    """A fact of a gift as its cell tells it."""
    if head == "盐":
        return bytes.fromhex(cell)
    return fen(cell) if head == "金额（元）" else cell.replace("⏎", "\n").replace("⇥", "\t")


GIVEN = {
    row["谁的"]: Gift(**{fact: value(head, row[head]) for head, fact in FACTS.items()})
    for row in examples("gifts", "gifts")
}
ALL = list(GIVEN.values())


def root(cell):
    """The root over the gifts of these people."""
    return gifts.gifts_root([GIVEN[name] for name in listed(cell)])


def path(cell):
    """The hashes of a proof, each named by the people under it."""
    return tuple(bytes.fromhex(root("、".join(names))) for names in listed(cell))


def changed(gift, head, cell):
    """The gift with one fact made another."""
    return gift._replace(**{FACTS[head]: value(head, cell)})


def test_the_bytes_of_a_gift_are_those_of_the_page():
    assert GIVEN["乙"].content.decode() == block("gifts", "content")


@pytest.mark.parametrize("row", examples("gifts", "gifts"), ids=str)
def test_a_gift_leaves_its_fingerprint(row):
    assert gifts.commitment(GIVEN[row["谁的"]]).hex() == row["指纹"]


@pytest.mark.parametrize("row", examples("gifts", "unsealable"), ids=str)
def test_what_the_format_has_no_place_for_is_not_committed_to(row):
    assert verdict(lambda: gifts.commitment(changed(GIVEN["乙"], row["改什么"], row["改成"]))) == row["结果"]


@pytest.mark.parametrize("row", examples("gifts", "roots"), ids=str)
def test_the_root_stands_over_the_gifts_in_their_order(row):
    assert root(row["哪几笔"]) == row["根"]


@pytest.mark.parametrize("row", examples("gifts", "proofs"), ids=str)
def test_a_donor_is_given_the_hashes_beside_his_way_to_the_root(row):
    some, place = ALL[: int(row["共几笔"])], list(GIVEN).index(row["谁的"])

    assert gifts.gift_proof(some, place) == GiftProof(place, len(some), path(row["给哪几个数"]))


@pytest.mark.parametrize("row", examples("gifts", "fits"), ids=str)
def test_a_receipt_fits_to_the_fen_or_not_at_all(row):
    gift, proof, sealed, (what, cell) = (
        GIVEN["乙"],
        gifts.gift_proof(ALL, 1),
        gifts.gifts_root(ALL),
        list(row.values())[:2],
    )
    if what in FACTS:
        gift = changed(gift, what, cell)
    if what == "给的数":
        proof = replace(proof, path=path(cell))
    if what in NUMBERS:
        proof = replace(proof, **{NUMBERS[what]: int(cell) - (what == "第几笔")})
    if what == "根":
        sealed = root(cell)

    assert gifts.fits(gift, proof, sealed) is (row["对得上"] == "是")


def test_a_donor_needs_nothing_but_sha_256():
    known = {"文字": block("gifts", "content").encode()}
    for row in examples("gifts", "by_hand"):
        parts = row["把这些接起来算 SHA-256"].split(" + ")
        joined = b"".join(bytes.fromhex(part[2:]) if part.startswith("0x") else known[part] for part in parts)
        known[row["得到"]] = sha256(joined).digest()

        assert known[row["得到"]].hex() == row["结果"]

    assert (known["指纹"], known["根"].hex()) == (gifts.commitment(GIVEN["乙"]), gifts.gifts_root(ALL))


def test_the_hashes_used_by_hand_are_those_of_the_proof_and_the_salt():
    said = [row["把这些接起来算 SHA-256"] for row in examples("gifts", "by_hand")]
    inner, outer = (bytes(byte ^ pad for byte in GIVEN["乙"].salt) + bytes([pad] * 32) for pad in (0x36, 0x5C))
    left, right = gifts.gift_proof(ALL, 1).path

    assert said == [
        f"0x{inner.hex()} + 文字",
        f"0x{outer.hex()} + 里层",
        "0x00 + 指纹",
        f"0x01 + 0x{left.hex()} + 叶子",
        f"0x01 + 甲乙 + 0x{right.hex()}",
    ]


@pytest.mark.parametrize("row", examples("gifts", "numbers"), ids=str)
def test_a_number_is_drawn_and_checked(row):
    assert gifts.receipt_number(int(row["年"]), bytes.fromhex(row["随机的字节"])) == row["收据号"]


@pytest.mark.parametrize("row", examples("gifts", "read_numbers"), ids=str)
def test_a_number_is_read_however_it_is_typed_or_refused(row):
    try:
        said = gifts.read_number("" if row["输的"] == "空着" else row["输的"])
    except RuleBroken as broken:
        said = refusal(broken)

    assert said == row["读成"]


@pytest.mark.parametrize("row", examples("gifts", "codes"), ids=str)
def test_a_code_has_sixty_bits_in_groups_of_four(row):
    code = gifts.code_of(bytes.fromhex(row["随机的字节"]))

    assert (code, len(tidy(code)) * 5) == (row["核对码"], 60)


@pytest.mark.parametrize("draw", [lambda chance: gifts.receipt_number(2026, chance), gifts.code_of])
def test_nothing_is_drawn_from_too_little_chance(draw):
    with pytest.raises(ValueError, match=r"\A7\Z"):
        draw(bytes(7))


def test_a_node_of_the_tree_is_no_gift_of_it():
    left, right = (merkle.leaf_hash(gifts.commitment(gift)) for gift in ALL[:2])

    assert gifts.gifts_root(ALL[:2]) == merkle.node(left, right).hex() != merkle.leaf_hash(left + right).hex()
