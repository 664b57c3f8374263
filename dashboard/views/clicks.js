// Tells which mark of which card was clicked, and in which card's table a cell was. It heeds the product's own drawings
// and Plotly's events, which leave the picture as it is, and needs no second widget for each figure.
const CARD = /st-key-card-([^ ]+)/
const TABLE = /st-key-table-([^ ]+)/
const HEADER = 36 // pixels, the height of a table's header
const SETTLED = 900 // milliseconds after which Streamlit has said which cell is selected, if that has changed

export default function ({ setTriggerValue }) {
  const heard = new WeakMap()

  function cardOf(picture) {
    return picture.closest("[class*=st-key-card-]")?.className.match(CARD)[1]
  }

  function drawn(event) {
    const drawing = event.target.closest?.(".drawn.clickable")
    const mark = drawing?.querySelector(".near[data-row]")
    if (mark) setTriggerValue("mark", { card: cardOf(drawing), row: Number(mark.dataset.row) })
  }

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
        const card = cardOf(graph)
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

  function cell(event) {
    const card = event.target.closest?.("[class*=st-key-table-]")
    const top = card?.querySelector("canvas")?.getBoundingClientRect().top
    if (top === undefined || event.clientY < top + HEADER || event.target.closest("button")) return
    const name = card.className.match(TABLE)[1]
    setTriggerValue("mark", { card: name, pressed: true })
    setTimeout(() => {
      if (!document.querySelector("section[role=dialog]")) setTriggerValue("mark", { card: name })
    }, SETTLED)
  }

  document.addEventListener("click", drawn)
  document.addEventListener("pointerdown", cell, true)
  document.addEventListener("pointerover", come, true)
  document.addEventListener("pointerdown", come, true)
  return () => {
    document.removeEventListener("click", drawn)
    document.removeEventListener("pointerdown", cell, true)
    document.removeEventListener("pointerover", come, true)
    document.removeEventListener("pointerdown", come, true)
  }
}
