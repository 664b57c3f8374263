"""Candidates as keyed hashes: one person, one key, and without the secret nobody can say whose it is.

The secret and the list of the forgotten lie in the warehouse folder; the list holds hashes alone.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import polars as pl

_FILE: Final = "candidate.secret"
_FORGOTTEN: Final = "forgotten.keys"
_SECRET_BYTES: Final = 32
_KEY_BYTES: Final = 8
"""64 bits: among ten million people two share a key with a probability of three in a million."""


def load_or_make_secret(folder: Path) -> bytes:
    """Return the secret of a warehouse folder; the first import makes it, readable by its owner alone."""
    path = folder / _FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as stream:
        stream.write(secrets.token_bytes(_SECRET_BYTES))
    return path.read_bytes()


def load_forgotten(folder: Path) -> frozenset[str]:
    """Return the keyed hashes of the candidates and applications that no import may bring back."""
    try:
        return frozenset((folder / _FORGOTTEN).read_text("ascii").split())
    except FileNotFoundError:
        return frozenset()


def add_forgotten(folder: Path, hashes: Iterable[str]) -> None:
    """Add keyed hashes to the list of the forgotten, which a crash leaves whole, old or new."""
    known = sorted(load_forgotten(folder).union(hashes))
    unfinished = folder / f"{_FORGOTTEN}.tmp"
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.writelines(f"{each}\n" for each in known)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(folder / _FORGOTTEN)


class KeyedHash:
    """Hashes the candidates of one account, or its applications: the two never share a hash."""

    def __init__(self, secret: bytes, account: str, of: str = "") -> None:
        self._keyed = hashlib.blake2b(
            account.encode() + b"\0", key=secret, digest_size=_KEY_BYTES, person=of.encode()
        )

    def __call__(self, candidates: pl.Series) -> pl.Series:
        """Return the key of each candidate; no candidate, no key."""
        return pl.Series(candidates.name, self._keys(candidates.to_list()), pl.String)

    def _keys(self, candidates: Iterable[str | None]) -> Iterator[str | None]:
        start = self._keyed.copy
        for candidate in candidates:
            if candidate is None:
                yield None
            else:
                digest = start()
                digest.update(candidate.encode())
                yield digest.hexdigest()
