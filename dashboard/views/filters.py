"""The filter bar: the same on every page, language before country, all of it in the URL.

The widgets' state is the truth of a session. A URL that the session did not write itself (a shared link, the
back button) is read into that state before the widgets are drawn; afterwards the URL is brought in line.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

import streamlit as st

from dashboard import engine
from dashboard.charts import Reader
from dashboard.engine import Choices, Period, Selection
from dashboard.views import habit, reading, store

WRITTEN: Final = "filters/url-written"
LINKED: Final = "filters/linked"
"""What a link asked for, until the reader chooses something else: others' links are not remembered."""
PROBLEMS: Final = "filters/problems"
NARROWED: Final = "filters/narrowed"
"""What a click asks for until the run that follows it: a widget's state is set before it is drawn."""
LABELS: Final = {
    "language": ("Posting language", "All languages"),
    "country": ("Country", "All countries"),
    "role_family": ("Role family", "All families"),
    "role_level": ("Role level", "All levels"),
    "channel": ("Source channel", "All channels"),
    "source": ("Source", "All sources"),
    "department": ("Department", "All departments"),
    "work_model": ("Work model", "All models"),
}
BEHIND_MORE: Final = ("role_level", "channel", "source", "department", "work_model")
PERIODS: Final = {
    "last-3-months": "Last 3 months",
    "last-6-months": "Last 6 months",
    "last-12-months": "Last 12 months",
    "last-24-months": "Last 24 months",
    "this-year": "This year",
    "last-year": "Last year",
    "everything": "Everything",
    "custom": "Custom …",
}
COMPARED: Final = {"previous": "the period before", "year-before": "the year before", "none": "nothing"}


def bar() -> Selection | None:
    """Draw the filter bar and return its selection; None where it asks for what cannot be, which it says."""
    published = store.warehouse().published()
    first_day = published.first_date or published.as_of
    _adopt_url(published.as_of, first_day)
    for name, value in st.session_state.pop(NARROWED, {}).items():
        st.session_state[_key(name)] = [value]
    _keep()
    with st.container(key="filters"):
        first, second, third, fourth, more = st.columns([2, 2, 2, 2, 1], vertical_alignment="bottom")
        with fourth:
            period = _period(published.as_of, first_day)
        chosen = engine.selected(_selection(), period, published.as_of, first_day)
        offered = store.choices(chosen)
        for place, name in ((first, "language"), (second, "country"), (third, "role_family")):
            with place:
                _multiselect(name, offered)
        with more:
            period = _more(period, offered)
    selection = engine.selected(_selection(), period, published.as_of, first_day)
    _write_url(selection, period)
    return _say(selection, period)


def reset_button() -> None:
    """Draw the button that takes every filter out."""
    st.button("Reset filters", icon=":material/restart_alt:", type="tertiary", on_click=_reset)


def _reset() -> None:
    _fill(Selection(), Period())
    st.session_state[LINKED] = None
    st.session_state.pop(PROBLEMS, None)


def narrow(only: Mapping[str, str]) -> None:
    """Set filters to one value each, and draw the page anew."""
    st.session_state[NARROWED] = dict(only)
    st.rerun(scope="app")


def _key(name: str) -> str:
    return f"filter-{name}"


def _adopt_url(as_of: date, first_day: date) -> None:
    """Read the URL into the widgets' state where it is not the one that this session wrote."""
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    if WRITTEN in st.session_state and (not given or given == st.session_state[WRITTEN]):
        return
    asks = WRITTEN in st.session_state or any("." not in name for name in given)
    given = given if asks else habit.usual()
    known = store.choices(engine.selected(Selection(), Period("everything"), as_of, first_day))
    asked = engine.from_query(given, known, as_of=as_of, first_day=first_day)
    st.session_state[PROBLEMS] = asked.problems
    st.session_state[LINKED] = engine.to_query(asked.selection, asked.period) if asks else None
    _fill(asked.selection, asked.period)


def _fill(selection: Selection, period: Period) -> None:
    for name in engine.DIMENSIONS:
        st.session_state[_key(name)] = list(getattr(selection, name))
    st.session_state[_key("period")] = period.preset
    st.session_state[_key("compare")] = period.compare
    last = date.fromordinal(period.until.toordinal() - 1) if period.until else None
    st.session_state[_key("days")] = tuple(day for day in (period.since, last) if day)


def _keep() -> None:
    """Set each widget's state anew: a run that another one cuts short may never have reached the browser."""
    for key in [key for key in st.session_state if str(key).startswith("filter-")]:
        st.session_state[key] = st.session_state[key]


