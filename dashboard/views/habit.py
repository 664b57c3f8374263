"""The filters that this browser begins a visit with: those of the last one."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qs, urlencode

from dashboard.views import remember

NAME: Final = "selection"
_DAYS: Final = ("period", "since", "until")


def usual() -> dict[str, list[str]]:
    """Return the parameters of a URL that ask for the remembered filters."""
    return parse_qs(remember.recall(NAME))


def keep(chosen: Mapping[str, list[str]]) -> None:
    """Remember filters, but no days: those of a year ago are no use. Usual ones are forgotten."""
    custom = chosen.get("period") == ["custom"]
    lasting = {name: values for name, values in chosen.items() if not (custom and name in _DAYS)}
    remember.keep(NAME, urlencode(lasting, doseq=True))
