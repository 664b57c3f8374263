"""A scope: what a group of people may see, as plain data. Publishing makes a file of its rows for each."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NOT_STATED: Final = "not-stated"
"""Stands among the values of a dimension for rows where the export does not say."""

DIMENSIONS: Final = (
    "country",
    "language",
    "role_level",
    "role_family",
    "department",
    "source",
    "channel",
    "work_model",
    "account",
)
"""What a scope can be limited by, each named as the column of the wide tables."""


@dataclass(frozen=True)
class Scope:
    """The values of each limited dimension; `individuals`: lists of single applications may be seen."""

    name: str
    title: str = ""
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    individuals: bool = True
    may_import: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether it needs no file of its own."""
        return not self.rows and self.individuals

    @property
    def key(self) -> str:
        """Return its name with a digest of what it may see: a scope that is changed has another file."""
        limits = {name: sorted(values) for name, values in self.rows.items()}
        said = json.dumps([limits, self.individuals], sort_keys=True)
        return f"{self.name}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"

    def __str__(self) -> str:
        return self.title or self.name
