"""Which side ended an application, from the reason that the export gives. The words are in reasons.toml."""

from dashboard.ingest.terms.lexicon import Lexicon, meanings
from dashboard.ingest.terms.rules import remembered, rules
from dashboard.ingest.terms.text import words


@remembered
def close_side_of(reason: str | None, vendor_type: str | None = None) -> str | None:
    """Return the term of CLOSE_SIDES that the vendor's type of a reason says, else its words, else None."""
    by_type = _vendor_types().get(" ".join(words(vendor_type or "")))
    if by_type:
        return by_type
    said = _names().read(reason or "")
    return next((side for side in ("candidate", "company") if side in said), None)


@remembered
def is_transfer(reason: str | None) -> bool:
    """Say whether a reason means that the person goes on with another job of the company."""
    return bool(_transfers().read(reason or ""))


@remembered
def _transfers() -> Lexicon[str]:
    return Lexicon.of(rules("reasons")["moves"])


@remembered
def _vendor_types() -> dict[str, str]:
    return meanings(rules("reasons")["vendor_types"])


@remembered
def _names() -> Lexicon[str]:
    return Lexicon.of(rules("reasons")["names"])
