"""The reader's words and digits: numbers, dates, countries and languages in their locale (CLDR)."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, Self

from babel import Locale, UnknownLocaleError, dates, lists, numbers, units

from dashboard.translations import TERM, catalogue, knows, taken_apart

NOTHING: Final = "–"
"""Shown for a missing number."""

_FORMATS_OF_NAMES: Final = ("text", "term", "country", "language")
_UNIT_AT_ONCE: Final = re.compile(r"(?<=\d)(?=[^\W\d])")
"""Where a unit follows its number without a space: of days, CLDR writes some so, and most with one."""

_LATIN_UNITS: Final = ("ja",)
"""Languages whose narrow units CLDR writes in Latin letters; their short ones are as short."""

_CAPITAL_NOUNS: Final = ("de",)
"""Languages that write a noun with a capital within a sentence too."""

_GROUPS_FROM_FIVE: Final[Mapping[str, Collection[str | None]]] = {
    **dict.fromkeys(("bg", "et", "hu", "it", "lv", "pl", "sl"), ()),
    "es": (None, "EA", "ES", "GQ", "IC", "PH"),
    "pt": ("CH", "CV", "GQ", "GW", "LU", "MO", "MZ", "PT", "ST", "TL"),
}
"""Languages that write 5223 and 52 231, in which territories (none: in all): CLDR has it, Babel not."""


@dataclass(frozen=True)
class Reader:
    """Formats values for one locale."""

    locale: Locale

    @classmethod
    def of(cls, tag: str | None) -> Self:
        """Return the reader of a browser's language tag such as "de-AT"; of English where it is not known."""
        try:
            return cls(Locale.parse((tag or "en").replace("-", "_")))
        except (ValueError, UnknownLocaleError):
            language = (tag or "").split("-")[0].split("_")[0]
            return cls.of("en" if language in ("", tag) else language)

    @property
    def separators(self) -> str:
        """Return the decimal and the group separator, as Plotly's `layout.separators` takes them."""
        symbols = self.locale.number_symbols["latn"]
        return f"{symbols['decimal']}{symbols['group']}"

    def say(self, text: str, **values: str) -> str:
        """Return one of the product's own sentences in the reader's language, its `{names}` filled in."""
        said = catalogue(self.locale.language).gettext(text)
        return said.format(**values) if values else said

    def term(self, word: str) -> str:
        """Return a word of a closed set, such as `inbound` or "So far", in the reader's language."""
        label, language = as_label(word), self.locale.language
        said = catalogue(language).pgettext(TERM, label)
        if said == label and (apart := taken_apart(language, word)):
            pattern, values = apart
            filled = {name: self._place(value) for name, value in values.items()}
            return catalogue(language).pgettext(TERM, pattern).format(**filled)
        return catalogue(language).gettext(label) if said == label else said

    def _place(self, value: str) -> str:
        """Return what stands at a place of a term: a number, a term, or a name as it is."""
        if re.fullmatch(r"[\d,]+", value):
            return self.integer(int(value.replace(",", "")))
        said, label = self.term(value), as_label(value)
        if said == label and not knows(self.locale.language, label, TERM):
            return value
        return self.within(said) if value[:1].islower() else said

    def within(self, term: str) -> str:
        """Return a term as it stands within a sentence."""
        if self.locale.language in _CAPITAL_NOUNS or term[1:2].isupper():
            return term
        return term[:1].lower() + term[1:]

    def either(self, names: Sequence[str]) -> str:
        """Return names as "a, b or c"."""
        return str(lists.format_list(names, "or", self.locale))

    def series(self, items: Sequence[str]) -> str:
        """Return items one after the other, as "a, b, c"."""
        return self.say(", ").join(items)

    def count(self, one: str, many: str, number: int, **values: str) -> str:
        """Return the sentence for so many of a thing; `{number}` in it is the number, grouped."""
        return self.plural(one, many, number).format(number=self.integer(number), **values)

    def plural(self, one: str, many: str, number: int) -> str:
        """Return the sentence for so many of a thing, its places unfilled."""
        return catalogue(self.locale.language).ngettext(one, many, number)

    def show(self, value: Any, format: str) -> str:  # noqa: A002 - the header's own word
        """Return a value in one of the header's formats; `currency EUR` names the currency."""
        if value is None:
            return self.say("Not stated") if format in _FORMATS_OF_NAMES else NOTHING
        return _shown(str(self.locale), value, format)

    def _number(self, value: float, format: str, currency: str) -> str:  # noqa: A002
        if format == "currency":
            return self.currency(value, currency)
        formats: dict[str, Callable[[float], str]] = {
            "percent": self.percent,
            "days": self.days,
            "decimal": self.decimal,
            "integer": self.integer,
        }
        return formats.get(format, str)(value)

    def headline(self, value: float, format: str) -> str:  # noqa: A002
        """Return a number as a headline has it, with its unit written out."""
        return self.days(value, "long") if format == "days" else self.show(value, format)

    def integer(self, value: float) -> str:
        """Return a whole number with its digits grouped."""
        return self.decimal(value, 0)

    def decimal(self, value: float, digits: int = 1) -> str:
        """Return a number with exactly that many decimals."""
        pattern = "#,##0" + (f".{'0' * digits}" if digits else "")
        grouped = self._groups(value)
        return str(numbers.format_decimal(value, format=pattern, locale=self.locale, group_separator=grouped))

    def _groups(self, value: float) -> bool:
        """Say whether the digits of a number are grouped: as in the tables, which the browser writes."""
        territories = _GROUPS_FROM_FIVE.get(self.locale.language)
        from_five = territories is not None and (not territories or self.locale.territory in territories)
        return not from_five or abs(value) >= 9_999.5

    def percent(self, value: float, digits: int = 1) -> str:
        """Return a fraction as a percentage."""
        before, zero, after = str(self.locale.percent_formats[None].pattern).rpartition("0")
        pattern = before + zero + (f".{'0' * digits}" if digits else "") + after
        return str(numbers.format_percent(value, format=pattern, locale=self.locale))

    def points(self, value: float) -> str:
        """Return a difference of two fractions in percentage points."""
        return self.say("{points} pp", points=self.decimal(value * 100))

    def days(self, value: float, length: Literal["narrow", "short", "long"] = "narrow") -> str:
        """Return a number of days with its unit: "32 d", or "32 days" when long."""
        if length == "narrow" and self.locale.language in _LATIN_UNITS:
            length = "short"
        rounded = round(value) if abs(value - round(value)) < 0.05 else round(value, 1)
        text = units.format_unit(rounded, "duration-day", length, locale=self.locale)
        # Babel lacks some lengths of a unit (Japanese long): it then returns the key, and short has the word.
        if "duration" in text:
            text = units.format_unit(rounded, "duration-day", "short", locale=self.locale)
        return _UNIT_AT_ONCE.sub("\u00a0", text)

    def currency(self, value: float, code: str = "") -> str:
        """Return an amount without cents, with the sign of its ISO 4217 code where one is given."""
        if not code:
            return self.integer(value)
        pattern = str(self.locale.currency_formats["standard"].pattern).replace("0.00", "0")
        whole = round(value)
        return str(
            numbers.format_currency(
                whole, code, pattern, self.locale, currency_digits=False, group_separator=self._groups(whole)
            )
        )

    def compact(self, value: float) -> str:
        """Return a large number in short: "12.3K"."""
        return str(numbers.format_compact_decimal(value, locale=self.locale, fraction_digits=1))

    def date(self, value: dt.date) -> str:
        """Return a day."""
        return str(dates.format_date(value, "medium", locale=self.locale))

    def day(self, value: dt.date) -> str:
        """Return a day without its year."""
        return str(dates.format_skeleton("MMMd", value, locale=self.locale))

    def month(self, value: dt.date) -> str:
        """Return a month with its year."""
        return str(dates.format_skeleton("yMMM", value, locale=self.locale))

    def month_name(self, value: dt.date) -> str:
        """Return a month without its year, in short."""
        return str(dates.format_skeleton("MMM", value, locale=self.locale))

    def year(self, value: dt.date) -> str:
        """Return a year."""
        return str(dates.format_skeleton("y", value, locale=self.locale))

    def country(self, code: str) -> str:
        """Return a country's name from its ISO 3166-1 alpha-2 code; the code where it has none."""
        return str(self.locale.territories.get(code.upper(), code))

    def language(self, code: str) -> str:
        """Return a language's name from its ISO 639-1 code, with a capital as a label has it."""
        name = str(self.locale.languages.get(code.lower(), code))
        return name[:1].upper() + name[1:]


def as_label(word: str) -> str:
    """Return a term such as `agency`, `on_site` or `ai` as a label has it; names stay as they are."""
    if not re.fullmatch("[a-z][a-z _,'-]*", word):
        return word
    return word.upper() if len(word) == 2 and word != "no" else word.replace("_", " ").capitalize()


@lru_cache(maxsize=50_000, typed=True)
def _shown(locale: str, value: Any, format: str) -> str:  # noqa: A002
    reader = Reader(Locale.parse(locale))
    name, _, currency = format.partition(" ")
    match value:
        case bool():
            return reader.say("Yes") if value else reader.say("No")
        case str():
            names = {"country": reader.country, "language": reader.language, "term": reader.term}
            return names.get(name, str)(value)
        case dt.date():
            return reader.month(value) if name == "month" else reader.date(value)
        case int() | float():
            return reader._number(value, name, currency)
        case _:
            return str(value)