def _write_url(selection: Selection, period: Period) -> None:
    """Bring the filters' part of the URL in line; the cards' parameters are their widgets' to write."""
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    own = {name: values for name, values in given.items() if "." in name}
    wanted = engine.to_query(selection, period)
    for name in given.keys() - own.keys() - wanted.keys():
        del st.query_params[name]
    st.query_params.update({name: values for name, values in wanted.items() if given.get(name) != values})
    st.session_state[WRITTEN] = wanted | own
    if wanted != st.session_state[LINKED]:
        st.session_state[LINKED] = None
    habit.keep(wanted if st.session_state[LINKED] is None else habit.usual())


def _selection() -> Selection:
    chosen: dict[str, Any] = {name: tuple(st.session_state[_key(name)]) for name in engine.DIMENSIONS}
    return Selection(**chosen)


def _multiselect(name: str, offered: Choices) -> None:
    label, everything = LABELS[name]
    reader = reading.reader()
    options = _options(st.session_state[_key(name)], offered[name], name, reader)
    count = len(offered[name])
    placeholder = everything if name != "country" else f"All {reader.integer(count)} countries"
    st.multiselect(
        label,
        options,
        format_func=lambda value: _word(value, name, offered, reader),
        key=_key(name),
        placeholder=placeholder,
        help="Countries with a posting in the chosen languages, live in the period"
        if name == "country"
        else None,
    )


def _options(chosen: Collection[str], offered: Collection[str], name: str, reader: Reader) -> list[str]:
    """Return the values to choose from; what is chosen stays among them and never vanishes by itself."""
    values = dict.fromkeys([*offered, *chosen])
    if name in ("language", "country"):
        return sorted(values, key=lambda value: reader.show(value, name))
    return list(values)


def word(value: str, name: str, reader: Reader) -> str:
    """Return a dimension's value in the reader's words."""
    if value == engine.NOT_STATED:
        return "Not stated"
    return reader.show(value, name) if name in ("language", "country") else value


def _word(value: str, name: str, offered: Choices, reader: Reader) -> str:
    said = word(value, name, reader)
    return said if value in offered[name] or value == engine.NOT_STATED else f"{said} (none here)"


def _period(as_of: date, first_day: date) -> Period:
    preset: Any = st.selectbox("Period", list(PERIODS), format_func=PERIODS.__getitem__, key=_key("period"))
    days: Any = ()
    if preset == "custom":
        days = st.date_input(
            "First and last day",
            key=_key("days"),
            min_value=first_day,
            max_value=as_of,
            label_visibility="collapsed",
        )
    since, last = (*days, None, None)[:2]
    return Period(preset, st.session_state[_key("compare")], since, _after(last))


def _after(last: date | None) -> date | None:
    return date.fromordinal(last.toordinal() + 1) if last else None


def _more(period: Period, offered: Choices) -> Period:
    default = Selection()
    active = sum(tuple(st.session_state[_key(name)]) != getattr(default, name) for name in BEHIND_MORE)
    with st.popover(f"More ({active})" if active else "More", icon=":material/tune:", width="stretch"):
        for name in BEHIND_MORE:
            _multiselect(name, offered)
        compare: Any = st.selectbox(
            "Compared with", list(COMPARED), format_func=COMPARED.__getitem__, key=_key("compare")
        )
    return Period(period.preset, compare, period.since, period.until)


def _say(selection: Selection, period: Period) -> Selection | None:
    """Say in words what is shown, what a link got wrong, and what cannot be."""
    reader = reading.reader()
    for problem in st.session_state.get(PROBLEMS, ()):
        st.warning(problem, icon=":material/link_off:")
    impossible = store.impossible(selection, lambda dimension, value: _named(value, dimension, reader))
    if impossible:
        st.info(impossible, icon=":material/travel_explore:")
        return None
    st.html(f'<p class="scope">{_scope(selection, period, reader)}</p>')
    return selection


def _named(value: str, dimension: str, reader: Reader) -> str:
    return "no stated language" if value == engine.NOT_STATED else reader.show(value, dimension)


def _scope(selection: Selection, period: Period, reader: Reader) -> str:
    counts = store.described(selection)
    applications = _counted(counts.applications, "application", "applications", reader)
    countries = _counted(counts.countries, "country", "countries", reader)
    words = f"{applications} in {countries}, " + _days(selection.since, selection.until, reader)
    if selection.compare_since is None:
        return words
    compared = _days(selection.compare_since, selection.compare_until, reader)
    return f"{words}, compared with {COMPARED[period.compare]}: {compared}"


def _counted(number: int, one: str, many: str, reader: Reader) -> str:
    return f"{reader.integer(number)} {one if number == 1 else many}"


def _days(since: date | None, until: date | None, reader: Reader) -> str:
    """Return the first and the last day of a half-open period."""
    if since is None or until is None:
        return "all time"
    return f"{reader.date(since)} to {reader.date(date.fromordinal(until.toordinal() - 1))}"
