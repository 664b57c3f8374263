"""What people usually choose on the start page, computed before they do: other periods, single countries."""

import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, product

from dashboard import engine
from dashboard.engine import Period, QueryError, Selection
from dashboard.engine.periods import DEFAULT_PRESET, PRESETS, Preset
from dashboard.views import runs, store
from dashboard.views.turns import in_turn
from dashboard.warehouse import NoWarehouse, Warehouse


def selections(source: Warehouse) -> Iterator[Selection]:
    """Yield each period, then the countries in the usual period, most postings first, then in the others."""
    published = source.published()
    first_day = published.first_date or published.as_of

    def selected(country: str | None, preset: Preset) -> Selection:
        chosen = Selection(country=(country,) if country else ())
        return engine.selected(chosen, Period(preset), published.as_of, first_day)

    presets = [preset for preset in PRESETS if preset not in (DEFAULT_PRESET, "custom")]
    offered = engine.choices(source, selected(None, DEFAULT_PRESET))["country"]
    countries = sorted(offered, key=lambda country: (-offered[country], country))
    pairs = chain(product([None], presets), product(countries, [DEFAULT_PRESET]), product(countries, presets))
    return (selected(country, preset) for country, preset in pairs)


@in_turn()
def compute(source: Warehouse, selection: Selection) -> float:
    """Compute what the start page asks for a selection, as a page in its turn, and return the seconds."""
    started = time.perf_counter()
    with suppress(NoWarehouse, QueryError), runs.one_run(source):
        store.choices(selection)
        store.described(selection)
        shelf = store.shelf()
        for query in (shelf.queries[name] for page in shelf.pages[:1] for row in page.rows for name in row):
            with suppress(QueryError):
                store.answer(query, source, selection, {param.name: param.default for param in query.params})
    return time.perf_counter() - started
