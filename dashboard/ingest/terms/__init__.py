"""Raw words of an export to standard terms. A function reads one value; callers give it distinct values.

The words are TOML files beside the code, one for each subject; `load_terms` puts a user's own over them.
"""

from dashboard.ingest.terms.countries import country_of
from dashboard.ingest.terms.languages import language_of
from dashboard.ingest.terms.places import Place, place_of
from dashboard.ingest.terms.reasons import close_side_of, is_transfer
from dashboard.ingest.terms.roles import Role, classify_title
from dashboard.ingest.terms.rules import BadTerms, load_terms
from dashboard.ingest.terms.sources import Source, source_of
from dashboard.ingest.terms.stages import Stage, milestone_of
from dashboard.ingest.terms.work_models import work_model_of

__all__ = [
    "BadTerms",
    "Place",
    "Role",
    "Source",
    "Stage",
    "classify_title",
    "close_side_of",
    "country_of",
    "is_transfer",
    "language_of",
    "load_terms",
    "milestone_of",
    "place_of",
    "source_of",
    "work_model_of",
]
