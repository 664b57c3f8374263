"""The filters that the names of a row stand for, and the buttons that set one of them."""

from collections.abc import Mapping
from typing import Any

from dashboard import engine
from dashboard.engine import Selection
from dashboard.views import reading, store
from dashboard.views.filter_words import LABELS, word
from dashboard.views.naming import unmarked


def _dimensions(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's values of what the filter bar knows: of its names, and the `name` of a `dimension`."""
    chosen = {row["dimension"]: row.get("name")} if row.get("dimension") in engine.DIMENSIONS else {}
    return {name: row[name] for name in engine.DIMENSIONS if name in row} | chosen


def narrower(selection: Selection, row: Mapping[str, Any]) -> dict[str, str]:
    """Return the filters that a row's names stand for, those aside that are set already or filter nothing."""
    offered = store.choices(selection)
    named = {
        name: engine.NOT_STATED if value is None else value
        for name, value in _dimensions(row).items()
        if isinstance(value, str | None)
    }
    return {
        name: value
        for name, value in named.items()
        if value in offered[name] and getattr(selection, name) != (value,)
    }


def buttons(only: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the looks of a button for each filter: "Only Germany"; alike names say what they are."""
    reader = reading.reader()
    words = {name: unmarked(word(value, name, reader)) for name, value in only.items()}
    alike = [said for said in words.values() if list(words.values()).count(said) > 1]
    labels = {
        name: reader.say("Only {name} ({filter})", name=said, filter=reader.say(LABELS[name][0]))
        if said in alike
        else reader.say("Only {name}", name=said)
        for name, said in words.items()
    }
    return {name: {"label": label, "icon": ":material/filter_alt:"} for name, label in labels.items()}
