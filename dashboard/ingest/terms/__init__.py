"""Raw words of an export to standard terms. A function reads one value; callers give it distinct values.

The words are TOML files beside the code, one for each subject; `own` puts a user's own over them.
"""

from dashboard.ingest.terms.countries import country_of
from dashboard.ingest.terms.headers import Header, bare, fields_of
from dashboard.ingest.terms.languages import language_of
from dashboard.ingest.terms.own import BadTerms, OwnTerms, in_force, load_terms, own_terms, read_terms
from dashboard.ingest.terms.places import Place, place_of
from dashboard.ingest.terms.reasons import close_side_of, is_transfer
from dashboard.ingest.terms.roles import Role, classify_title
from dashboard.ingest.terms.sources import Source, is_known_source, source_of
from dashboard.ingest.terms.stages import Stage, milestone_of
from dashboard.ingest.terms.statuses import status_of
from dashboard.ingest.terms.work_models import work_model_of

__all__ = [
    "BadTerms",
    "Header",
    "OwnTerms",
    "Place",
    "Role",
    "Source",
    "Stage",
    "bare",
    "classify_title",
    "close_side_of",
    "country_of",
    "fields_of",
    "in_force",
    "is_known_source",
    "is_transfer",
    "language_of",
    "load_terms",
    "milestone_of",
    "own_terms",
    "place_of",
    "read_terms",
    "source_of",
    "status_of",
    "work_model_of",
]
