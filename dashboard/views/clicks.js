// Tells which mark of which card was clicked. Plotly's own events do it for every kind of chart, leave the
// picture as it is, and need no second widget for each figure.
const CARD = /st-key-figure-([^ ]+)/

export default function ({ setTriggerValue }) {
  const heard = new WeakMap()

  function rowOf(event) {
    return event?.points?.map((point) => point.customdata).find(Number.isInteger)
  }

  function point(graph, shape) {
    graph.querySelectorAll(".nsewdrag").forEach((area) => { area.style.cursor = shape })
  }

  function listen(graph) {
    const events = heard.get(graph) ?? {
      plotly_click: (event) => {
        const row = rowOf(event)
        const card = graph.closest("[class*=st-key-figure-]")?.className.match(CARD)?.[1]
        if (card && row !== undefined) setTriggerValue("mark", { card, row })
      },
      plotly_hover: (event) => point(graph, rowOf(event) === undefined ? "" : "pointer"),
      plotly_unhover: () => point(graph, ""),
    }
    heard.set(graph, events)
    for (const [name, heed] of Object.entries(events)) {
      graph.removeListener(name, heed)
      graph.on(name, heed)
    }
  }

  // A figure that is drawn anew has lost its listeners, so they are set whenever the pointer comes to it.
  function come(event) {
    const graph = event.target.closest?.(".js-plotly-plot")
    if (graph?.on && graph.layout?.meta?.clickable) listen(graph)
  }

  document.addEventListener("pointerover", come, true)
  document.addEventListener("pointerdown", come, true)
  return () => {
    document.removeEventListener("pointerover", come, true)
    document.removeEventListener("pointerdown", come, true)
  }
}
