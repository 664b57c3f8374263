"""How an application stands, from the word of a status column. The words are in statuses.toml."""

from typing import Final

from dashboard.ingest.terms.answers import answer
from dashboard.ingest.terms.lexicon import Lexicon
from dashboard.ingest.terms.rules import remembered, rules
from dashboard.ingest.terms.stages import milestone_of

_PRECEDENCE: Final = ("withdrawn", "rejected", "hired", "converted", "active")


@remembered
def status_of(text: str | None) -> str | None:
    """Return the status that a word says; the name of a stage that lies before the hire says active."""
    if own := answer("statuses", text):
        return str(own)
    said = _names().read(text or "")
    named = next((status for status in _PRECEDENCE if status in said), None)
    return named or _by_stage(text)


def _by_stage(text: str | None) -> str | None:
    milestone = milestone_of(text).milestone
    return milestone if milestone == "hired" else milestone and "active"


@remembered
def _names() -> Lexicon[str]:
    return Lexicon.of(rules("statuses")["names"])
