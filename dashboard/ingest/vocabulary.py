"""The closed sets of words that every layer shares, each written here once and nowhere else."""

from typing import Final

MILESTONES: Final = ("applied", "screened", "interviewed", "offered", "hired")
"""In order: to have reached one is to have reached those before it."""

STATUSES: Final = ("active", "hired", "rejected", "withdrawn")
CLOSE_SIDES: Final = ("company", "candidate")
CHANNELS: Final = ("inbound", "referral", "sourced", "agency", "internal", "event", "other")
ROLE_LEVELS: Final = ("architect", "unsure", "other")
ROLE_FAMILIES: Final = (
    "security",
    "data",
    "ai",
    "cloud",
    "enterprise",
    "solution",
    "network",
    "integration",
    "infrastructure",
    "vendor",
    "backend",
    "frontend",
    "software",
    "system",
    "technical",
    "unspecified",
)
"""In the order in which a title is tried: a Cloud Solutions Architect is cloud."""

SENIORITIES: Final = ("junior", "standard", "senior", "lead", "principal")
WORK_MODELS: Final = ("onsite", "hybrid", "remote")
JOB_STATUSES: Final = ("open", "closed", "draft")
OPENING_STATUSES: Final = ("open", "filled", "cancelled")
OFFER_STATUSES: Final = ("pending", "accepted", "declined", "expired")
PRECISIONS: Final = ("second", "day")
LANGUAGE_SOURCES: Final = ("field", "feed", "custom", "title", "office", "detected", "user")
FINDING_ACTIONS: Final = ("set aside", "kept", "skipped", "refused")
"""What was done about a doubt: the row was not kept, was kept as it is, was passed over because it is no data
but a header or a total, or a whole file was not read."""

CAPABILITIES: Final = (
    "has_history",
    "has_language",
    "has_country",
    "has_offers",
    "has_openings",
    "has_spend",
    "has_holds",
    "has_touches",
)
