"""What a mark of a drawing says to those who point at it, as attributes that the page's script reads."""

from html import escape

from dashboard.charts.sheet import Figure, Trace

SPOKEN = ("hovertext", "customdata")


def told(trace: Trace, row: int) -> str:
    """Return the attributes of a point: its words, and the row of the result that a click on it tells."""
    words, rows = (trace.get(name) for name in SPOKEN)
    if not words or not words[row]:
        return ""
    clicked = f' data-row="{rows[row]}"' if rows else ""
    return f' data-told="{escape(words[row])}"{clicked}'


def order(figure: Figure) -> str:
    """Return the attribute that says how marks stand: a pointer beside a bar or under a line means it too."""
    traces = figure["data"]
    if any(trace.get("orientation") == "h" for trace in traces):
        return ' data-order="rows"'
    if any(trace["type"] == "bar" or "lines" in trace["mode"] for trace in traces):
        return ' data-order="columns"'
    return ""


def speechless(figure: Figure) -> Figure:
    """Return a figure whose marks say nothing: there is no pointer on paper."""
    data = [{key: value for key, value in trace.items() if key not in SPOKEN} for trace in figure["data"]]
    return {**figure, "data": data}
