"""Where the work is done, from free text. The words are in work_models.toml."""

from dashboard.ingest.terms.lexicon import Lexicon
from dashboard.ingest.terms.rules import remembered, rules


@remembered
def work_model_of(text: str | None) -> str | None:
    """Return the term of WORK_MODELS that `text` says; None when it says none, or both on site and remote."""
    return one_model(said=frozenset(lexicon().read(text or "")))


def one_model(said: frozenset[str]) -> str | None:
    """Settle several words: hybrid covers the others, on site and remote together are no answer."""
    if "hybrid" in said:
        return "hybrid"
    return next(iter(said)) if len(said) == 1 else None


@remembered
def lexicon() -> Lexicon[str]:
    """Return the words of each work model."""
    return Lexicon.of(rules("work_models")["names"])
