"""Signing what is handed out, with a key of the house that outsiders know by its public half."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gongjian.foundation.sealing import keys
from gongjian.foundation.sealing.keys import Signed

TOLD = b"gongjian-head-1\nbook\n2026-11-23\n3\n"


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings, tmp_path):
    settings.KEYS = tmp_path / "keys" / "keys.json"
    keys.init()


def flipped(hexadecimal, place):
    """The same with one bit made another."""
    raw = bytearray.fromhex(hexadecimal)
    raw[place] ^= 1
    return raw.hex()


def test_what_was_signed_is_signed():
    assert keys.is_signed(TOLD, keys.sign(TOLD))


def test_the_same_key_signs_the_same_content_alike():
    assert keys.sign(TOLD) == keys.sign(TOLD)


def test_whoever_has_only_the_public_half_can_check_it():
    signed = keys.sign(TOLD)

    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.key))

    assert public.verify(bytes.fromhex(signed.signature), TOLD) is None


@pytest.mark.parametrize("content", [b"", TOLD + b"\n", TOLD[:-1], TOLD.replace(b"3", b"4")], ids=repr)
def test_another_content_is_not_signed(content):
    assert not keys.is_signed(content, keys.sign(TOLD))


@pytest.mark.parametrize("place", [0, 31, 32, 63])
def test_an_altered_signature_is_none(place):
    signed = keys.sign(TOLD)

    assert not keys.is_signed(TOLD, Signed(flipped(signed.signature, place), signed.key))


def test_the_public_half_of_another_key_does_not_fit():
    signed = keys.sign(TOLD)
    keys.rotate()

    assert not keys.is_signed(TOLD, Signed(signed.signature, keys.sign(TOLD).key))


@pytest.mark.parametrize("part", ["signature", "key"])
@pytest.mark.parametrize("said", ["", "xyz", "0", "00", "印"])
def test_what_is_no_signature_or_no_key_signs_nothing(part, said):
    signed = keys.sign(TOLD)

    assert not keys.is_signed(TOLD, Signed(**({"signature": signed.signature, "key": signed.key} | {part: said})))


def test_with_a_new_key_the_old_signatures_still_hold_and_the_new_key_signs():
    before = keys.sign(TOLD)

    keys.rotate()

    after = keys.sign(TOLD)
    assert (keys.is_signed(TOLD, before), keys.is_signed(TOLD, after), before.key == after.key) == (True, True, False)


def test_after_a_restart_the_same_key_signs(settings, tmp_path):
    before = keys.sign(TOLD)
    copy = tmp_path / "restored.json"
    copy.write_bytes(settings.KEYS.read_bytes())

    settings.KEYS = copy

    assert keys.sign(TOLD) == before


def test_the_signing_key_is_none_of_those_that_seal_and_mark(settings):
    (key,) = keys.ring().keys
    derived = {key.secret, key.marking, key.signing.private_bytes_raw()}

    assert len(derived) == 3
    assert key.signing.private_bytes_raw().hex() not in json.dumps(json.loads(settings.KEYS.read_text()))
