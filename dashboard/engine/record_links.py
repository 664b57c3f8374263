"""Addresses of records in the applicant tracking system, from the setting `record_link`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, Final
from urllib.parse import quote

import polars as pl

from dashboard import settings
from dashboard.catalog.nearest import did_you_mean, listed

RECORD: Final = "application_id"
PLACEHOLDERS: Final = (RECORD, "job_id")
_WEB: Final = re.compile(r"https?://[^/{}]+")
_JAVASCRIPT_SYNTAX: Final = re.compile(r"([\^$\\.*+?()\[\]{}|/])")


@dataclass(frozen=True)
class RecordLinks:
    """Templates of addresses by account; that of "" is for every account without its own."""

    templates: Mapping[str, str] = field(default_factory=dict)

    def addresses(self, frame: pl.DataFrame) -> list[str] | None:
        """Return the address of each row's record; None unless every row has one."""
        columns = {
            name: frame[name].to_list() for name in (*PLACEHOLDERS, "account") if name in frame.columns
        }
        found = [
            self._address(dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)
        ]
        addresses = [address for address in found if address]
        return addresses if addresses and len(addresses) == frame.height else None

    def _address(self, row: Mapping[str, Any]) -> str:
        template = self.templates.get(row.get("account") or "", self.templates.get("", ""))
        values = {name: row.get(name) for name in _fields(template)}
        if not all(values.values()):
            return ""
        return template.format(**{name: quote(str(value), safe="") for name, value in values.items()})

    @property
    def shown(self) -> str:
        """Return the JavaScript expression whose group is the application's id in an address."""
        parts = [template.partition(f"{{{RECORD}}}") for template in self.templates.values()]
        before, after = ("|".join(_pattern(part[side]) for part in parts) for side in (0, 2))
        return f"^(?:{before})([^/?#&]+?)(?:{after})$"


def _pattern(part: str) -> str:
    return "[^/?#&]+".join(_JAVASCRIPT_SYNTAX.sub(r"\\\1", piece) for piece in re.split(r"\{\w+\}", part))


def record_links() -> RecordLinks:
    """Return what the setting says: one template, or `account=template` for each of several, apart by spaces.

    Raises ValueError with a sentence for each mistake.
    """
    named = [_named(item) for item in settings.get("record_link").split()]
    wrong = [sentence for _, template in named for sentence in _problems(template)]
    if wrong:
        raise ValueError("\n".join(f"{settings.SETTINGS['record_link'].variable}: {each}" for each in wrong))
    return RecordLinks(dict(named))


def _named(item: str) -> tuple[str, str]:
    account, equals, template = item.partition("=")
    return (account, template) if equals and "://" not in account else ("", item)


def _problems(template: str) -> list[str]:
    if not _WEB.match(template):
        return [f'"{template}" is no web address. Begin it with https:// and the host.']
    try:
        fields = _fields(template)
    except ValueError as error:
        return [f'"{template}" has a stray brace: {error}.']
    unknown = [name for name in fields if name not in PLACEHOLDERS]
    known = f"Known: {listed(PLACEHOLDERS)}."
    wrong = [
        f'"{{{name}}}" stands for nothing. {did_you_mean(name, PLACEHOLDERS) or known}' for name in unknown
    ]
    if not wrong and fields.count(RECORD) != 1:
        wrong = [f'"{template}" must name {{{RECORD}}} once.']
    return wrong


def _fields(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]
