"""Own small dictionaries of stages, places, titles and sources, made for this sample alone."""

import re
import tomllib
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
_ARCHITECT = re.compile(r"(?i)archite[ck]t|arkitekt|architett|arquite[ct]t?o|архітектор|アーキテクト")
_NOT_IT = re.compile(r"(?i)interior|interni|wnętrz|talent|^(head of|leiter|hoofd|responsable) ")
_BARE = re.compile(r"(?i)(architect|architekt|architecte|arquitecto|architetto|arkitekt)( \(.*\))?")
_FAMILIES = {
    "security": re.compile(r"(?i)securit|sécurit|sicherheit|bezpečn|bezpiecz|sicurezza"),
    "data": re.compile(r"(?i)\bdata|données|\bdatos|\bdados|\bdati\b|\bdaten|danych|datový"),
    "backend": re.compile(r"(?i)backend|バックエンド"),
}


def _split(names: str) -> list[str]:
    return [name.strip().replace("\n", " ") for name in names.split("|")]


MILESTONE_OF = {
    name: None if milestone == "no_step" else milestone
    for milestone, names in _WORDS["stages"].items()
    for name in _split(names)
}
COUNTRY_OF = {land: code for code, lands in _WORDS["countries"].items() for land in _split(lands)}
SOURCE_OF = {
    name: (one["source"], one["channel"]) for one in _WORDS["sources"] for name in _split(one["names"])
}
LANGUAGES = {"cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "sv", "uk"}


def country(place: str | None) -> str | None:
    """Return the country that stands after the city: "Brno, Česko (na dálku)" is CZ, "Anywhere" is none."""
    land = re.sub(r" \(.*", "", (place or "").rpartition(", ")[2])
    return COUNTRY_OF[land] if place and ", " in place else None


def language(written: str | None) -> str | None:
    """Return the ISO 639-1 code of a language tag; the sample's cz and jp are countries, not languages."""
    code = (written or "").partition("-")[0].lower()
    return code if code in LANGUAGES else None


def role_level(title: str, department: str) -> str:
    """Return architect, unsure or other. Bare architects of the sample sit in Projects, which does not say IT."""
    if (
        not _ARCHITECT.search(title)
        or _NOT_IT.search(title)
        or re.search(r"(?i)arch?itektur|architectu", title)
    ):
        return "other"
    return "unsure" if _BARE.fullmatch(title) and department == "Projects" else "architect"


def role_family(title: str) -> str | None:
    """Return the family of a title, where it is one of those that the comparison filters on."""
    return next((family for family, word in _FAMILIES.items() if word.search(title)), None)
