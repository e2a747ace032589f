"""Our tree beside pymerkle, which others wrote after the same RFC: same roots, proofs that either takes, no wrong ones.

pymerkle counts places from 1 and writes its proofs in its own way. One of inclusion begins with the leaf itself. One
of consistency begins with the first leaf behind the older book and climbs from there; the RFC begins with the subtree
at the older book's end, has what is behind it as one hash, and leaves out an older root that stands in the newer tree.
"""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion
from pymerkle.proof import InvalidProof, MerkleProof

from gongjian.rulebook import merkle
from gongjian.rulebook.merkle import Peaks, Root

CONTENTS = some.lists(some.binary(max_size=40), min_size=1, max_size=40)


@some.composite
def books(draw):
    """Entries as bytes, one of their places, and a size that the book had earlier."""
    contents = draw(CONTENTS)
    return contents, draw(some.integers(0, len(contents) - 1)), draw(some.integers(1, len(contents)))


def hashed(contents):
    return [merkle.leaf_hash(each) for each in contents]


def theirs(contents):
    tree = InmemoryTree(algorithm="sha256")
    for each in contents:
        tree.append_entry(each)
    return tree


def told(like, path, rule=None, subset=None):
    """Hashes of ours as pymerkle reads them, with the left and right of its own proof."""
    return MerkleProof(like.algorithm, like.security, like.size, rule or like.rule, subset or like.subset, path)


def is_whole(older):
    """Whether the older root stands in every newer tree as it is."""
    return older & (older - 1) == 0


def consistency_from_them(theirs, older):
    """A consistency proof of theirs as the RFC writes it."""
    behind = theirs.subset.index(1)
    if not behind:
        return []
    right = told(theirs, theirs.path[:behind]).resolve()
    path = [theirs.path[behind], right, *theirs.path[behind + 1 :]]
    return path[1:] if is_whole(older) else path


def consistency_told_to_them(like, older, proof):
    """A consistency proof of the RFC as pymerkle reads it."""
    behind = like.subset.index(1)
    if not behind:
        return told(like, [older.hash, *proof])
    first, right, *others = [older.hash, *proof] if is_whole(older.size) else proof
    return told(like, [right, first, *others], like.rule[behind - 1 :], like.subset[behind - 1 :])


def altered(draw, proof):
    """Proofs that are not this one: a bit flipped, a hash dropped, added or said twice, another order."""
    other = draw(some.binary(min_size=32, max_size=32))
    ways = [[*proof, other], [other, *proof]]
    if proof:
        at = draw(some.integers(0, len(proof) - 1))
        flipped = bytes([proof[at][0] ^ 1 << draw(some.integers(0, 7))]) + proof[at][1:]
        ways += [[*proof[:at], flipped, *proof[at + 1 :]], [*proof[:at], *proof[at + 1 :]], [*proof, proof[at]]]
        ways += [[*proof[at:], *proof[:at]], proof[::-1]]
    return [way for way in ways if way != proof]


@given(CONTENTS)
def test_the_roots_are_the_same(contents):
    assert merkle.root_of(hashed(contents)) == theirs(contents).get_state()


@given(books())
def test_the_root_of_every_earlier_book_is_the_same(book):
    contents, _place, older = book

    assert merkle.root_of(hashed(contents)[:older]) == theirs(contents).get_state(older)


@given(some.lists(CONTENTS | some.just([]), max_size=6))
def test_leaves_may_be_added_in_any_portions(portions):
    peaks = Peaks()
    for portion in portions:
        peaks = peaks.plus(hashed(portion))

    every = [content for portion in portions for content in portion]
    assert peaks == Peaks().plus(hashed(every))
    assert peaks.root == (theirs(every).get_state() if every else merkle.EMPTY)


@given(books())
def test_their_inclusion_proofs_are_accepted_by_ours(book):
    contents, place, _older = book
    leaf, *proof = theirs(contents).prove_inclusion(place + 1).path

    assert leaf == hashed(contents)[place]
    assert merkle.root_from(leaf, place, len(contents), proof) == merkle.root_of(hashed(contents))


@given(books())
def test_our_inclusion_proofs_are_accepted_by_theirs(book):
    contents, place, _older = book
    leaves = hashed(contents)
    like = theirs(contents).prove_inclusion(place + 1)

    path = [leaves[place], *merkle.inclusion_proof(leaves, place)]

    verify_inclusion(leaves[place], theirs(contents).get_state(), told(like, path))


@given(books())
def test_their_consistency_proofs_are_accepted_by_ours(book):
    contents, _place, older = book
    tree = theirs(contents)

    proof = consistency_from_them(tree.prove_consistency(older), older)

    assert merkle.is_continued(Root(older, tree.get_state(older)), Root(len(contents), tree.get_state()), proof)
    assert proof == merkle.consistency_proof(hashed(contents), older)


