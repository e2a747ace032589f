"""Any gifts at all: their root and proofs beside pymerkle, which others wrote, and that nothing altered is taken."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from pymerkle import InmemoryTree, verify_inclusion
from pymerkle.proof import MerkleProof

from gongjian.rulebook import gifts, merkle
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.gifts import Gift, GiftProof
from gongjian.rulebook.slips import ALPHABET, tidy
from tests.rulebook.examples import FINE, verdict

HASHES = some.binary(min_size=32, max_size=32)
GIFTS = some.builds(
    Gift,
    gift=some.uuids().map(lambda id_: id_.hex),
    amount=some.integers(1, 10**12),
    given_on=some.dates(date(1000, 1, 1)).map(date.isoformat),
    channel=some.sampled_from(["wechat", "alipay", "slip", "box", "bank.slip-2", "old_box"]),
    salt=HASHES,
)
ENTRIES = some.lists(GIFTS, min_size=1, max_size=20, unique_by=lambda gift: gift.gift)
TEXTS = ["gift", "given_on", "channel"]
NUMBERS = some.builds(gifts.receipt_number, some.integers(1000, 9999), some.binary(min_size=8, max_size=8))
PLACES = [3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 18]  # of the characters that mean something: "SJ-2026-K7MW-3QXT-9"


@some.composite
def receipts(draw):
    """The gifts of an entry, the place of one, and its proof."""
    given_ = draw(ENTRIES)
    place = draw(some.integers(0, len(given_) - 1))
    return given_, place, gifts.gift_proof(given_, place)


def theirs(given_):
    tree = InmemoryTree(algorithm="sha256")
    for gift in given_:
        tree.append_entry(gifts.commitment(gift))
    return tree


def put(number, place, mark):
    """A number with another character at one place."""
    return number[:place] + mark + number[place + 1 :]


@given(receipts())
def test_every_gift_fits_the_root_of_its_entry(receipt):
    given_, place, proof = receipt

    assert gifts.fits(given_[place], proof, gifts.gifts_root(given_))


@given(ENTRIES)
def test_the_root_is_theirs(given_):
    assert gifts.gifts_root(given_) == theirs(given_).get_state().hex()


@given(receipts())
def test_our_proofs_are_accepted_by_theirs(receipt):
    given_, place, proof = receipt
    tree, leaf = theirs(given_), merkle.leaf_hash(gifts.commitment(given_[place]))
    like = tree.prove_inclusion(place + 1)

    told = MerkleProof(like.algorithm, like.security, like.size, like.rule, like.subset, [leaf, *proof.path])

    verify_inclusion(leaf, tree.get_state(), told)


@given(receipts())
def test_their_proofs_are_accepted_by_ours(receipt):
    given_, place, proof = receipt
    _leaf, *path = theirs(given_).prove_inclusion(place + 1).path

    assert proof == GiftProof(place, len(given_), tuple(path))


@given(receipts(), GIFTS, some.data())
def test_a_gift_of_which_any_fact_or_the_salt_was_changed_is_refused(receipt, other, data):
    given_, place, proof = receipt
    fact = data.draw(some.sampled_from(Gift._fields))
    assume(getattr(other, fact) != getattr(given_[place], fact))

    altered = given_[place]._replace(**{fact: getattr(other, fact)})

    assert not gifts.fits(altered, proof, gifts.gifts_root(given_))


@given(receipts(), some.integers(0, 255), some.data())
def test_a_proof_of_which_any_bit_any_hash_or_the_order_was_changed_is_refused(receipt, bit, data):
    given_, place, proof = receipt
    path, sealed = list(proof.path), gifts.gifts_root(given_)
    ways = [[*path, bytes(32)], [bytes(32), *path]]
    if path:
        at = data.draw(some.integers(0, len(path) - 1))
        flipped = (int.from_bytes(path[at]) ^ 1 << bit).to_bytes(32)
        ways += [[*path[:at], flipped, *path[at + 1 :]], [*path[:at], *path[at + 1 :]], path[::-1], [*path, path[at]]]

    taken = [way for way in ways if way != path and gifts.fits(given_[place], replace(proof, path=tuple(way)), sealed)]

    assert taken == []


@given(receipts(), some.integers(-1, 21))
def test_a_gift_is_not_in_a_place_that_is_not_its_own(receipt, other_place):
    given_, place, proof = receipt
    assume(other_place != place)

    assert not gifts.fits(given_[place], replace(proof, index=other_place), gifts.gifts_root(given_))


@given(receipts(), some.data())
def test_gifts_in_another_order_have_another_root_that_no_old_proof_fits(receipt, data):
    given_, place, proof = receipt
    others = data.draw(some.permutations(given_))
    assume(others != given_)

    assert gifts.gifts_root(others) != gifts.gifts_root(given_)
    assert not gifts.fits(given_[place], proof, gifts.gifts_root(others))


@given(receipts(), GIFTS)
def test_a_gift_that_is_not_among_them_fits_with_nobodys_proof(receipt, other):
    given_, _place, _proof = receipt
    assume(other.gift not in {gift.gift for gift in given_})

    proofs = [gifts.gift_proof(given_, place) for place in range(len(given_))]

    assert [proof for proof in proofs if gifts.fits(other, proof, gifts.gifts_root(given_))] == []


@given(receipts())
def test_no_gift_is_among_none(receipt):
    given_, place, proof = receipt

    assert (gifts.gifts_root([]), gifts.fits(given_[place], proof, "")) == ("", False)


@given(GIFTS, GIFTS)
def test_different_gifts_never_have_the_same_bytes(one, other):
    same = one._replace(salt=b"") == other._replace(salt=b"")

    assert (one.content == other.content) is same


@pytest.mark.parametrize("mark", ["\n", "\t", "\r", "\v", "\x1c", "\x85", "\u2028", " ", "，"])
@pytest.mark.parametrize("fact", TEXTS)
@given(gift=GIFTS, data=some.data())
def test_a_fact_with_a_line_break_a_tab_or_a_gap_is_not_committed_to(fact, mark, gift, data):
    said = getattr(gift, fact)
    at = data.draw(some.integers(0, len(said)))

    with pytest.raises(RuleBroken, match=r"gifts\.unsealable"):
        gifts.commitment(gift._replace(**{fact: said[:at] + mark + said[at:]}))


@given(GIFTS, some.binary(max_size=80).filter(lambda salt: len(salt) != gifts.SALT))
def test_a_salt_of_another_length_binds_nothing(gift, salt):
    with pytest.raises(RuleBroken, match=r"gifts\.unsealable"):
        gifts.commitment(gift._replace(salt=salt))


@given(NUMBERS)
def test_every_number_is_read_however_it_is_typed(number):
    wide = "".join(chr(ord(mark) + 0xFEE0) for mark in number)
    typed = [number, number.lower(), wide, number.replace("-", ""), f" {number.replace('-', ' ')} ", number[3:]]
    confused = number[:3] + number[3:7].replace("0", "o").replace("1", "i") + number[7:]

    assert {gifts.read_number(each) for each in [*typed, confused]} == {number}


@given(NUMBERS)
def test_a_number_with_any_one_character_mistaken_is_refused(number):
    wrong = {put(number, place, mark) for place in PLACES for mark in ALPHABET + "01"} - {number}

    assert {verdict(lambda typed=typed: gifts.read_number(typed)) for typed in wrong} == {"`gifts.unreadable`"}


@given(NUMBERS)
def test_a_number_with_any_two_characters_exchanged_is_refused(number):
    pairs = combinations(PLACES, 2)
    wrong = {put(put(number, one, number[other]), other, number[one]) for one, other in pairs} - {number}

    assert {verdict(lambda typed=typed: gifts.read_number(typed)) for typed in wrong} <= {"`gifts.unreadable`"}


@given(some.text(max_size=20))
def test_whatever_else_is_typed_is_refused_in_one_way(typed):
    assert verdict(lambda: gifts.read_number(typed)) in {"`gifts.unreadable`", FINE}


@given(some.binary(min_size=12), some.binary())
def test_a_code_is_drawn_from_its_bytes_and_read_again(chance, more):
    code = gifts.code_of(chance)

    assert gifts.code_of(chance[:12] + more) == code
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert tidy(code.lower()) == code.replace("-", "")


@pytest.mark.parametrize("draw", [lambda chance: gifts.receipt_number(2026, chance)[8:12], gifts.code_of])
def test_each_character_is_as_likely_as_any_other(draw):
    first = [draw(bytes([byte] * 12))[0] for byte in range(256)]

    assert {mark: first.count(mark) for mark in first} == dict.fromkeys(ALPHABET, 8)
