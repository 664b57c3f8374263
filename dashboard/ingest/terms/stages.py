"""What a pipeline stage means: its milestone, or that it lies beside the pipeline. Words: stages.toml."""

from collections.abc import Collection
from typing import Final, NamedTuple

from dashboard.ingest.terms.answers import answer
from dashboard.ingest.terms.lexicon import Lexicon, meanings
from dashboard.ingest.terms.rules import remembered, rules
from dashboard.ingest.terms.text import words
from dashboard.ingest.vocabulary import MILESTONES

_SIDE: Final = "side"
_PRECEDENCE: Final = (_SIDE, "hired", "offered", "screened", "interviewed", "applied")


class Stage(NamedTuple):
    """A milestone, or None; `side`: no step of the pipeline (rejected, withdrawn, on hold, archived)."""

    milestone: str | None
    side: bool


_UNKNOWN: Final = Stage(None, side=False)


@remembered
def milestone_of(stage_name: str | None, vendor_group: str | None = None) -> Stage:
    """Map a stage to its milestone: as the user says, else by the vendor's own group, else by its name."""
    if own := answer("stages", stage_name):
        return _stage([own])
    named = _stage(_names().read(stage_name or ""))
    group = " ".join(words(vendor_group or ""))
    if group in _groups("groups"):
        return _groups("groups")[group]
    if group in _groups("broad_groups"):
        return _within(_groups("broad_groups")[group], named)
    return named


def _within(group: Stage, named: Stage) -> Stage:
    if group.milestone is None:
        return group
    before = MILESTONES[max(MILESTONES.index(group.milestone) - 1, 0)]
    return named if named.side or named.milestone == before else group


def _stage(said: Collection[str]) -> Stage:
    word = next((word for word in _PRECEDENCE if word in said), None)
    if word is None:
        return _UNKNOWN
    return Stage(None, side=True) if word == _SIDE else Stage(word, side=False)


@remembered
def _names() -> Lexicon[str]:
    return Lexicon.of(rules("stages")["names"])


@remembered
def _groups(kind: str) -> dict[str, Stage]:
    return {group: _stage([word]) for group, word in meanings(rules("stages")[kind]).items()}