@given(books())
def test_our_consistency_proofs_are_accepted_by_theirs(book):
    contents, _place, older = book
    leaves, tree = hashed(contents), theirs(contents)
    kept = Root(older, merkle.root_of(leaves[:older]))

    proof = merkle.consistency_proof(leaves, older)

    as_theirs = consistency_told_to_them(tree.prove_consistency(older), kept, proof)
    verify_consistency(tree.get_state(older), tree.get_state(), as_theirs)


@given(books(), some.data())
def test_an_altered_inclusion_proof_is_refused(book, data):
    contents, place, _older = book
    leaves = hashed(contents)
    proof = merkle.inclusion_proof(leaves, place)

    for wrong in altered(data.draw, proof):
        assert merkle.root_from(leaves[place], place, len(leaves), wrong) != merkle.root_of(leaves)


@given(books(), some.integers(-1, 45))
def test_an_entry_is_not_in_a_place_that_is_not_its_own(book, other_place):
    contents, place, _older = book
    leaves = hashed(contents)
    assume(other_place >= len(leaves) or leaves[other_place] != leaves[place])

    proofs = [merkle.inclusion_proof(leaves, each) for each in range(len(leaves))]

    led_to = {merkle.root_from(leaves[place], other_place, len(leaves), proof) for proof in proofs}
    assert merkle.root_of(leaves) not in led_to


@given(books(), some.binary(max_size=40))
def test_another_entry_is_not_in_the_book(book, other):
    contents, place, _older = book
    leaves = hashed(contents)
    assume(other != contents[place])

    proof = merkle.inclusion_proof(leaves, place)

    assert merkle.root_from(merkle.leaf_hash(other), place, len(leaves), proof) != merkle.root_of(leaves)


def roots(contents, older):
    """The root of an older book and of today's."""
    leaves = hashed(contents)
    return Root(older, merkle.root_of(leaves[:older])), Root(len(leaves), merkle.root_of(leaves))


@given(books(), some.integers(-1, 45))
def test_no_root_is_continued_under_another_size(book, size):
    contents, _place, older = book
    kept, now = roots(contents, older)
    assume(size != older < now.size)
    proof = merkle.consistency_proof(hashed(contents), older)

    assert not merkle.is_continued(Root(size, kept.hash), now, proof)
    assert not merkle.is_continued(kept, Root(min(size, older), now.hash), proof)


@given(books(), some.data())
def test_an_altered_consistency_proof_is_refused(book, data):
    contents, _place, older = book
    kept, now = roots(contents, older)

    for wrong in altered(data.draw, merkle.consistency_proof(hashed(contents), older)):
        assert not merkle.is_continued(kept, now, wrong)


@given(books())
def test_the_two_roots_the_other_way_about_are_refused(book):
    contents, _place, older = book
    kept, now = roots(contents, older)
    assume(kept.hash != now.hash)
    proof = merkle.consistency_proof(hashed(contents), older)

    assert not merkle.is_continued(now, kept, proof)
    assert not merkle.is_continued(Root(kept.size, now.hash), Root(now.size, kept.hash), proof)


@given(books(), some.data())
def test_a_book_of_which_one_older_entry_was_changed_continues_with_no_proof_of_its_own(book, data):
    contents, _place, older = book
    changed = data.draw(some.integers(0, older - 1))
    rewritten = [*contents[:changed], contents[changed] + b"!", *contents[changed + 1 :]]
    kept, now = roots(contents, older)[0], roots(rewritten, older)[1]

    for leaves in (hashed(contents), hashed(rewritten)):
        assert not merkle.is_continued(kept, now, merkle.consistency_proof(leaves, older))


def test_they_refuse_a_wrong_proof_of_ours_too():
    contents = [bytes([each]) for each in range(7)]
    leaves, tree = hashed(contents), theirs(contents)
    path = [leaves[3], *merkle.inclusion_proof(leaves, 4)]

    with pytest.raises(InvalidProof):
        verify_inclusion(leaves[3], tree.get_state(), told(tree.prove_inclusion(4), path))


def test_every_proof_of_every_small_book_is_accepted():
    contents = [bytes([each]) for each in range(34)]
    for size in range(1, len(contents) + 1):
        leaves = hashed(contents[:size])
        now = Root(size, merkle.root_of(leaves))
        for older in range(size + 1):
            kept = Root(older, merkle.root_of(leaves[:older]))
            assert merkle.is_continued(kept, now, merkle.consistency_proof(leaves, older)), (older, size)
        for place in range(size):
            proof = merkle.inclusion_proof(leaves, place)
            assert merkle.root_from(leaves[place], place, size, proof) == now.hash, (place, size)
