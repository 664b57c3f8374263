// Tells which mark of which card was clicked, and in which card's table a cell was; sorts a table by the heading that was.
// It heeds the product's own drawings and tables, Plotly's events, which leave the picture as it is, and the cells of a
// grid, and needs no second widget for each of them.
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

  function written(event) {
    const cell = event.target.closest?.(".rows.clickable td")
    if (!cell || event.target.closest("a") || !getSelection().isCollapsed) return
    const column = cell.closest("table").rows[0].cells[cell.cellIndex].dataset.column
    setTriggerValue("mark", { card: cardOf(cell), row: Number(cell.parentElement.dataset.row), column })
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
  document.addEventListener("click", written)
  document.addEventListener("click", sort)
  document.addEventListener("pointerdown", cell, true)
  document.addEventListener("pointerover", come, true)
  document.addEventListener("pointerdown", come, true)
  return () => {
    document.removeEventListener("click", drawn)
    document.removeEventListener("click", written)
    document.removeEventListener("click", sort)
    document.removeEventListener("pointerdown", cell, true)
    document.removeEventListener("pointerover", come, true)
    document.removeEventListener("pointerdown", come, true)
  }
}

// Sorts the rows by the heading that was clicked: numbers and dates from the largest, words from the first, at the next
// click the other way round, at the third as they were. What has no value stands last.
function sort(event) {
  const head = event.target.closest?.(".rows th button")?.parentElement
  if (!head) return
  const orders = head.classList.contains("right") ? ["descending", "ascending"] : ["ascending", "descending"]
  const order = orders[orders.indexOf(head.ariaSort) + 1]
  const table = head.closest("table")
  table.querySelectorAll("th").forEach((each) => each.removeAttribute("aria-sort"))
  if (order) head.ariaSort = order
  const valueOf = order ? (row) => value(row.cells[head.cellIndex]) : (row) => Number(row.dataset.row)
  const rows = [...table.tBodies[0].rows].map((row) => [valueOf(row), row])
  const way = order === "descending" ? -1 : 1
  rows.sort(([a], [b]) => (a === undefined) - (b === undefined) || way * compare(a, b))
  table.tBodies[0].append(...rows.map(([, row]) => row))
}

function value(cell) {
  if (!cell.classList.contains("right")) return cell.textContent
  const given = cell.dataset.value
  return given === undefined || isNaN(given) ? given : Number(given)
}

function compare(a, b) {
  return typeof a === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang, { numeric: true })
}
