"""Candidates as keyed hashes: one person, one key, and without the secret nobody can say whose it is."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import polars as pl

_FILE: Final = "candidate.secret"
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


class KeyedHash:
    """Hashes the candidates of one account."""

    def __init__(self, secret: bytes, account: str) -> None:
        self._keyed = hashlib.blake2b(account.encode() + b"\0", key=secret, digest_size=_KEY_BYTES)

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
