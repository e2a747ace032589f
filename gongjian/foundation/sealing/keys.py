"""The keys of sealed fields: a small file outside the database and its backup.

Each key is one secret of 256 bits with a number. What is written is sealed under the newest; what is read names its
key. Three keys are derived from each secret (HKDF): one for sealing, one for marks, by which an equal value is found
without being opened, and one to sign the heads of the books. The file is read again whenever it changes, so keys are
renewed with the program running.
"""

import fcntl
import json
import os
import secrets
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from hmac import new as new_mac
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_VERSION = "gj1"
_SECRET_BYTES = 32
_NONCE_BYTES = 12


class CannotOpen(Exception):  # noqa: N818  a fact, named as one
    """Sealed under a key that is not here, for another column, or altered."""


@dataclass(frozen=True)
class Key:
    """One numbered secret and what is derived from it."""

    number: int
    secret: bytes

    @cached_property
    def cipher(self) -> AESGCM:
        """Seals and opens."""
        return AESGCM(self._derived(b"gongjian-sealing-1"))

    @cached_property
    def marking(self) -> bytes:
        """Makes marks."""
        return self._derived(b"gongjian-marking-1")

    @cached_property
    def signing(self) -> Ed25519PrivateKey:
        """Signs what is handed out (RFC 8032)."""
        return Ed25519PrivateKey.from_private_bytes(self._derived(b"gongjian-signing-1"))

    def _derived(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), _SECRET_BYTES, salt=None, info=purpose).derive(self.secret)


@dataclass(frozen=True)
class KeyRing:
    """All keys, the newest last."""

    keys: tuple[Key, ...]

    @property
    def newest(self) -> Key:
        """The one under which new values are sealed."""
        return self.keys[-1]

    def numbered(self, number: int) -> Key:
        """The key with this number; raises `CannotOpen` when it is not here."""
        for key in self.keys:
            if key.number == number:
                return key
        message = f"key {number} is not here"
        raise CannotOpen(message)


def path() -> Path:
    """Where the keys lie."""
    return Path(settings.KEYS)


def ring() -> KeyRing:
    """The keys as they are in the file now."""
    at = path().stat()
    return _read(path(), at.st_mtime_ns, at.st_size)


@lru_cache(maxsize=4)
def _read(file: Path, _changed_at: int, _size: int) -> KeyRing:
    held = json.loads(file.read_text(encoding="ascii"))
    return KeyRing(tuple(Key(int(number), b64decode(secret)) for number, secret in held["keys"].items()))


def init() -> bool:
    """Make the first key unless there is one; says whether it did."""
    with _alone():
        if path().exists():
            return False
        _write(KeyRing((Key(1, secrets.token_bytes(_SECRET_BYTES)),)))
        return True


def rotate() -> Key:
    """Add a new key; what is written from now on is sealed under it."""
    with _alone():
        held = ring()
        key = Key(held.newest.number + 1, secrets.token_bytes(_SECRET_BYTES))
        _write(KeyRing((*held.keys, key)))
        return key


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time: of two that write at once, one key would be lost, and all that was sealed under it."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(path().with_suffix(".lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _write(held: KeyRing) -> None:
    """All or nothing, on the disk before anything is sealed under it, readable for the program's own account only."""
    file = path()
    new = file.with_suffix(".new")
    told = {"keys": {str(key.number): b64encode(key.secret).decode() for key in held.keys}}
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        json.dump(told, out)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)
    keep_names(file.parent)


def keep_names(folder: Path) -> None:
    """Which files lie in a folder is on the disk when this returns."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def seal(plain: str, column: str) -> str:
    """The sealed text of a value of this column; of the same value it is different each time."""
    key, nonce = ring().newest, secrets.token_bytes(_NONCE_BYTES)
    body = nonce + key.cipher.encrypt(nonce, plain.encode(), column.encode())
    return f"{_VERSION}:{key.number}:{urlsafe_b64encode(body).decode()}"


def unseal(sealed: str, column: str) -> str:
    """The value again; raises `CannotOpen`, and never answers with anything else than what was sealed."""
    version, _, rest = sealed.partition(":")
    number, _, body = rest.partition(":")
    if version != _VERSION or not number.isdecimal():
        message = "not a sealed text"
        raise CannotOpen(message)
    try:
        raw = urlsafe_b64decode(body)
        opened = ring().numbered(int(number)).cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], column.encode())
    except (InvalidTag, ValueError) as error:
        message = f"altered, or of another column than {column}"
        raise CannotOpen(message) from error
    return opened.decode()


def key_number(sealed: str) -> int:
    """Under which key a text is sealed."""
    return int(sealed.split(":", 2)[1])


@dataclass(frozen=True)
class Signed:
    """A signature, and the public half of the key that made it; both as hexadecimal text."""

    signature: str
    key: str


def sign(content: bytes) -> Signed:
    """Sign with the newest key, for people who have nothing but the public half."""
    key = ring().newest.signing
    return Signed(key.sign(content).hex(), key.public_key().public_bytes_raw().hex())


def is_signed(content: bytes, signed: Signed) -> bool:
    """Whether the key of that public half signed exactly this."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.key))
        key.verify(bytes.fromhex(signed.signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def mark(value: str, purpose: str) -> str:
    """A mark by which an equal value of the same purpose is found again, without telling the value."""
    return _mark(ring().newest, value, purpose)


def marks(value: str, purpose: str) -> list[str]:
    """The marks under every key, for looking up while not everything is marked under the newest yet."""
    return [_mark(key, value, purpose) for key in ring().keys]


def _mark(key: Key, value: str, purpose: str) -> str:
    told = f"{purpose}\n{value}".encode()
    return f"{key.number}:{new_mac(key.marking, told, sha256).hexdigest()}"
