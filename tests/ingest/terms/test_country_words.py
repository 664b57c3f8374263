"""Names and codes of countries: each comes back as itself or not at all, never as another country."""

import pycountry
import pytest
from babel import Locale

from dashboard.ingest.terms import country_of

ISO = tuple(country.alpha_2 for country in pycountry.countries)
LANGUAGES = ("en", "de", "fr", "es", "pl", "ja", "ar", "ru", "zh", "tr", "fi", "el")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_country_is_that_country(language):
    names = Locale.parse(language).territories
    wrong = {code: found for code in ISO if (found := country_of(names[code])) not in (code, None)}
    unknown = {code for code in ISO if country_of(names[code]) is None}
    assert wrong == {}
    assert unknown <= {"CD", "CG"}


def test_every_country_is_known_by_its_name_in_its_own_main_languages():
    own = {
        "DE": "de",
        "FR": "fr",
        "ES": "es",
        "PL": "pl",
        "CZ": "cs",
        "SK": "sk",
        "HU": "hu",
        "RO": "ro",
        "GR": "el",
        "BG": "bg",
    }
    own |= {
        "SE": "sv",
        "DK": "da",
        "NO": "nb",
        "FI": "fi",
        "EE": "et",
        "LV": "lv",
        "LT": "lt",
        "TR": "tr",
        "UA": "uk",
        "RU": "ru",
    }
    own |= {
        "JP": "ja",
        "CN": "zh",
        "KR": "ko",
        "IL": "he",
        "EG": "ar",
        "IN": "hi",
        "TH": "th",
        "VN": "vi",
        "ID": "id",
        "BR": "pt",
    }
    assert {code: country_of(Locale.parse(language).territories[code]) for code, language in own.items()} == {
        code: code for code in own
    }


@pytest.mark.parametrize(("kind", "ambiguous"), [("alpha_2", {"NA"}), ("alpha_3", set()), ("name", {"CG"})])
def test_iso_codes_and_names_are_known(kind, ambiguous):
    found = {country.alpha_2: country_of(getattr(country, kind)) for country in pycountry.countries}
    assert found == {code: None if code in ambiguous else code for code in ISO}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Deutschland", "DE"),
        ("Allemagne", "DE"),
        ("Německo", "DE"),
        ("Niemcy", "DE"),
        ("ドイツ", "DE"),
        ("GERMANY", "DE"),
        (" germany ", "DE"),
        ("de", "DE"),
        ("DEU", "DE"),
        ("Germany (DE)", "DE"),
        ("DE - Germany", "DE"),
        ("Federal Republic of Germany", "DE"),
        ("United Kingdom", "GB"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("England", "GB"),
        ("Great Britain", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("United States of America", "US"),
        ("États-Unis", "US"),
        ("США", "US"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Czechia", "CZ"),
        ("Czech Republic", "CZ"),
        ("Česká republika", "CZ"),
        ("Holland", "NL"),
        ("The Netherlands", "NL"),
        ("Korea, Republic of", "KR"),
        ("South Korea", "KR"),
        ("대한민국", "KR"),
        ("UAE", "AE"),
        ("Hong Kong SAR", "HK"),
        ("Viet Nam", "VN"),
        ("Россия", "RU"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("CA", "CA"),
        ("Georgia", "GE"),
        ("Congo", None),
        ("NA", None),
        ("N/A", None),
        ("Namibia", "NA"),
        ("NGA", "NG"),
        ("Nga", "RU"),
        ("Germany, France", None),
        ("Germany (FR)", None),
        ("EU", None),
        ("Remote EMEA", None),
        ("California", None),
        ("Berlin", None),
        ("XX", None),
        ("", None),
        (None, None),
    ],
)
def test_a_country_field_says_its_country(text, country):
    assert country_of(text) == country
