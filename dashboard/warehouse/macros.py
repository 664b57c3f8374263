"""The scalar macros that a published file holds: their names, what they take and what they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.warehouse.sql import statement

_MACRO: Final = re.compile(
    r"^-- (?P<about>.+)\ncreate macro (?P<name>\w+)\((?P<takes>[^)]*)\) as", re.MULTILINE
)


@dataclass(frozen=True)
class Macro:
    """A formula that queries share. `call` is how it is written: wilson_low(hits, trials)."""

    name: str
    call: str
    about: str


def macros() -> Iterator[Macro]:
    """Yield the macros in the order of macros.sql."""
    for found in _MACRO.finditer(statement("macros")):
        yield Macro(found["name"], f"{found['name']}({found['takes']})", found["about"])
