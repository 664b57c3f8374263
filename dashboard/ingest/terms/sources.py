"""One name for the spellings of a source, and the channel it belongs to. The names are in sources.toml."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dashboard.ingest.terms.lexicon import Hit, Lexicon, meanings
from dashboard.ingest.terms.rules import remembered, rules
from dashboard.ingest.terms.text import words

_SPACE: Final = re.compile(r"\s+")
_REFERRAL: Final = "Referral"


class Source(NamedTuple):
    """A source's one name and its one term of CHANNELS; both None where the export does not say.

    A known source used in another channel is one of its own: who is sourced on LinkedIn did not apply there.
    """

    name: str | None
    channel: str | None


class _Known(NamedTuple):
    name: str
    channel: str


@remembered
def source_of(name: str | None, vendor_type: str | None = None) -> Source:
    """Read a source's name and the vendor's type of it; an unknown source keeps its own name."""
    said = words(name or "")
    by_type = _vendor_types().get(" ".join(words(vendor_type or "")))
    if not name or " ".join(said) in _not_stated():
        return Source(None, by_type)
    hits = list(_names().hits(said))
    rest = _left_over(said, hits)
    found = frozenset(known for hit in hits for known in hit.values)
    general = frozenset(known for known in found if known.name in _general())
    named = found - general
    channel = by_type or _agreed(general) or (named and _qualifier(rest)) or _agreed(named) or "other"
    one = _name(named, general, rest)
    if one is None and channel == "referral":  # the words name who referred, a person
        return Source(_REFERRAL, channel)
    if one is None:
        return Source(_SPACE.sub(" ", name).strip(), channel)
    return Source(one if channel == _agreed(named or general) else f"{one} ({channel})", channel)


def _left_over(said: Sequence[str], hits: Iterable[Hit[_Known]]) -> list[str]:
    used = {at for hit in hits for at in range(hit.start, hit.stop)}
    return [word for at, word in enumerate(said) if at not in used]


def _name(named: frozenset[_Known], general: frozenset[_Known], rest: Sequence[str]) -> str | None:
    candidates = named or general
    if len(candidates) != 1:
        return None
    (known,) = candidates
    return None if known.name in _kept() and rest else known.name


def _agreed(known: Iterable[_Known]) -> str | None:
    channels = {one.channel for one in known}
    return channels.pop() if len(channels) == 1 else None


def _qualifier(rest: Sequence[str]) -> str | None:
    said = {channel for hit in _qualifiers().hits(rest) for channel in hit.values}
    return said.pop() if len(said) == 1 else None


@remembered
def _names() -> Lexicon[_Known]:
    channels = rules("sources")["names"].items()
    return Lexicon(
        (spelling, _Known(name, channel))
        for channel, names in channels
        for name, spellings in names.items()
        for spelling in spellings
    )


@remembered
def _qualifiers() -> Lexicon[str]:
    return Lexicon.of(rules("sources")["qualifiers"])


@remembered
def _vendor_types() -> dict[str, str]:
    return meanings(rules("sources")["vendor_types"])


@remembered
def _not_stated() -> frozenset[str]:
    return frozenset({"", *(" ".join(words(entry)) for entry in rules("sources")["not_stated"]["names"])})


@remembered
def _general() -> frozenset[str]:
    return frozenset(rules("sources")["general"]["names"])


@remembered
def _kept() -> frozenset[str]:
    return frozenset(rules("sources")["general"]["kept_with_more_words"])
