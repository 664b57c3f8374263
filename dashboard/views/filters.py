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
from dashboard.report.scope import counted_applications, places
from dashboard.translations import marked
from dashboard.views import habit, reading, store
from dashboard.views.filter_words import COMPARED, COMPARISONS, LABELS, PERIODS, word
from dashboard.views.naming import unmarked

WRITTEN: Final = "filters/url-written"
LINKED: Final = "filters/linked"
"""What a link asked for, until the reader chooses something else: others' links are not remembered."""
PROBLEMS: Final = "filters/problems"
KEPT: Final = "filters/kept"
"""The widgets' values as they last were, which outlive a run that ended before it drew them."""
NARROWED: Final = "filters/narrowed"
"""What a click asks for until the run that follows it: a widget's state is set before it is drawn."""
BEHIND_MORE: Final = ("role_level", "channel", "source", "department", "work_model")


def bar() -> Selection | None:
    """Draw the filter bar and return its selection; None where it asks for what cannot be, which it says."""
    published = store.warehouse().published()
    first_day = min(published.first_date or published.as_of, published.as_of)
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
            _more(offered)
    selection = engine.selected(_selection(), period, published.as_of, first_day)
    _write_url(selection, period)
    return _say(selection, period)


def reset_button() -> None:
    """Draw the button that takes every filter out."""
    st.button(
        reading.reader().say("Reset filters"), icon=":material/restart_alt:", type="tertiary", on_click=_reset
    )


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
    reader = reading.reader()
    asked = engine.from_query(given, known, as_of=as_of, first_day=first_day, reader=reader)
    problems, period = asked.problems, engine.within(asked.period, as_of, first_day)
    if period is None:
        words = marked("The link's days are not in this data, which has {low} to {high}.")
        problems += (reader.say(words, low=reader.date(first_day), high=reader.date(as_of)),)
        period = Period(compare=asked.period.compare)
    st.session_state[PROBLEMS] = problems
    st.session_state[LINKED] = engine.to_query(asked.selection, period)
    _fill(asked.selection, period)


def _fill(selection: Selection, period: Period) -> None:
    for name in engine.DIMENSIONS:
        st.session_state[_key(name)] = list(getattr(selection, name))
    st.session_state[_key("period")] = period.preset
    st.session_state[_key("compare")] = period.compare
    last = date.fromordinal(period.until.toordinal() - 1) if period.until else None
    st.session_state[_key("days")] = tuple(day for day in (period.since, last) if day)


def _keep() -> None:
    """Set each widget's state anew: Streamlit drops it where another run cut the last one short."""
    kept = st.session_state.setdefault(KEPT, {})
    for key in map(_key, (*engine.DIMENSIONS, "period", "compare", "days")):
        st.session_state[key] = kept[key] = st.session_state.get(key, kept.get(key))


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
    help_text, placeholder = None, reader.say(everything)
    if name == "country":
        help_text = reader.say("Countries with a posting in the chosen languages, live in the period")
        stated = len({*offered[name]} - {engine.NOT_STATED})
        placeholder = (
            reader.count("One country", "All {number} countries", stated)
            if stated
            else reader.say("No country stated")
        )
    st.multiselect(
        reader.say(label),
        options,
        format_func=lambda value: _word(value, name, offered, reader),
        key=_key(name),
        placeholder=placeholder,
        help=help_text,
    )


def _options(chosen: Collection[str], offered: Collection[str], name: str, reader: Reader) -> list[str]:
    """Return the values to choose from; what is chosen stays among them and never vanishes by itself."""
    values = dict.fromkeys([*offered, *chosen])
    if name in ("language", "country"):
        return sorted(values, key=lambda value: reader.show(value, name))
    return list(values)


def _word(value: str, name: str, offered: Choices, reader: Reader) -> str:
    said = word(value, name, reader)
    return said if value in offered[name] else reader.say("{value} (none here)", value=said)


def _period(as_of: date, first_day: date) -> Period:
    say = reading.reader().say
    preset: Any = st.selectbox(
        say("Period"), list(PERIODS), format_func=lambda name: say(PERIODS[name]), key=_key("period")
    )
    days: Any = ()
    if preset == "custom":
        shown = st.session_state[_key("days")]  # other data may be published by now
        st.session_state[_key("days")] = tuple(min(max(day, first_day), as_of) for day in shown)
        days = st.date_input(
            say("First and last day"),
            key=_key("days"),
            min_value=first_day,
            max_value=as_of,
            label_visibility="collapsed",
        )
    since, last = (*days, None, None)[:2]
    return Period(preset, st.session_state[_key("compare")], since, _after(last))


def _after(last: date | None) -> date | None:
    return date.fromordinal(last.toordinal() + 1) if last else None


def _more(offered: Choices) -> None:
    default = Selection()
    active = sum(tuple(st.session_state[_key(name)]) != getattr(default, name) for name in BEHIND_MORE)
    say = reading.reader().say
    label = say("More ({number})", number=str(active)) if active else say("More")
    with st.popover(label, icon=":material/tune:", width="stretch"):
        for name in BEHIND_MORE:
            _multiselect(name, offered)
        st.selectbox(
            say("Compared with"),
            list(COMPARED),
            format_func=lambda name: say(COMPARED[name]),
            key=_key("compare"),
        )


def _say(selection: Selection, period: Period) -> Selection | None:
    """Say in words what is shown, what a link got wrong, and what cannot be."""
    reader = reading.reader()
    for problem in st.session_state.get(PROBLEMS, ()):
        st.warning(unmarked(problem), icon=":material/link_off:")
    impossible = store.impossible(selection, reader)
    if impossible:
        step = reader.say("Choose another language or country, or reset the filters.")
        st.info(f"{unmarked(impossible)}  \n{step}", icon=":material/travel_explore:")
        return None
    st.html(f'<p class="scope">{_scope(selection, period, reader)}</p>')
    return selection


def _scope(selection: Selection, period: Period, reader: Reader) -> str:
    counts = store.described(selection)
    shown = {
        "applications": counted_applications(counts, reader),
        "places": places(counts, reader),
        "days": _days(selection.since, selection.until, reader),
    }
    if selection.compare_since is None:
        return reader.say("{applications} {places}, {days}", **shown)
    shown["compared"] = _days(selection.compare_since, selection.compare_until, reader)
    return reader.say(COMPARISONS[period.compare], **shown)


def _days(since: date | None, until: date | None, reader: Reader) -> str:
    """Return the first and the last day of a half-open period."""
    if since is None or until is None:
        return reader.say("all time")
    last = date.fromordinal(until.toordinal() - 1)
    return reader.say("{low} to {high}", low=reader.date(since), high=reader.date(last))
